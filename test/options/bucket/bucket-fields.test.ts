// @vitest-environment happy-dom
import { h, render } from 'preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SettingsInput } from '../../../src/core/settings';
import { STORE_IDS, type StoreId } from '../../../src/core/stores';
import { BucketFields } from '../../../src/options/bucket/bucket-fields';
import { AccessFields, AdvancedFields } from '../../../src/options/bucket/settings-fields';
import { useAccessKeys } from '../../../src/options/bucket/use-access-keys';
import { useSettingsForm } from '../../../src/options/bucket/use-settings-form';
import { settle } from '../../ui/render-hook';
import { ScriptedWorker } from '../../webextension/scripted-worker';

new ScriptedWorker();

let page: HTMLElement;

/** The fields as the options page has them, with what each of their hooks needs. */
function Fields() {
  const form = useSettingsForm(null);
  const keys = useAccessKeys(form.input, false);
  return h('form', {}, [
    h(BucketFields, { form, keys }),
    h(AccessFields, { form, keys, isStored: false }),
    h(AdvancedFields, { form, keys }),
  ]);
}

beforeEach(async () => {
  page = document.createElement('div');
  document.body.replaceChildren(page);
  await settle(() => render(h(Fields, {}), page));
});
afterEach(() => settle(() => render(null, page)));

const line = (name: keyof SettingsInput): HTMLInputElement | null =>
  page.querySelector<HTMLInputElement>(`#field-${name}`);
const storeField = (): HTMLSelectElement | null => page.querySelector<HTMLSelectElement>('#field-store');

const choose = (id: StoreId): Promise<void> =>
  settle(() => {
    const select = storeField();
    if (select === null) return;
    select.value = id;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });

/** As somebody types, and leaves the field. */
const enter = (name: keyof SettingsInput, text: string): Promise<void> =>
  settle(() => {
    const input = line(name);
    if (input === null) return;
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });

/** The lines that are to be seen without unfolding anything. */
const shown = (): readonly string[] =>
  [...page.querySelectorAll<HTMLElement>('[id^="field-"]')]
    .filter(({ id, tagName }) => tagName === 'INPUT' && !/-(?:help|suggestions)$/.test(id))
    .filter(element => element.closest('details') === null)
    .map(({ id }) => id.replace('field-', ''));

const KEY_LINES = ['accessKeyId', 'secretAccessKey'];

test.each<[StoreId, readonly string[]]>([
  ['aws', ['bucket', 'region', 'identityPoolId']],
  ['r2', ['bucket', 'endpoint', ...KEY_LINES]],
  ['b2', ['bucket', 'region', ...KEY_LINES]],
  ['wasabi', ['bucket', 'region', ...KEY_LINES]],
  ['spaces', ['bucket', 'region', ...KEY_LINES]],
  ['hetzner', ['bucket', 'region', ...KEY_LINES]],
  ['scaleway', ['bucket', 'region', ...KEY_LINES]],
  ['gcs', ['bucket', ...KEY_LINES]],
  ['minio', ['bucket', 'endpoint', 'region', 'pathStyle', ...KEY_LINES]],
  ['ceph', ['bucket', 'endpoint', 'region', 'pathStyle', ...KEY_LINES]],
  ['other', ['bucket', 'endpoint', 'region', 'pathStyle', ...KEY_LINES]],
])('of %s only what it needs is asked for', async (id, lines) => {
  await choose(id);
  expect(shown()).toEqual(lines);
  expect(line('folder')).not.toBeNull();
  // Nothing of it is out of reach: what is rarely needed is under "Advanced".
  expect(line('pathStyle')).not.toBeNull();
  expect(line('endpoint')).not.toBeNull();
});

test('every store can be chosen, and each has a name', () => {
  const names = [...(storeField()?.options ?? [])].map(({ value, text }) => [value, text]);
  expect(names.map(([id]) => id)).toEqual(STORE_IDS);
  expect(names.at(-1)).toEqual(['other', 'Another S3-compatible service']);
  expect(names.every(([, name]) => name !== '')).toBe(true);
});

test('a service with regions offers its own, and says which kind of word is wanted', async () => {
  await choose('scaleway');
  const regions = [...page.querySelectorAll('#field-region-suggestions option')];
  expect(regions.map(option => option.getAttribute('value'))).toEqual([
    'fr-par',
    'nl-ams',
    'pl-waw',
    'it-mil',
  ]);
  expect(page.querySelector('#field-region-help')?.textContent).toContain('Scaleway, for example fr-par');
});

test('what was typed is there again when the store is chosen again', async () => {
  await enter('bucket', 'photos');
  await enter('region', 'eu-west-1');
  await choose('b2');
  await enter('region', 'us-west-004');
  await choose('aws');
  expect([line('bucket')?.value, line('region')?.value]).toEqual(['photos', 'eu-west-1']);
  await choose('b2');
  expect([line('bucket')?.value, line('region')?.value]).toEqual(['photos', 'us-west-004']);
});

test('an address that is pasted as the bucket chooses the store', async () => {
  await enter('bucket', 'https://photos.fra1.digitaloceanspaces.com/2026/');
  expect(storeField()?.value).toBe('spaces');
  expect(line('bucket')?.value).toBe('photos');
  expect(line('region')?.value).toBe('fra1');
  expect(line('folder')?.value).toBe('2026');
  expect(page.querySelector('.field-note')?.textContent).toContain('Region');
});

test('an account’s id is enough of R2’s endpoint', async () => {
  await choose('r2');
  await enter('endpoint', '023e105f4ecef8ad9ca31a8372d0c353');
  expect(line('endpoint')?.value).toBe('https://023e105f4ecef8ad9ca31a8372d0c353.r2.cloudflarestorage.com');
  expect(storeField()?.value).toBe('r2');
});

test('an endpoint that is typed under “Advanced” moves beside the bucket, with the cursor where it was', async () => {
  const endpoint = line('endpoint');
  endpoint?.focus();
  await enter('endpoint', 'http://192.168.1.20:9000');
  expect(storeField()?.value).toBe('other');
  expect(shown()).toContain('endpoint');
  expect(document.activeElement?.id).toBe('field-endpoint');
});

test('a server with a Cognito of its own may have guests', async () => {
  await enter('identityPoolId', 'eu-west-1:01234567-89ab-cdef-0123-456789abcdef');
  await enter('endpoint', 'http://192.168.1.20:9000');
  expect(page.querySelectorAll('input[name="field-access"]')).toHaveLength(3);
  expect(line('cognitoEndpoint')).not.toBeNull();
});
