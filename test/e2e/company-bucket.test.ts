import { afterAll, beforeAll, expect, test } from 'vitest';
import { guestPolicy } from '../../src/setup/guest-policy';
import type { KmsKeySetup, PolicyDocument } from '../local-aws/index';
import { connectionPanel } from './connection-panel';
import { BUCKET, type E2eFixture, GUEST_POOL, openFixture, optionsPage } from './fixture';
import { FOLDER } from './in-folder';
import { type Manager, managerOf } from './manager';

// A bucket as companies have them: it locks what is in it, and refuses what names no key, or could overwrite something.

const KEY: KmsKeySetup = { id: '1234abcd-12ab-34cd-56ef-1234567890ab', alias: 'alias/photos' };

const DENY_PUT = { Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: '*' } as const;

const DEMANDING: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [
    { ...DENY_PUT, Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } } },
    {
      ...DENY_PUT,
      Condition: { Null: { 's3:if-none-match': 'true' }, Bool: { 's3:ObjectCreationOperation': 'true' } },
    },
  ],
};

let fixture: E2eFixture;
let manager: Manager;

beforeAll(async () => {
  fixture = await openFixture({
    aws: {
      buckets: [{ name: BUCKET, versioned: true, objectLockDays: 1, policy: DEMANDING }],
      kmsKeys: [KEY],
    },
  });
  const target = { bucket: BUCKET, folder: FOLDER, region: 'us-east-1', kmsKey: 'alias/photos' };
  fixture.aws.setPools([{ ...GUEST_POOL, role: guestPolicy(target) }]);
  manager = managerOf(fixture);
});

afterAll(() => fixture.close());

const choose = async (name: string, mimeType: string, buffer: Buffer): Promise<void> => {
  const chooser = manager.page.waitForEvent('filechooser');
  await manager.button('Add photos').first().click();
  await (await chooser).setFiles([{ name, mimeType, buffer }]);
};

const row = (name: string) =>
  manager.page.getByRole('listitem').filter({ has: manager.page.locator('.tray-name', { hasText: name }) });

/** What the tray says of a failure, with what S3 itself said. */
async function wordsOf(name: string): Promise<string> {
  await row(name).getByText('Details', { exact: true }).click();
  return (await row(name).textContent()) ?? '';
}

test('what the bucket’s policy refuses is told as that, and goes up once the options name the key', async () => {
  await manager.open('Work/');
  const photo = Buffer.from(fixture.site.files.get('rocket.jpg') ?? '');
  await choose('rocket.jpg', 'image/jpeg', Buffer.concat([photo, Buffer.alloc(40_000)]));
  const words = await wordsOf('rocket.jpg');
  expect(words).toContain('Shoebox isn’t allowed to save to this bucket.');
  expect(words).toContain('The bucket policy doesn’t allow s3:PutObject.');
  expect(words).toContain('with an explicit deny in a resource-based policy');
  expect(words).not.toContain('In IAM');

  const options = await optionsPage(fixture.browser);
  await options.getByText('Advanced', { exact: true }).click();
  await options.getByRole('combobox', { name: 'Encryption' }).selectOption({ label: 'A KMS key' });
  await options.getByRole('textbox', { name: 'KMS key' }).fill('alias/photos');
  await options.getByRole('button', { name: 'Save', exact: true }).click();
  await expect
    .poll(() => fixture.call('settings.get', undefined))
    .toMatchObject({ value: { encryption: 'aws:kms', kmsKey: 'alias/photos' } });
  expect(await connectionPanel(options).run()).toBe('Everything works.');

  const refused = fixture.aws.requests.filter(({ status }) => status === 403).length;
  await row('rocket.jpg').getByRole('button', { name: 'Try again' }).click();
  await row('rocket.jpg')
    .getByText(/^Saved/)
    .waitFor();
  await expect.poll(() => fixture.owner.keys('.shoebox/thumbnails/')).toHaveLength(1);
  await manager.button('New album').first().click();
  await manager.page.getByRole('textbox', { name: 'Album name' }).fill('Inner');
  await manager.button('Create album').click();
  await expect.poll(() => fixture.owner.keys('Work/')).toEqual(['Work/Inner/', 'Work/rocket.jpg']);
  expect(fixture.aws.requests.filter(({ status }) => status === 403)).toHaveLength(refused);
});

test('an organization’s deny is told as that, with AWS’s own words, and without useless advice', async () => {
  fixture.aws.setAccountPolicies({
    serviceControl: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: '*', Resource: '*' },
        { Effect: 'Deny', Action: 's3:PutObject', Resource: '*' },
      ],
    },
  });
  await manager.open('Work/');
  await choose('notes.txt', 'text/plain', Buffer.from('notes'));
  const words = await wordsOf('notes.txt');
  fixture.aws.setAccountPolicies({});
  expect(words).toContain('A policy of the AWS organization denies s3:PutObject.');
  expect(words).toContain('Only the organization’s administrators can change that');
  expect(words).toContain('with an explicit deny in a service control policy');
  expect(words).not.toContain('In IAM');
});
