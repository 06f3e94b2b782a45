import browser, { type Tabs } from 'webextension-polyfill';
import type { CallInFrame, Frame } from '../capture/call-in-frame';
import { withTimeout } from '../core/promises';
import type { WebSource } from '../core/source';
import type { Drop, DroppedItem } from '../messaging/protocol';
import { reportedAs } from './side-effects';

/** A page answers within milliseconds; one that hangs must not keep what was dropped from being stored. */
const ANSWER_MS = 1000;

interface KnownFrame extends Frame {
  readonly url: string;
  /** Those of the dropped URLs that it links to. */
  readonly links: readonly string[];
}

/** What a frame knows of something that it shows or links to. */
type PageContext = Pick<
  WebSource,
  'url' | 'betterUrls' | 'guessedUrls' | 'linkedUrl' | 'alt' | 'shownSize' | 'frameUrl' | 'frameId'
>;

/**
 * The dropped things as sources, with what the page they came from knows of them. Only a page that really shows or links to
 * one counts as its page: a drag can come from another window, or from another program.
 */
export async function sourcesOfDrop(
  callInFrame: CallInFrame,
  { tabId, items }: Drop,
): Promise<readonly WebSource[]> {
  const tab = tabId === null ? null : await browser.tabs.get(tabId).catch(reportedAs('drop.tab', null));
  const urls = items.map(({ url }) => url);
  const frames = tab === null ? [] : await withTimeout(orNothing(framesOf(tab, urls), []), ANSWER_MS, []);
  return Promise.all(
    items.map(async thing => sourceOf(thing, tab, await contextOf(callInFrame, thing, frames))),
  );
}

/**
 * What no frame knows gets no page. Even so the tab's page may have made it up for the drag: its URL stays in `frameUrl`, so
 * that `assertAllowedUrl` applies to it.
 */
function sourceOf(thing: DroppedItem, tab: Tabs.Tab | null, context: PageContext | null): WebSource {
  const { wanted, shownBlobId } = thing;
  return {
    kind: 'web',
    wanted,
    ...(context ?? { ...ofDragAlone(thing), frameUrl: tab?.url ?? '', frameId: 0 }),
    pageUrl: (context !== null && tab?.url) || '',
    pageTitle: (context !== null && tab?.title) || '',
    tabId: tab?.id ?? -1,
    ...(shownBlobId !== undefined && { shownBlobId }),
  };
}

/** The first of the better ones may be what a link around the picture leads to. */
function ofDragAlone({ url, betterUrls, otherUrls, alt }: DroppedItem) {
  const linkedUrl = otherUrls.find(other => other === betterUrls[0]);
  return { url, betterUrls, alt, ...(linkedUrl !== undefined && { linkedUrl }) };
}

async function contextOf(
  callInFrame: CallInFrame,
  thing: DroppedItem,
  frames: readonly KnownFrame[],
): Promise<PageContext | null> {
  const urls = [...thing.otherUrls, thing.url];
  const descriptions = urls.flatMap(url =>
    frames.map(frame => orNothing(describedBy(callInFrame, thing, url, frame), null)),
  );
  const answers = await Promise.all(descriptions.map(answer => withTimeout(answer, ANSWER_MS, null)));
  return answers.find(answer => answer !== null) ?? null;
}

/** A frame that can't be called, or is gone, tells nothing. */
const orNothing = <Answer>(answer: Promise<Answer>, nothing: Answer): Promise<Answer> =>
  answer.catch(reportedAs('drop.page', nothing));

async function describedBy(
  callInFrame: CallInFrame,
  thing: DroppedItem,
  url: string,
  frame: KnownFrame,
): Promise<PageContext | null> {
  const place = { url, frameUrl: frame.url, frameId: frame.frameId };
  const described = thing.wanted === 'image' ? await callInFrame(frame, 'describeImage', url) : null;
  if (described !== null) {
    const { betterUrls, guessedUrls = [], linkedUrl, alt, shownSize = null } = described;
    const linked = linkedUrl !== undefined && { linkedUrl };
    return { ...place, betterUrls, guessedUrls, alt: alt || thing.alt, shownSize, ...linked };
  }
  return url === thing.url && frame.links.includes(url) ? { ...ofDragAlone(thing), ...place } : null;
}

/** The accessible frames, the page's own first. */
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
