import type { FrameImages } from '../core/found-image';
import type { Preferences } from '../core/preferences';
import type { Candidate, CandidateKind } from './candidates';
import type { RetainedBytes } from './retained-blobs';
import type { VisibleRect } from './scroll-into-view';

export type { Candidate, RetainedBytes, VisibleRect };

/** Arguments and result of one function; both cross as JSON. */
interface ContentCall<Args extends readonly unknown[], Result> {
  readonly args: Args;
  readonly result: Result;
}

/** Everything the worker can call in a frame of a page. Whatever a page answers is hostile. */
export interface ContentCalls {
  /** What the page knows of an image that it shows under a URL; null when it shows none such. */
  readonly describeImage: ContentCall<[url: string], Candidate | null>;
  /** The picture where the context menu was opened last; Firefox's id of the element there, null elsewhere. */
  readonly imageAtContextMenu: ContentCall<[targetElementId: number | null], Found | Uncertain>;
  /** Lets the user point at a picture; resolves when they have chosen one, or cancelled. */
  readonly pickElement: ContentCall<[texts: ElementPickerTexts], Found | Cancelled>;
  /** Ends the picking: the user chose in another frame. */
  readonly cancelPicking: ContentCall<[], null>;
  /** The pictures within the selection, in the order of the page. */
  readonly selectedImages: ContentCall<[], readonly Candidate[]>;
  /** The charset in which the page is written: that of what is not in UTF-8 in its URLs. */
  readonly pageCharset: ContentCall<[], string>;
  /** The bytes behind a URL, as the page itself would get them. */
  readonly fetchInFrame: ContentCall<[url: string, accept: string, maxBytes: number], RetainedBytes>;
  /** The pixels of an image that the page shows under a URL. */
  readonly drawImage: ContentCall<[url: string], RetainedBytes>;
  /** The chunk of a retained blob that begins at `from`, in base64; null when the frame no longer retains it. */
  readonly readChunk: ContentCall<[id: number, from: number], string | null>;
  readonly releaseBlob: ContentCall<[id: number], null>;
  /** Scrolls an image into view and returns where in the window it is then; null when there is none to be seen. */
  readonly scrollIntoView: ContentCall<[url: string], VisibleRect | null>;
  /** Scrolls back to where the page was before. */
  readonly restoreScroll: ContentCall<[], null>;
  /** Every picture in the frame, in its best version or as it is shown. */
  readonly scanFrame: ContentCall<[version: Preferences['version']], FrameImages>;
  /** What is shown that begins like a set-up code, with what follows it. */
  readonly setupCodes: ContentCall<[], readonly string[]>;
  /** A picture of the frame, scaled to a height in pixels, as a `data:` URL; null when the page can't have it. */
  readonly thumbnail: ContentCall<[url: string, height: number], string | null>;
}

/** What `content-script.ts` leaves behind in the frame, to be called by name. */
export type ContentFunctions = {
  readonly [Name in keyof ContentCalls]: (
    ...args: ContentCalls[Name]['args']
  ) => ContentCalls[Name]['result'] | Promise<ContentCalls[Name]['result']>;
};

/**
 * The URL begins with `SCREEN_ONLY` where the browser forbids reading the picture, since the page drew something of
 * another site into it, or where its pixels exist on the screen alone.
 */
export interface Found {
  readonly kind: 'found';
  readonly candidate: Candidate;
}

export interface Uncertain {
  readonly kind: 'uncertain';
}

export interface Cancelled {
  readonly kind: 'cancelled';
}

/** The texts of the element picker: a page has no access to the extension's messages. */
export interface ElementPickerTexts {
  /** What to do; empty in the frames within the page, so that the page's own frame alone shows the bar. */
  readonly task: string;
  readonly nothingHere: string;
  readonly keys: readonly ElementPickerKey[];
  readonly kinds: Readonly<Record<CandidateKind, string>>;
  /** BCP 47 tag of the texts. */
  readonly language: string;
}

interface ElementPickerKey {
  /** As printed on the keyboard: `Esc`. */
  readonly cap: string;
  readonly does: string;
  /** Works only where pictures lie on top of each other. */
  readonly isForStacks: boolean;
}
