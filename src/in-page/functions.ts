import type { FrameImages } from '../core/found-image';

interface Question<Args extends readonly unknown[], Answer> {
  readonly args: Args;
  readonly answer: Answer;
}

/** All that can be asked of a page's frame. Arguments and answers are JSON; whatever a page says is hostile. */
export interface InPage {
  /** Everything in the frame that is a picture. */
  readonly scan: Question<[], FrameImages>;
  /** A picture of the frame, scaled to a height in pixels, as a `data:` URL; null when it can't be had. */
  readonly thumbnail: Question<[url: string, height: number], string | null>;
}

/** What `in-page/in-page.ts` leaves behind in the frame, to be called by name. */
export type InPageFunctions = {
  readonly [Name in keyof InPage]: (
    ...args: InPage[Name]['args']
  ) => InPage[Name]['answer'] | Promise<InPage[Name]['answer']>;
};
