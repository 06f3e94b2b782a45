interface Question<Args extends readonly unknown[], Answer> {
  readonly args: Args;
  readonly answer: Answer;
}

/** All that can be asked of a page's frame. Arguments and answers are JSON; whatever a page says is hostile. */
export interface InPage {
  /** What the page knows of an image that it shows under a URL; null when it shows none such. */
  readonly describe: Question<[url: string], Candidate | null>;
}

/** A picture that an element of the page shows. Hostile, all of it. */
export interface Candidate {
  readonly url: string;
  readonly betterUrls: readonly string[];
  readonly alt: string;
  readonly width: number | null;
  readonly height: number | null;
}

/** What `in-page/in-page.ts` leaves behind in the frame, to be called by name. */
export type InPageFunctions = {
  readonly [Name in keyof InPage]: (
    ...args: InPage[Name]['args']
  ) => InPage[Name]['answer'] | Promise<InPage[Name]['answer']>;
};
