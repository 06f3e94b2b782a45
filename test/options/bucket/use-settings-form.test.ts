// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { EMPTY_SETTINGS, type Settings, type SettingsInput } from '../../../src/core/settings';
import { useSettingsForm } from '../../../src/options/bucket/use-settings-form';
import type { FieldProblems } from '../../../src/options/form/field-problem';
import { renderHook, settle } from '../../ui/render-hook';

const STORED: Settings = {
  ...EMPTY_SETTINGS,
  bucket: 'stored-bucket',
  region: 'eu-central-1',
  identityPoolId: 'eu-central-1:11111111-2222-3333-4444-555555555555',
};

const kinds = (problems: FieldProblems): object =>
  Object.fromEntries(Object.entries(problems).map(([field, problem]) => [field, problem.kind]));

beforeEach(() => {
  document.body.innerHTML =
    '<input id="field-bucket"><input id="field-region"><details><input id="field-folder"></details>';
});
afterEach(() => document.body.replaceChildren());

test('useSettingsForm begins with what is stored, and has nothing to save', async () => {
  const hook = await renderHook(useSettingsForm, STORED);
  expect(hook.now()).toMatchObject({ input: STORED, problems: {}, unsaved: false, note: null });
});

test('a field that differs only in what is normalised away is no unsaved change', async () => {
  const hook = await renderHook(useSettingsForm, STORED);
  await settle(() => hook.now().change({ bucket: ' stored-bucket ' }));
  expect(hook.now().unsaved).toBe(false);
  await settle(() => hook.now().change({ bucket: 'other-bucket' }));
  expect(hook.now().unsaved).toBe(true);
});

test('a problem is shown only once its field was left', async () => {
  const hook = await renderHook(useSettingsForm, STORED);
  await settle(() => hook.now().change({ bucket: 'Not A Bucket', region: '' }));
  expect(hook.now().problems).toEqual({});
  await settle(() => hook.now().touch('region'));
  expect(kinds(hook.now().problems)).toEqual({ region: 'region-empty' });
});

test('validate shows all problems, and focuses the first field that has one', async () => {
  const hook = await renderHook(useSettingsForm, null);
  await settle(() => expect(hook.now().validate()).toBeNull());
  expect(kinds(hook.now().problems)).toEqual({
    bucket: 'bucket-empty',
    region: 'region-empty',
    identityPoolId: 'identity-pool-id-empty',
  });
  expect(document.activeElement?.id).toBe('field-bucket');
});

test('validate unfolds what hides the first field with a problem', async () => {
  const hook = await renderHook(useSettingsForm, STORED);
  await settle(() => hook.now().change({ folder: 'a/../b' }));
  await settle(() => expect(hook.now().validate()).toBeNull());
  expect(document.querySelector('details')?.open).toBe(true);
  expect(document.activeElement?.id).toBe('field-folder');
});

test('what is wrong with a field that another choice took off the page keeps nothing from being saved', async () => {
  const hook = await renderHook(useSettingsForm, STORED);
  await settle(() => hook.now().change({ encryption: 'aws:kms', kmsKey: 'not a key' }));
  await settle(() => hook.now().change({ access: 'user', issuer: 'no address', clientId: '1example' }));
  await settle(() => expect(hook.now().validate()).toBeNull());
  await settle(() => hook.now().change({ encryption: 'none', access: 'guest' }));
  await settle(() => expect(hook.now().validate()?.settings).toEqual({ ...STORED, clientId: '1example' }));
  expect(hook.now().problems).toEqual({});
});

test('an address in the bucket’s field fills the others, and is told of', async () => {
  const hook = await renderHook(useSettingsForm, null);
  await settle(() => hook.now().change({ bucket: 'https://photos.s3.eu-west-1.amazonaws.com/albums/' }));
  await settle(() => hook.now().autofill('bucket'));
  expect(hook.now().input).toMatchObject({ bucket: 'photos', region: 'eu-west-1', folder: 'albums' });
  expect(hook.now().note).toMatchObject({ from: 'bucket', reason: 'pasted' });
  expect(document.querySelector('details')?.open).toBe(true);
});

test('what was filled in is told no longer once it was replaced, nor beside a problem', async () => {
  const hook = await renderHook(useSettingsForm, null);
  await settle(() => hook.now().change({ bucket: 'arn:aws:s3:::photos' }));
  await settle(() => hook.now().autofill('bucket'));
  expect(hook.now().note?.fields).toEqual(['bucket']);
  await settle(() => hook.now().change({ bucket: 'arn:aws:iam::111122223333:role/guests' }));
  await settle(() => hook.now().autofill('bucket'));
  expect(hook.now().note).toBeNull();
  // It was pasted: nobody has to leave the field first.
  expect(kinds(hook.now().problems)).toEqual({ bucket: 'role' });
});

test('a region that AWS does not have is not saved, but with an S3 of one’s own', async () => {
  const hook = await renderHook(useSettingsForm, STORED);
  await settle(() => hook.now().change({ region: 'Mars' }));
  await settle(() => expect(hook.now().validate()).toBeNull());
  expect(kinds(hook.now().problems)).toEqual({ region: 'region-unknown' });
  await settle(() => hook.now().change({ endpoint: 'https://s3.example.com' }));
  await settle(() => expect(hook.now().validate()?.settings.region).toBe('mars'));
});

