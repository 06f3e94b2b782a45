import browser, { type Tabs } from 'webextension-polyfill';
import type { CallInFrame, Frame } from '../capture/call-in-frame';
import { withTimeout } from '../core/promises';
import type { WebSource } from '../core/source';
import type { Drop, DroppedItem } from '../messaging/protocol';
import { reportedAs } from './side-effects';

/** A page answers within milliseconds; one that hangs must not keep what was dropped from being written down. */
const ANSWER_MS = 1000;

interface KnownFrame extends Frame {
  readonly url: string;
  /** Of the things that were asked for, those that it links to. */
  readonly links: readonly string[];
}

/** Where something stands, and what its page knows of it. */
type PageContext = Pick<WebSource, 'url' | 'betterUrls' | 'alt' | 'frameUrl' | 'frameId'>;

/**
 * What was dropped, with what the page it came from knows of it. Only a page that really has it counts as that: a drag
 * can come from another window, or from another program.
 */
export async function sourcesOfDrop(
  askPage: CallInFrame,
  { tabId, items }: Drop,
): Promise<readonly WebSource[]> {
  const tab = tabId === null ? null : await browser.tabs.get(tabId).catch(reportedAs('drop.tab', null));
  const urls = items.map(({ url }) => url);
  const frames = tab === null ? [] : await withTimeout(asked(framesOf(tab, urls), []), ANSWER_MS, []);
  return Promise.all(
    items.map(async thing => sourceOf(thing, tab, await standingOf(askPage, thing, frames))),
  );
}

/**
 * Of what no page has, none is noted as its page. All the same it may be the tab's page that made it up when it was
 * dragged: so it is not led to where that page may not lead.
 */
function sourceOf(thing: DroppedItem, tab: Tabs.Tab | null, standing: PageContext | null): WebSource {
  const { wanted, url, betterUrls, alt, shownBlobId } = thing;
  return {
    kind: 'web',
    wanted,
    ...(standing ?? { url, betterUrls, alt, frameUrl: tab?.url ?? '', frameId: 0 }),
    pageUrl: (standing !== null && tab?.url) || '',
    pageTitle: (standing !== null && tab?.title) || '',
    tabId: tab?.id ?? -1,
    ...(shownBlobId !== undefined && { shownBlobId }),
  };
}

async function standingOf(
  askPage: CallInFrame,
  thing: DroppedItem,
  frames: readonly KnownFrame[],
): Promise<PageContext | null> {
  const urls = [...thing.otherUrls, thing.url];
  const descriptions = urls.flatMap(url =>
    frames.map(frame => asked(describedBy(askPage, thing, url, frame), null)),
  );
  const answers = await Promise.all(descriptions.map(answer => withTimeout(answer, ANSWER_MS, null)));
  return answers.find(answer => answer !== null) ?? null;
}

/** A page that can't be asked, or is gone, tells nothing. */
const asked = <Answer>(answer: Promise<Answer>, nothing: Answer): Promise<Answer> =>
  answer.catch(reportedAs('drop.page', nothing));

async function describedBy(
  askPage: CallInFrame,
  thing: DroppedItem,
  url: string,
  frame: KnownFrame,
): Promise<PageContext | null> {
  const place = { url, frameUrl: frame.url, frameId: frame.frameId };
  const described = thing.wanted === 'image' ? await askPage(frame, 'describeImage', url) : null;
  if (described !== null) {
    return { ...place, betterUrls: described.betterUrls, alt: described.alt || thing.alt };
  }
  return url === thing.url && frame.links.includes(url)
    ? { ...place, betterUrls: thing.betterUrls, alt: thing.alt }
    : null;
}

/** The frames that we may ask, the page itself first. */
async function framesOf(
  { id: tabId = -1 }: Tabs.Tab,
  urls: readonly string[],
): Promise<readonly KnownFrame[]> {
  const answers = await browser.scripting.executeScript({
    target: { tabId, allFrames: true },
    func: linksAmong,
    args: [urls],
  });
  return answers
    .map(({ frameId, result }) => ({
      ...(result as ReturnType<typeof linksAmong>), // what the injected function returns
      tabId,
      frameId,
    }))
    .sort((a, b) => a.frameId - b.frameId);
}

/** Runs in every frame; injected as source, so it must not refer to anything outside itself. */
function linksAmong(urls: readonly string[]): Pick<KnownFrame, 'url' | 'links'> {
  const wanted = new Set(urls);
  const links = [...document.links].map(({ href }) => href).filter(href => wanted.has(href));
  return { url: location.href, links };
}
