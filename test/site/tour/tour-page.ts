/** What one address of the internet answers. A name alone is that photograph of the test site. */
export type Answer =
  | string
  | {
      readonly photo: string;
      /** Sent with it, in place of what is true of the photograph. */
      readonly headers?: Readonly<Record<string, string>>;
      /** Only who brings these headers gets it: the beginning of each; empty for a header that must not be there. */
      readonly only?: Readonly<Record<string, string>>;
      /** The photograph that others get instead; 403 if left out. */
      readonly otherwise?: string;
    }
  | { readonly to: string }
  | { readonly html: string };

/** A page as a named site or system makes it, and what saving a picture there has to bring. */
export interface TourPage {
  /** Whose markup, addresses and headers these are. */
  readonly system: string;
  /** What goes wrong there. */
  readonly trap: string;
  /** Of the page, without `https://`. */
  readonly page: string;
  readonly title: string;
  /** Its language; English if left out. */
  readonly lang?: string;
  /** Between `<body>` and its end; in a frame, what stands there. */
  readonly body: string;
  /** Given to who opens the page. */
  readonly cookie?: string;
  /** By address, without `https://`. Everything else is 404. */
  readonly answers: Readonly<Record<string, Answer>>;
  /** How a person picks it: by the browser's menu on an image or a link, or by "Find image here"; `image` if left out. */
  readonly pick?: 'image' | 'link' | 'find';
  /** What is picked; `#it` if left out. */
  readonly target?: string;
  /** The address of the frame in which that stands. */
  readonly frame?: string;
  /** The photograph whose very bytes have to come. */
  readonly saves: string;
  /** As which it has to be stored. */
  readonly as: string;
  /** Whether Firefox can differ: by its cookies, its requests, its menus, its shadow trees. */
  readonly firefox?: true;
}
