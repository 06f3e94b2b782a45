import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseSettings } from '../../src/core/settings';
import { setupCodeOf } from '../../src/core/setup-code';
import { allowPermission } from '../browser/permission-prompt';
import { startXvfb, type VirtualDisplay } from '../machine/display';
import { sha256 } from './bucket-owner';
import { BUCKET, type E2eFixture, openFixture, optionsPage } from './fixture';
import { managerOf } from './manager';
import { clickMenuItem } from './menu-click';
import { guestsOf, onAws } from './on-aws';

// AWS as AWS has it: no endpoint, HTTPS, the bucket before the host name; and the ways in which it says that a bucket is
// somewhere else.

const REGION = 'eu-central-1';

describe('a first day on AWS itself', () => {
  let display: VirtualDisplay;
  let fixture: E2eFixture;
  const hosts = new Set<string>();
  const bucketAt = (region: string): string => `${BUCKET}.s3.${region}.amazonaws.com`;

  beforeAll(async () => {
    display = await startXvfb();
    fixture = await openFixture({
      ...{ display: display.display, configured: false, folder: '' },
      granted: ['http://localhost/*', 'http://127.0.0.1/*'],
      permissions: ['clipboardWrite'],
      aws: {
        tlsRegions: ['us-east-1', REGION],
        buckets: [{ name: BUCKET, region: REGION }],
        pools: [guestsOf(BUCKET, REGION)],
      },
      settings: onAws(BUCKET, REGION),
    });
    fixture.aws.intercept(({ headers }) => void hosts.add(headers['host'] ?? ''));
  });

  afterAll(async () => {
    await fixture.close();
    await display.close();
  });

  test('a set-up code that is pasted has the browser ask once, for the bucket, and is saved', async () => {
    const options = await optionsPage(fixture.browser);
    await options.bringToFront();
    await fixture.browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    // Of somebody who was wrong about the region.
    const settings = parseSettings({ ...fixture.settings, region: 'us-east-1' });
    if (!settings.ok) throw new Error('no settings');
    await options.evaluate(code => navigator.clipboard.writeText(code), setupCodeOf(settings.settings));
    await options.locator('body').press('Control+V');
    await allowPermission(display);
    // It was saved, and does not work.
    await options.getByText('Saved, but not working yet').waitFor();
    expect(await options.locator('.notice-good').count()).toBe(0);
    expect(await fixture.call('settings.get', undefined)).toEqual({ ok: true, value: settings.settings });
  });

  test('a bucket in another region than the settings say is found there, and used with one button', async () => {
    const options = await optionsPage(fixture.browser);
    await options.getByRole('button', { name: 'Test connection' }).click();
    await options.getByText(`The bucket “${BUCKET}” is in the region ${REGION}.`).first().waitFor();
    await options.getByRole('button', { name: `Set region to ${REGION} and test again` }).click();
    await allowPermission(display);
    await options.getByText('Everything works. Save these settings to use them.').waitFor();
    await options.getByRole('button', { name: 'Save', exact: true }).click();
    await options
      .getByText(/Right-click any image/)
      .first()
      .waitFor();
    expect(await fixture.call('settings.get', undefined)).toEqual({
      ok: true,
      value: { ...fixture.settings },
    });
  });

  test('the browser is asked for the bucket’s hosts alone, and Cognito needs none', async () => {
    const options = await optionsPage(fixture.browser);
    const { origins = [] } = await options.evaluate(() => chrome.permissions.getAll());
    expect(origins.filter(origin => origin.includes('amazonaws'))).toEqual([
      `https://${bucketAt(REGION)}/*`,
      `https://${bucketAt('us-east-1')}/*`,
    ]);
  });

  test('a picture is saved, and its album shows it', async () => {
    await clickMenuItem(fixture, `${fixture.site.url}photos/rocket.jpg`, 'Trips/');
    await expect.poll(() => fixture.owner.keys('Trips/')).toEqual(['Trips/rocket.jpg']);
    const manager = managerOf(fixture);
    await manager.open('Trips/');
    const image = manager.photos().getByRole('listitem').first().locator('img');
    await expect
      .poll(() => image.evaluate(shown => Number(Reflect.get(shown, 'naturalWidth'))))
      .toBeGreaterThan(0);
    await manager.page.close();
  });

  test('a copied link is the object’s own address, and opens it', async () => {
    const { context } = fixture.browser;
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const manager = managerOf(fixture);
    await manager.open('Trips/');
    await manager.photos().getByRole('listitem').first().hover();
    await manager.button('Copy link').click();
    await manager.page
      .getByRole('status')
      .getByText(/Link copied/)
      .waitFor();
    const link = await manager.page.evaluate(() => navigator.clipboard.readText());
    expect(link).toMatch(new RegExp(`^https://${bucketAt(REGION)}/Trips/rocket\\.jpg\\?.*X-Amz-Signature=`));
    const opened = await manager.page.goto(link);
    expect([opened?.status(), opened?.headers()['content-type']]).toEqual([200, 'image/jpeg']);
    await manager.page.close();
  });

  test('a large file is uploaded in parts', async () => {
    const buffer = Buffer.alloc(9 * 1024 * 1024, 'large');
    const manager = managerOf(fixture);
    await manager.open('Trips/');
    const chooser = manager.page.waitForEvent('filechooser');
    await manager.button('Add photos').first().click();
    await (await chooser).setFiles([{ name: 'large.mp4', mimeType: 'video/mp4', buffer }]);
    await expect.poll(() => fixture.owner.keys('Trips/')).toContain('Trips/large.mp4');
    expect(sha256(await fixture.owner.read('Trips/large.mp4'))).toBe(sha256(buffer));
    const parts = fixture.aws.requests.filter(
      ({ operation, status }) => operation === 'UploadPart' && status === 200,
    );
    expect(parts.length).toBeGreaterThan(1);
    await manager.page.close();
  });

  test('all of it went to AWS’s own host names', () => {
    expect([...hosts].filter(host => !host.startsWith('127.0.0.1:')).sort()).toEqual([
      `cognito-identity.${REGION}.amazonaws.com`,
      bucketAt(REGION),
      bucketAt('us-east-1'),
    ]);
  });
});

