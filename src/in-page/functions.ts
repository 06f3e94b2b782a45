import type { Held } from './held-bytes';
import type { ShownPlace } from './show-place';

interface Question<Args extends readonly unknown[], Answer> {
  readonly args: Args;
  readonly answer: Answer;
}

/** All that can be asked of a page's frame. Arguments and answers are JSON; whatever a page says is hostile. */
export interface InPage {
  /** What the page knows of an image that it shows under a URL; null when it shows none such. */
  readonly describe: Question<[url: string], Described | null>;
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
}

/** What a page says of an image. */
export interface Described {
  /** Where better versions may be, the best first. */
  readonly betterUrls: readonly string[];
  readonly alt: string;
}

export type { Held, ShownPlace };

/** What `in-page/in-page.ts` leaves behind in the frame, to be called by name. */
export type InPageFunctions = {
  readonly [Name in keyof InPage]: (
    ...args: InPage[Name]['args']
  ) => InPage[Name]['answer'] | Promise<InPage[Name]['answer']>;
};
