interface Question<Args extends readonly unknown[], Answer> {
  readonly args: Args;
  readonly answer: Answer;
}

/** All that can be asked of a page's frame. Arguments and answers are JSON; whatever a page says is hostile. */
export interface InPage {
  /** What the frame's document says of itself. */
  readonly pageFacts: Question<[], PageFacts>;
}

export interface PageFacts {
  readonly title: string;
  readonly url: string;
}

/** What `in-page/in-page.ts` leaves behind in the frame, to be called by name. */
export type InPageFunctions = {
  readonly [Name in keyof InPage]: (
    ...args: InPage[Name]['args']
  ) => InPage[Name]['answer'] | Promise<InPage[Name]['answer']>;
};