describe('a bucket of AWS', () => {
  const ALIAS = 'photos-hrzrlukc5m36ft7okagglf3gmwluquse1b-s3alias';
  const PLACES = [
    ['eu-central-1', 'my.photos', 's3.eu-central-1.amazonaws.com'],
    ['us-east-1', 'Old_Photos', 's3.us-east-1.amazonaws.com'],
    ['eu-west-3', ALIAS, `${ALIAS}.s3.eu-west-3.amazonaws.com`],
    ['cn-north-1', 'photos-cn', 'photos-cn.s3.cn-north-1.amazonaws.com.cn'],
    ['us-gov-west-1', 'photos-gov', 'photos-gov.s3.us-gov-west-1.amazonaws.com'],
    ['eusc-de-east-1', 'photos-eu', 'photos-eu.s3.eusc-de-east-1.amazonaws.eu'],
  ] as const;
  /** Buckets that are looked for in us-east-1. */
  const ELSEWHERE = [
    ['301', { name: 'moved', region: 'eu-west-3' }],
    ['307 and a Location', { name: 'moved-lately', region: 'eu-west-3', isNew: true }],
    ['400, for a region that is opted into', { name: 'moved-south', region: 'eu-south-1' }],
  ] as const;

  let fixture: E2eFixture;

  beforeAll(async () => {
    fixture = await openFixture({
      folder: '',
      aws: {
        tlsRegions: PLACES.map(([region]) => region),
        buckets: [
          ...PLACES.map(([region, name]) => ({ name, region })),
          ...ELSEWHERE.map(([, setup]) => setup),
        ],
        pools: PLACES.map(([region, bucket]) => guestsOf(bucket, region)),
      },
      settings: onAws('my.photos', 'eu-central-1'),
    });
  });

  afterAll(() => fixture.close());

  test.each(PLACES)('in %s named %s can do all that Shoebox needs, at %s', async (region, bucket, host) => {
    const hosts = new Set<string>();
    const stop = fixture.aws.intercept(({ service, headers }) => {
      if (service === 's3') hosts.add(headers['host'] ?? '');
    });
    expect(await fixture.testConnection(onAws(bucket, region))).toMatchObject({
      step: 'delete',
      state: 'passed',
      failure: null,
    });
    stop();
    expect([...hosts]).toEqual([host]);
  });

  test.each(ELSEWHERE)('that answers %s has its region named', async (_, { name, region }) => {
    expect(await fixture.testConnection(onAws(name, 'us-east-1'))).toMatchObject({
      step: 'region',
      failure: { code: 'wrong-region', detail: { bucket: name, region } },
    });
  });

  test('that is elsewhere is told for a picture that was to be saved there', async () => {
    await fixture.call('settings.save', { ...fixture.settings, ...onAws('moved-lately', 'us-east-1') });
    await clickMenuItem(fixture, `${fixture.site.url}photos/rocket.jpg`, 'Trips/');
    const { failure } = await fixture.transferThat(({ state }) => state === 'failed');
    expect(failure).toMatchObject({ code: 'wrong-region', detail: { region: 'eu-west-3' } });
  });
});
