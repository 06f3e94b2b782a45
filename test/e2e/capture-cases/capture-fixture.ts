import type { FrameLocator, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { DEFAULT_PREFERENCES } from '../../../src/core/preferences';
import { chooseNested } from '../../browser/context-menu';
import { allowPermission, denyPermission } from '../../browser/permission-prompt';
import { dispatchMenuClick } from '../../demo/menu-click';
import type { VirtualDisplay } from '../../machine/display';
import { type E2eFixture, openFixture } from '../fixture';
import { inFolder } from '../in-folder';
import type { CaptureCase, Trigger } from './case';
import { expectOutcome } from './outcome';
import { pickElementIfAsked } from './pick-element';

/** A browser with Shoebox, on a display of its own. */
export interface CaptureFixture {
  readonly fixture: E2eFixture;
  readonly display: VirtualDisplay;
  close(): Promise<void>;
}

/** `granted`: hosts that need no asking; all if left out. */
export async function openCaptureFixture(options: {
  readonly display: VirtualDisplay;
  readonly granted?: readonly string[];
}): Promise<CaptureFixture> {
  const { display, granted } = options;
  const fixture = await openFixture({ display: display.display, ...(granted && { granted }) });
  // For what is saved by a menu: into its first album.
  await fixture.call('albums.create', { parent: '', name: 'First' });
  return {
    fixture,
    display,
    async close() {
      await fixture.close();
      await display.close();
    },
  };
}

/** The way through the submenus to the first album, for each thing that the menu can be opened on. */
const TO_FIRST_ALBUM: Readonly<Record<Exclude<Trigger, 'told'>, readonly number[]>> = {
  image: [0],
  media: [0],
  link: [0, 0],
  find: [-1, 0],
};

/** Does what a person does in this case, and looks at what came of it. */
export async function runCase(capture: CaptureFixture, one: CaptureCase): Promise<void> {
  const { fixture } = capture;
  await fixture.call('preferences.save', { ...DEFAULT_PREFERENCES, ...one.preferences });
  await fixture.owner.clear();
  // A failed one would go on by itself when a later case is given the access that it lacked.
  for (const { id } of await fixture.transfers()) await fixture.call('transfers.dismiss', { id });
  const page = await openPage(fixture, one);
  try {
    const before = new Set((await fixture.transfers()).map(({ id }) => id));
    await click(capture, one, page, before);
    const transfer = await fixture.transferThat(
      ({ id, state }) => !before.has(id) && (state === 'saved' || state === 'failed'),
      one.timeoutMs,
    );
    await expectOutcome(fixture, transfer, one.expected, page);
    // What is not wanted is not left to arrive.
    await expect.poll(() => fixture.site.endlessAnswers()).toBe(0);
    expect(await leftRules(fixture)).toBe(0);
  } finally {
    await page.close();
  }
}

async function openPage({ browser, site }: E2eFixture, one: CaptureCase): Promise<Page> {
  const page = await browser.context.newPage();
  for (const path of one.visited ?? []) {
    await page.goto(path.startsWith('other:') ? site.otherHostUrl + path.slice(6) : site.url + path);
  }
  await page.goto(`${one.on === 'public' ? site.publicHostUrl : site.url}cases/${one.page}`);
  await drawn(one.framed === true ? page.frameLocator('iframe') : page);
  return page;
}

/** Pages whose scripts fetch their picture say when it is there. */
async function drawn(frame: Page | FrameLocator): Promise<void> {
  const says = await frame.locator('script', { hasText: 'dataset.ready' }).count();
  if (says > 0) await frame.locator('html[data-ready]').waitFor({ state: 'attached' });
}

async function click(
  capture: CaptureFixture,
  one: CaptureCase,
  page: Page,
  begunBefore: ReadonlySet<string>,
): Promise<void> {
  const { fixture, display } = capture;
  const worker = await fixture.browser.worker();
  if (typeof one.target !== 'string') {
    return dispatchMenuClick(worker, page, fixture.site.url + one.target.path, inFolder(newAlbum()));
  }
  const target = (one.framed === true ? page.frameLocator('iframe') : page).locator(one.target);
  if (one.trigger === 'told')
    return dispatchMenuClick(worker, page, await shownUrl(target), inFolder(newAlbum()));
  const menuContext = one.menuContext ?? 'thing';
  const locator = one.menuOn === undefined ? target : page.locator(one.menuOn);
  await chooseNested({ display, page, locator, menuContext, childIndexes: TO_FIRST_ALBUM[one.trigger] });
  if (one.permissionAnswer !== undefined)
    await (one.permissionAnswer === 'allow' ? allowPermission : denyPermission)(display);
  if (one.trigger === 'find') await pickElementIfAsked(capture, page, target, begunBefore);
}

/** Rules by which requests go out changed: each is for one request only. */
const leftRules = async ({ browser }: E2eFixture): Promise<number> =>
  (await browser.worker()).evaluate(async () => {
    // Not there without its permission.
    const { declarativeNetRequest: rules }: Partial<typeof chrome> = chrome;
    return rules === undefined ? 0 : (await rules.getSessionRules()).length;
  });

/** What the browser's menu tells of an image. */
const shownUrl = (target: Locator): Promise<string> =>
  target.evaluate((element: HTMLImageElement) => element.currentSrc || element.src);

/** Albums of their own keep the cases apart. */
const newAlbum = (): string => `${crypto.randomUUID()}/`;
