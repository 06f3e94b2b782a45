import { createHash } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chooseFromImageMenu } from '../browser/context-menu';
import { allowPermission } from '../browser/permission-prompt';
import { makeStack } from '../cloudformation/make-stack';
import { startXvfb, type VirtualDisplay } from '../machine/display';
import { bucketOwner } from './bucket-owner';
import { type E2eFixture, openFixture, optionsPage } from './fixture';

// From a fresh profile to the first picture: what a person does, step by step, under nothing but what the template says.

const REGION = 'us-east-1';
const POOL_ID = `${REGION}:89abcdef-0123-4567-89ab-cdef01234567`;

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

describe('a fresh profile', () => {
  let display: VirtualDisplay;
  let fixture: E2eFixture;

  beforeAll(async () => {
    display = await startXvfb();
    fixture = await openFixture({
      ...{ display: display.display, configured: false, folder: '' },
      // The site of the pictures; of AWS nothing.
      granted: ['http://localhost/*', 'http://127.0.0.1/*'],
      aws: { tlsRegions: [REGION], buckets: [], pools: [] },
    });
  });

  afterAll(async () => {
    await fixture.close();
    await display.close();
  });

  test('is a guest with one paste in CloudShell and one of the set-up code, and saves a picture', async () => {
    const steps = new Steps();
    const { aws, site, browser } = fixture;
    await browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const options = await optionsPage(browser);
    await options.bringToFront();

    await steps.take('click: open the guide', () => options.locator('#setup-guide > summary').click());
    const bucket = await options.getByLabel('Name of the new bucket').inputValue();
    await options.getByLabel('Region').last().selectOption(REGION);
    await steps.take('click: “Copy the lines”', () =>
      options.getByRole('button', { name: 'Copy the lines' }).first().click(),
    );
    const shell = await options.getByRole('link', { name: 'Open CloudShell' }).first().getAttribute('href');
    expect(shell).toBe(`https://console.aws.amazon.com/cloudshell/home?region=${REGION}`);
    const lines = await clipboard(options);
    const { printed, stack } = await steps.take('click: “Open CloudShell”; keys: paste, Enter', () =>
      makeStack(aws, lines, { identityPoolId: POOL_ID }),
    );
    expect(printed).toBe(`${stack.outputs['SetupCode']}\n`);

    await steps.take('copy the code there', () =>
      options.evaluate(code => navigator.clipboard.writeText(code), printed),
    );
    await steps.take('keys: paste it into the options', () => options.locator('body').press('Control+V'));
    await steps.take('click: “Allow” in the browser’s prompt', () => allowPermission(display));
    await options.locator('.save-status .notice-good').waitFor();

    const page = await browser.context.newPage();
    await page.goto(site.url);
    const photo = page.locator('img[src$="rocket.jpg"]').first();
    const opened = browser.context.waitForEvent('page');
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
    const owner = bucketOwner(aws, bucket, { region: REGION });
    await expect.poll(() => owner.keys()).toEqual(['First/', 'First/rocket.jpg']);
    steps.print('From install to the first picture, as a guest');

    const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
    const original = site.files.get('rocket.jpg') ?? new Uint8Array();
    expect(sha(await owner.read('First/rocket.jpg'))).toBe(sha(original));
    expect(steps.count).toBeLessThanOrEqual(8);
    expect(aws.requests.filter(({ status }) => status === 403)).toEqual([]);
  });
});
