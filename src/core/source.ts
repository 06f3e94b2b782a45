/** What something from the web has to turn out to be; `file` may be anything but an error page. */
export type Wanted = 'image' | 'video' | 'audio' | 'file';

/** Scheme of the URL of a picture that can't be read, and has no URL: only its frame knows what it names. */
export const SCREEN_ONLY = 'shown:';

/** What a person pointed at on a page. */
export interface WebSource {
  readonly kind: 'web';
  readonly wanted: Wanted;
  /** Its URL as the page shows it, resolved by the browser. Hostile. */
  readonly url: string;
  /** Where better versions of it may be, the best first: they are tried before `url`. Hostile. */
  readonly betterUrls: readonly string[];
  /** Its text alternative; empty without one. Hostile. */
  readonly alt: string;
  /** Empty where it is not known: something can be dragged from anywhere. */
  readonly pageUrl: string;
  /** Of the frame that it stands in; the page's own for the top frame. Where the page is not known, one that it may be. */
  readonly frameUrl: string;
  readonly pageTitle: string;
  /** Where it stands, for reading it inside the page. The tab may be gone after a restart. */
  readonly tabId: number;
  readonly frameId: number;
  /** It was not to be had otherwise, and a person wants it as the screen shows it. */
  readonly fromScreen?: true;
  /**
   * Its bytes as the page shows them, in the blob store: the browser gives them with a picture that is dragged. What is
   * saved when nothing better can be had; the transfer owns them. Absent where nothing was dragged.
   */
  readonly shownBlobId?: string;
}

/** A file that a person gave to the popup; its bytes are stored before the transfer exists. */
export interface FileSource {
  readonly kind: 'file';
}

/**
 * The rungs of the ladder by which bytes are got, as they are climbed; kept with the transfer: decoded from the URL,
 * fetched by the worker, fetched with the page's Referer, fetched inside the page, drawn from its canvas, handed over by
 * the browser when it was dragged, cut from the visible tab.
 */
export const STRATEGY_NAMES = [
  'data-url',
  'worker',
  'worker-with-referer',
  'page',
  'canvas',
  'drag',
  'screen',
] as const;

export type StrategyName = (typeof STRATEGY_NAMES)[number];

/** The bytes of a transfer, lying in the blob store. */
export interface CapturedBytes {
  readonly blobId: string;
  readonly size: number;
  readonly mediaType: string;
  readonly rung: StrategyName | 'file';
  /** The one of the source's URLs that they came from; null for a file. */
  readonly url: string | null;
}

/** Where the bytes of a transfer come from. */
export type Source = WebSource | FileSource;

/** A `data:` URL is all of a picture. */
export const withoutData = (url: string): string => (url.startsWith('data:') ? 'data:' : url);

/** Once its bytes are stored, they are not kept a second time. */
export const withoutInlineBytes = (source: Source): Source =>
  source.kind === 'web'
    ? { ...source, url: withoutData(source.url), betterUrls: source.betterUrls.map(withoutData) }
    : source;

/** To be got in the usual ways again. */
export function withoutScreen(source: Source): Source {
  if (source.kind === 'file') return source;
  const { fromScreen: _, ...rest } = source;
  return rest;
}
