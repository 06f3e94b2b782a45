import { createHash } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { chooseFromImageMenu } from '../browser/context-menu';
import { loginPage } from '../browser/login-page';
import { allowPermission } from '../browser/permission-prompt';
import { makeStack, templateIn } from '../cloudformation/make-stack';
import { type Stack, type StackNames, stackOf } from '../cloudformation/stack';
import type { LocalAwsOptions } from '../local-aws/index';
import { startXvfb, type VirtualDisplay } from '../machine/display';
import { type OpenIdProvider, startOpenIdProvider } from '../openid-provider/index';
import { bucketOwner } from './bucket-owner';
import { type E2eFixture, openFixture, optionsPage } from './fixture';
import { ADA, CLIENT_ID } from './user-pool';

// From a fresh profile to the first picture: what a person does, step by step, under nothing but what the template says.

const REGION = 'us-east-1';
const POOL_ID = `${REGION}:89abcdef-0123-4567-89ab-cdef01234567`;

const USER_POOL = `${REGION}_Local0001`;
const ISSUER = `https://cognito-idp.${REGION}.amazonaws.com/${USER_POOL}`;
const DOMAIN = `https://shoebox-c0ffee00.auth.${REGION}.amazoncognito.com`;

/** Where "New album…" stands in the submenu of an image, counted from the bottom. */
const NEW_ALBUM = -2;

/** What a person did, for the note that this test prints. */
class Steps {
  readonly #start = performance.now();
  readonly #done: string[] = [];

  async take<Result>(what: string, act: () => Promise<Result>): Promise<Result> {
    const result = await act();
    this.#done.push(what);
    return result;
  }

  get count(): number {
    return this.#done.length;
  }

  print(of: string): void {
    const seconds = ((performance.now() - this.#start) / 1000).toFixed(1);
    const lines = this.#done.map((step, index) => `  ${index + 1}. ${step}`);
    process.stdout.write(`${of}: ${this.count} steps, ${seconds} s in this test\n${lines.join('\n')}\n`);
  }
}

const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A fresh profile, an AWS account with nothing in it, and the person in front of them. */
interface FirstDay {
  readonly display: VirtualDisplay;
  readonly fixture: E2eFixture;
  readonly steps: Steps;
  readonly options: Page;
}

let open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const resource of open.splice(0).reverse()) await resource.close();
  open = [];
});

async function firstDay(aws: Partial<LocalAwsOptions> = {}): Promise<FirstDay> {
  const display = await startXvfb();
  open.push(display);
  const fixture = await openFixture({
    ...{ display: display.display, configured: false, folder: '' },
    // The site of the pictures; of AWS nothing.
    granted: ['http://localhost/*', 'http://127.0.0.1/*'],
    aws: { tlsRegions: [REGION], buckets: [], pools: [], ...aws },
  });
  open.push(fixture);
  await fixture.browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const options = await optionsPage(fixture.browser);
  await options.bringToFront();
  return { display, fixture, steps: new Steps(), options };
}

/** From the lines that the guide shows to settings that are saved. */
async function setUp(
  { display, fixture, steps, options }: FirstDay,
  namesFor: () => Promise<StackNames>,
): Promise<Stack> {
  await steps.take('click: “Copy the command”', () =>
    options.getByRole('button', { name: 'Copy the command' }).first().click(),
  );
  const shell = await options.getByRole('link', { name: 'Open CloudShell' }).first().getAttribute('href');
  expect(shell).toBe(`https://console.aws.amazon.com/cloudshell/home?region=${REGION}`);
  const lines = await clipboard(options);
  const names = await namesFor();
  const { printed, stack } = await steps.take('click: “Open CloudShell”; keys: paste, Enter', () =>
    makeStack(fixture.aws, lines, names),
  );
  expect(printed).toBe(`${stack.outputs['SetupCode']}\n`);
  await steps.take('copy the code there', () =>
    options.evaluate(code => navigator.clipboard.writeText(code), printed),
  );
  await steps.take('keys: paste it into the options', () => options.locator('body').press('Control+V'));
  await steps.take('click: “Allow” in the browser’s prompt', () => allowPermission(display));
  await options.locator('.save-status .notice-title').waitFor();
  return stack;
}