test('isAbout tells whether settings are what the fields say', async () => {
  const hook = await renderHook(useSettingsForm, STORED);
  expect(hook.now().isAbout(STORED)).toBe(true);
  await settle(() => hook.now().change({ bucket: 'other-bucket' }));
  expect(hook.now().isAbout(STORED)).toBe(false);
});

test('validate fills from an address that was typed and never left', async () => {
  const hook = await renderHook(useSettingsForm, STORED);
  await settle(() => hook.now().change({ bucket: 's3://photos/albums' }));
  await settle(() =>
    expect(hook.now().validate()?.settings).toMatchObject({ bucket: 'photos', folder: 'albums/' }),
  );
});

test('settings that were saved are shown as they were normalised, but for what was edited after validation', async () => {
  const hook = await renderHook(useSettingsForm, STORED);
  await settle(() => hook.now().change({ bucket: ' new-bucket ' }));
  const validated = hook.now().validate();
  await settle(() => hook.now().change({ region: 'eu-west-3' }));
  await settle(() => validated && hook.now().reset(validated.settings, validated));
  expect(hook.now().input).toMatchObject({ bucket: 'new-bucket', region: 'eu-west-3' });
});

test('other stored settings are shown in all fields but those that were edited', async () => {
  const hook = await renderHook(useSettingsForm, STORED);
  await settle(() => hook.now().change({ bucket: 'typed-bucket' }));
  await hook.rerender({ ...STORED, bucket: 'other-bucket', region: 'eu-west-1' });
  expect(hook.now().input).toMatchObject({ bucket: 'typed-bucket', region: 'eu-west-1' });
});

const FILLED: SettingsInput = { ...EMPTY_SETTINGS, bucket: 'photos' };

test('the store that is chosen brings what is known of it, and takes nothing that was typed', async () => {
  const hook = await renderHook(useSettingsForm, null);
  await settle(() => hook.now().change({ bucket: 'photos', region: 'eu-west-1', folder: 'albums' }));
  await settle(() => hook.now().chooseStore('r2'));
  expect(hook.now().store.id).toBe('r2');
  expect(hook.now().input).toEqual({
    ...FILLED,
    ...{ folder: 'albums', endpoint: '', region: 'auto', pathStyle: true, access: 'keys' },
  });
  await settle(() => hook.now().change({ endpoint: 'https://half.an.addr' }));
  await settle(() => hook.now().chooseStore('gcs'));
  expect(hook.now().input).toMatchObject({ endpoint: 'https://storage.googleapis.com', region: 'auto' });
  await settle(() => hook.now().chooseStore('r2'));
  expect(hook.now().input.endpoint).toBe('https://half.an.addr');
  await settle(() => hook.now().chooseStore('aws'));
  expect(hook.now().input).toEqual({ ...FILLED, region: 'eu-west-1', folder: 'albums' });
});

test('the endpoint follows the region of a store that has it in its host', async () => {
  const hook = await renderHook(useSettingsForm, null);
  await settle(() => hook.now().chooseStore('scaleway'));
  for (const region of ['f', 'fr-par', '', ' NL-ams']) await settle(() => hook.now().change({ region }));
  expect(hook.now().input).toMatchObject({ endpoint: 'https://s3.nl-ams.scw.cloud', pathStyle: false });
  await settle(() => hook.now().change({ endpoint: 'https://s3.nl-ams-dell.scw.cloud:9021' }));
  await settle(() => hook.now().change({ region: 'fr-par' }));
  expect(hook.now().input.endpoint).toBe('https://s3.nl-ams-dell.scw.cloud:9021');
});

test('Wasabi’s address without a region is its first region’s, and follows another one', async () => {
  const hook = await renderHook(useSettingsForm, null);
  await settle(() => hook.now().change({ bucket: 'https://s3.wasabisys.com/photos' }));
  await settle(() => hook.now().autofill('bucket'));
  expect(hook.now().input).toMatchObject({ bucket: 'photos', region: 'us-east-1' });
  await settle(() => hook.now().change({ region: 'eu-west-2' }));
  expect(hook.now().input.endpoint).toBe('https://s3.eu-west-2.wasabisys.com');
});

test('the store follows an endpoint once it was typed, not while it is', async () => {
  const hook = await renderHook(useSettingsForm, null);
  await settle(() => hook.now().change({ endpoint: 'https://photos.nyc3.digitaloceanspaces.com' }));
  expect(hook.now().store.id).toBe('aws');
  await settle(() => hook.now().autofill('endpoint'));
  expect(hook.now().store.id).toBe('spaces');
  expect(hook.now().input).toEqual({
    ...FILLED,
    ...{ endpoint: 'https://nyc3.digitaloceanspaces.com', region: 'nyc3', access: 'keys' },
  });
});

