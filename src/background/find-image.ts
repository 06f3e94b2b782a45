import browser from 'webextension-polyfill';
import type { Cancelled, Found } from '../content/functions';
import { ShoeboxError } from '../core/failure';
import { originPattern } from '../core/s3-url';
import type { WebSource } from '../core/source';
import { callInFrame } from './call-in-frame';
import { keepAliveUntil } from './keepalive';
import type { PageFrame } from './menu-clicks';
import { elementPickerTexts } from './picker-texts';
import { reportedAs, sideEffect } from './side-effects';
import { sourceOf } from './web-source';

/**
 * The picture that a person means at the place that they right-clicked; where that is not certain, they are asked to
 * point at it. Null when they gave it up. @throws ShoeboxError `page-closed`, `source-needs-permission`
 */
export async function findImage(place: PageFrame, targetElementId: number | null): Promise<WebSource | null> {
  const here = await asked(place, () => callInFrame(place, 'imageAtContextMenu', targetElementId));
  if (here.kind !== 'uncertain') return sourceOf(place, here.candidate);
  return pickImage(place);
}

/** Lets a person point at a picture, in any frame of the page that may be asked. Null when they gave it up. */
export async function pickImage(place: PageFrame): Promise<WebSource | null> {
  const frames = await asked(place, () => framesOf(place));
  const texts = elementPickerTexts();
  const aimed = frames.map(async frame => ({
    frame,
    found: await callInFrame(frame, 'pickElement', frame.frameId === 0 ? texts : { ...texts, task: '' }),
  }));
  const gone: Found | Cancelled = { kind: 'cancelled' };
  const first = await keepAliveUntil(
    // A frame that goes away takes only itself out of the question; the last one, the question.
    Promise.any(aimed).catch(reportedAs('page.aim', { frame: place, found: gone })),
  );
  for (const frame of frames) void sideEffect('page.stop-aiming', () => callInFrame(frame, 'cancelPicking'));
  return first.found.kind === 'cancelled' ? null : sourceOf(first.frame, first.found.candidate);
}

/** The pictures within the selection. */
export async function selectedImages(place: PageFrame): Promise<readonly WebSource[]> {
  const candidates = await asked(place, () => callInFrame(place, 'selectedImages'));
  const sources = candidates.map(candidate => sourceOf(place, candidate)).filter(source => source !== null);
  if (sources.length === 0) throw new ShoeboxError('selection-without-images');
  return sources;
}

/** The frames of a page that may be asked something, the page itself among them. */
async function framesOf(place: PageFrame): Promise<readonly PageFrame[]> {
  const answers = await browser.scripting.executeScript({
    target: { tabId: place.tabId, allFrames: true },
    injectImmediately: true, // one that never ends loading would keep the others waiting
    func: () => location.href,
  });
  return answers.map(({ frameId, result }) => ({ ...place, frameId, frameUrl: String(result) }));
}

/** A frame that can't be asked needs access to its host, or is one of those that browsers keep from extensions. */
async function asked<Answer>({ frameUrl, pageUrl }: PageFrame, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (cause) {
    const origin = originPattern(frameUrl);
    if (origin === null || origin === originPattern(pageUrl)) {
      throw new ShoeboxError('page-closed', {}, { cause });
    }
    throw new ShoeboxError('source-needs-permission', { host: new URL(frameUrl).host, origin }, { cause });
  }
}