/** Saves the rocket from a page of the site, with the browser's own menu, into a new album. */
async function savePicture({ display, fixture, steps }: FirstDay): Promise<void> {
  const { context } = fixture.browser;
  const page = await context.newPage();
  await page.goto(fixture.site.url);
  const photo = page.locator('img[src$="rocket.jpg"]').first();
  const opened = context.waitForEvent('page');
  await steps.take('right click on a picture, “New album…”', () =>
    chooseFromImageMenu({ display, page, locator: photo, childIndex: NEW_ALBUM }),
  );
  const dialog = await opened;
  const closed = dialog.waitForEvent('close');
  await steps.take('keys: the album’s name, Enter', async () => {
    await dialog.getByRole('textbox', { name: 'Album name' }).fill('First');
    await dialog.keyboard.press('Enter');
  });
  await closed;
}

async function openGuide({ options }: FirstDay): Promise<void> {
  // It is there. What is suggested depends on where this computer is.
  await options.locator('#new-region').selectOption(REGION);
}

/** Waits until the connection test is over, which passes in every step. */
const nothingToMend = ({ options }: FirstDay): Promise<void> =>
  options.locator('.save-status .notice-good').waitFor();

describe('a fresh profile gets to its first picture', () => {
  test('as a guest, with one paste in CloudShell and one of the set-up code', async () => {
    const day = await firstDay();
    const { fixture, steps } = day;
    await openGuide(day);
    const stack = await setUp(day, async () => ({ identityPoolId: POOL_ID }));
    await savePicture(day);
    const owner = bucketOwner(fixture.aws, stack.bucket.name, { region: REGION });
    await expect.poll(() => owner.keys()).toEqual(['First/', 'First/rocket.jpg']);
    steps.print('From install to the first picture, as a guest');

    const original = fixture.site.files.get('rocket.jpg') ?? new Uint8Array();
    expect(sha(await owner.read('First/rocket.jpg'))).toBe(sha(original));
    expect(steps.count).toBeLessThanOrEqual(7);
    const refused = fixture.aws.requests.filter(({ status }) => status === 403);
    expect(refused.filter(({ key }) => key?.startsWith('First/'))).toEqual([]);
    await day.options.bringToFront();
    // It was tested by itself.
    await day.options.getByText('Saved and working').waitFor();
    await nothingToMend(day);
  });

  test('as a user with a folder of their own, who signs in with the password that was mailed', async () => {
    let provider: OpenIdProvider | null = null;
    const day = await firstDay({
      userPools: async (request, response) => provider?.handle(request, response),
    });
    const { fixture, steps, options } = day;
    await openGuide(day);
    await steps.take('click: “People who sign in”', () =>
      options.locator('#setup-guide').getByRole('radio', { name: 'People who sign in' }).check(),
    );
    await steps.take('keys: mail address', () => options.getByLabel('Your email address').fill(ADA.email));
    await steps.take('click: “A folder for each person”', () =>
      options.getByRole('checkbox', { name: 'A folder for each person' }).check(),
    );
    const stack = await setUp(day, async () => {
      // What Cognito makes of the template: it knows the client and its addresses of it, and mails the password.
      const planned = stackOf(Object(templateIn(await clipboard(options))), {
        identityPoolId: POOL_ID,
        userPool: { issuer: ISSUER, clientId: CLIENT_ID },
      });
      provider = await startOpenIdProvider({
        clients: planned.clients,
        users: planned.users.map(name => ({ name, email: name, password: ADA.password })),
        addresses: { issuer: ISSUER, domain: DOMAIN },
      });
      open.push(provider);
      const { jwksUri } = provider;
      return { identityPoolId: POOL_ID, userPool: { issuer: ISSUER, clientId: CLIENT_ID, jwksUri } };
    });

    // Its window opens by itself.
    const window = await loginPage(fixture.browser.context);
    await steps.take('keys: name, password, Enter', () => window.submit({ ...ADA, name: ADA.email }));
    await options.locator('.sign-in-state[data-state="signed-in"]').waitFor();
    await savePicture(day);
    const owner = bucketOwner(fixture.aws, stack.bucket.name, { region: REGION });
    const own = `${REGION}:[0-9a-f-]+`;
    await expect
      .poll(async () => (await owner.keys()).join(' '))
      .toMatch(new RegExp(`^${own}/First/ ${own}/First/rocket.jpg$`));
    steps.print('From install to the first picture, signed in');
    expect(steps.count).toBeLessThanOrEqual(11);
    // It began by itself after the sign-in.
    await nothingToMend(day);
  });
});