test('fields stay where they are while a button is pressed, and what was entered is known to it', async () => {
  const hook = await renderHook(useSettingsForm, null);
  await settle(() => hook.now().change({ bucket: 'photos', endpoint: 'http://10.0.0.1:9000' }));
  const pressed = vi.spyOn(document, 'querySelector').mockReturnValue(document.body);
  await settle(() => hook.now().autofill('endpoint'));
  expect(hook.now().store.id).toBe('aws');
  // As the click does that the press becomes.
  expect(hook.now().validate()?.settings).toMatchObject({ region: 'us-east-1', access: 'keys' });
  pressed.mockRestore();
  await settle(() => dispatchEvent(new Event('pointerup')));
  await settle();
  expect(hook.now().store.id).toBe('other');
  expect(hook.now().input.access).toBe('keys');
});

test('half an address does not take away the store that was chosen', async () => {
  const hook = await renderHook(useSettingsForm, null);
  await settle(() => hook.now().chooseStore('r2'));
  await settle(() => hook.now().change({ endpoint: '023e105f' }));
  await settle(() => hook.now().autofill('endpoint'));
  expect(hook.now().store.id).toBe('r2');
  expect(kinds(hook.now().problems)).toEqual({ endpoint: 'url-form' });
});

test('a server’s own address leaves MinIO chosen, and has the usual region', async () => {
  const hook = await renderHook(useSettingsForm, null);
  await settle(() => hook.now().chooseStore('minio'));
  await settle(() => hook.now().change({ endpoint: 'http://192.168.1.20:9000', region: '' }));
  await settle(() => hook.now().autofill('endpoint'));
  expect(hook.now().store.id).toBe('minio');
  expect(hook.now().input).toMatchObject({ region: 'us-east-1', pathStyle: true, access: 'keys' });
});

test('a server with an identity pool of its own keeps it', async () => {
  const hook = await renderHook(useSettingsForm, { ...STORED, access: 'user' });
  await settle(() => hook.now().change({ endpoint: 'https://s3.example.com' }));
  await settle(() => hook.now().autofill('endpoint'));
  expect(hook.now().input).toMatchObject({ access: 'user', identityPoolId: STORED.identityPoolId });
});

test('the address of a server stays when it is said to be MinIO', async () => {
  const hook = await renderHook(useSettingsForm, null);
  await settle(() => hook.now().chooseStore('other'));
  const typed = { endpoint: 'http://10.0.0.1:9000', region: 'garage', pathStyle: false };
  await settle(() => hook.now().change(typed));
  await settle(() => hook.now().chooseStore('minio'));
  expect(hook.now().store.id).toBe('minio');
  expect(hook.now().input).toMatchObject(typed);
});

test('a service has no Cognito, whatever the settings of a server before it name', async () => {
  const server = { endpoint: 'http://10.0.0.1:9000', cognitoEndpoint: 'http://10.0.0.1:9001' };
  const hook = await renderHook(useSettingsForm, { ...STORED, ...server });
  await settle(() => hook.now().chooseStore('minio'));
  expect(hook.now().input.access).toBe('guest');
  await settle(() => hook.now().chooseStore('scaleway'));
  expect(hook.now().input.access).toBe('keys');
  await settle(() => hook.now().chooseStore('other'));
  expect(hook.now().input).toMatchObject({ ...server, access: 'guest' });
});

test('a store’s address without a bucket leaves the bucket to be entered', async () => {
  const hook = await renderHook(useSettingsForm, null);
  await settle(() => hook.now().change({ bucket: 's3.eu-central-003.backblazeb2.com' }));
  await settle(() => hook.now().autofill('bucket'));
  expect(hook.now().input).toMatchObject({ bucket: '', region: 'eu-central-003' });
  expect(hook.now().note?.fields).toEqual(['region', 'endpoint', 'pathStyle']);
  expect(hook.now().problems).toEqual({});
});

test('an address of Amazon’s leads back to Amazon S3', async () => {
  const hook = await renderHook(useSettingsForm, null);
  await settle(() => hook.now().chooseStore('r2'));
  await settle(() => hook.now().change({ bucket: 'https://photos.s3.eu-west-1.amazonaws.com/' }));
  await settle(() => hook.now().autofill('bucket'));
  expect(hook.now().store.id).toBe('aws');
  expect(hook.now().input).toMatchObject({ endpoint: '', region: 'eu-west-1', pathStyle: false });
});

test('without an endpoint, the bucket of another store is not saved', async () => {
  const hook = await renderHook(useSettingsForm, null);
  await settle(() => hook.now().change({ bucket: 'photos' }));
  await settle(() => hook.now().chooseStore('r2'));
  await settle(() => expect(hook.now().validate()).toBeNull());
  expect(kinds(hook.now().problems)).toEqual({ endpoint: 'endpoint-empty' });
});

test('the store of what is stored is shown, also when that comes later', async () => {
  const hook = await renderHook(useSettingsForm, STORED);
  expect(hook.now().store.id).toBe('aws');
  await hook.rerender({ ...STORED, endpoint: 'https://fsn1.your-objectstorage.com', access: 'keys' });
  expect(hook.now().store.id).toBe('hetzner');
  await hook.rerender(STORED);
  expect(hook.now().store.id).toBe('aws');
});
