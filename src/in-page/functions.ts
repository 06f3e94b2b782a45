import type { FrameImages } from '../core/found-image';
import type { Preferences } from '../core/preferences';
import type { AimTexts } from './aim/texts';
import type { Candidate } from './candidates';
import type { Held } from './held-bytes';
import type { ShownPlace } from './show-place';

interface Question<Args extends readonly unknown[], Answer> {
  readonly args: Args;
  readonly answer: Answer;
}

/** All that can be asked of a page's frame. Arguments and answers are JSON; whatever a page says is hostile. */
export interface InPage {
  /** What the page knows of an image that it shows under a URL; null when it shows none such. */
  readonly describe: Question<[url: string], Candidate | null>;
  /** The picture where the context menu was opened last; Firefox's id of the element there, null elsewhere. */
  readonly findHere: Question<[targetElementId: number | null], Found | Unsure>;
  /** Lets a person point at a picture; answers when they have, or have given it up. */
  readonly aim: Question<[texts: AimTexts], Found | GivenUp>;
  /** Ends that: it has been answered in another frame. */
  readonly stopAiming: Question<[], null>;
  /** The pictures within the selection, in the order of the page. */
  readonly selectedImages: Question<[], readonly Candidate[]>;
  /** The bytes behind a URL, as the page itself would get them. */
  readonly readUrl: Question<[url: string, maxBytes: number], Held>;
  /** The pixels of an image that the page shows under a URL. */
  readonly drawShown: Question<[url: string], Held>;
  /** The next piece of what the frame holds, in base64; null when it does not hold it any more. */
  readonly readPiece: Question<[id: number, from: number], string | null>;
  readonly letGo: Question<[id: number], null>;
  /** Brings an image into view, and tells where in the window it is then; null when there is none to be seen. */
  readonly showPlace: Question<[url: string], ShownPlace | null>;
  /** Scrolls back to where the page was before. */
  readonly scrollBack: Question<[], null>;
  /** Everything in the frame that is a picture, in its best version or as it is shown. */
  readonly scan: Question<[version: Preferences['version']], FrameImages>;
  /** A picture of the frame, scaled to a height in pixels, as a `data:` URL; null when it can't be had. */
  readonly thumbnail: Question<[url: string, height: number], string | null>;
}

export type { AimTexts, Candidate };

/**
 * The URL begins with `SHOWN_ONLY` where the browser forbids to read it, since the page drew something of another site
 * into it, or where it has gone to the screen.
 */
export interface Found {
  readonly kind: 'found';
  readonly candidate: Candidate;
}

export interface Unsure {
  readonly kind: 'unsure';
}

export interface GivenUp {
  readonly kind: 'given-up';
}

export type { Held, ShownPlace };

/** What `in-page/in-page.ts` leaves behind in the frame, to be called by name. */
export type InPageFunctions = {
  readonly [Name in keyof InPage]: (
    ...args: InPage[Name]['args']
  ) => InPage[Name]['answer'] | Promise<InPage[Name]['answer']>;
};
