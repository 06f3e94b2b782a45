import type { FrameImages } from '../core/found-image';
import type { Preferences } from '../core/preferences';
import type { Candidate } from './candidates';
import type { AimTexts } from './element-picker/picker-texts';
import type { Held } from './retained-blobs';
import type { ShownPlace } from './scroll-into-view';

interface ContentCall<Args extends readonly unknown[], Answer> {
  readonly args: Args;
  readonly answer: Answer;
}

/** All that can be asked of a page's frame. Arguments and answers are JSON; whatever a page says is hostile. */
export interface ContentCalls {
  /** What the page knows of an image that it shows under a URL; null when it shows none such. */
  readonly describe: ContentCall<[url: string], Candidate | null>;
  /** The picture where the context menu was opened last; Firefox's id of the element there, null elsewhere. */
  readonly findHere: ContentCall<[targetElementId: number | null], Found | Uncertain>;
  /** Lets a person point at a picture; answers when they have, or have given it up. */
  readonly aim: ContentCall<[texts: AimTexts], Found | Cancelled>;
  /** Ends that: it has been answered in another frame. */
  readonly stopAiming: ContentCall<[], null>;
  /** The pictures within the selection, in the order of the page. */
  readonly selectedImages: ContentCall<[], readonly Candidate[]>;
  /** The bytes behind a URL, as the page itself would get them. */
  readonly readUrl: ContentCall<[url: string, maxBytes: number], Held>;
  /** The pixels of an image that the page shows under a URL. */
  readonly drawShown: ContentCall<[url: string], Held>;
  /** The next piece of what the frame holds, in base64; null when it does not hold it any more. */
  readonly readPiece: ContentCall<[id: number, from: number], string | null>;
  readonly letGo: ContentCall<[id: number], null>;
  /** Brings an image into view, and tells where in the window it is then; null when there is none to be seen. */
  readonly showPlace: ContentCall<[url: string], ShownPlace | null>;
  /** Scrolls back to where the page was before. */
  readonly scrollBack: ContentCall<[], null>;
  /** Everything in the frame that is a picture, in its best version or as it is shown. */
  readonly scan: ContentCall<[version: Preferences['version']], FrameImages>;
  /** A picture of the frame, scaled to a height in pixels, as a `data:` URL; null when it can't be had. */
  readonly thumbnail: ContentCall<[url: string, height: number], string | null>;
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

export interface Uncertain {
  readonly kind: 'unsure';
}

export interface Cancelled {
  readonly kind: 'given-up';
}

export type { Held, ShownPlace };

/** What `content/content-script.ts` leaves behind in the frame, to be called by name. */
export type ContentFunctions = {
  readonly [Name in keyof ContentCalls]: (
    ...args: ContentCalls[Name]['args']
  ) => ContentCalls[Name]['answer'] | Promise<ContentCalls[Name]['answer']>;
};
