/** The kind of media that the user wants; `file` may be anything but an error page. */
export type Wanted = 'image' | 'video' | 'audio' | 'file';

/** Scheme of the made-up URL of a picture that has none and can't be read: its frame alone finds the element by it. */
export const SCREEN_ONLY = 'shown:';

/** How large a picture is that a page shows. */
export interface ShownSize {
  readonly width: number;
  readonly height: number;
  /** In its own pixels; else the page knows no more than its proportions. */
  readonly isExact: boolean;
}

/** What the user pointed at on a page. Stored with its transfer. */
export interface WebSource {
  readonly kind: 'web';
  readonly wanted: Wanted;
  /** Its URL as the page shows it, resolved by the browser. Hostile. */
  readonly url: string;
  /** Where better versions may be, the best first: tried before `url`. Hostile. */
  readonly betterUrls: readonly string[];
  /** Where larger ones may be by what is known of its site: tried after one of those. Hostile, since its page may say so. */
  readonly guessedUrls?: readonly string[];
  /** The one of them that a link alone tells of: it may be another picture. Taken if it has the proportions of `url`. */
  readonly linkedUrl?: string;
  /** Of what `url` shows; absent where the page does not know it. Hostile. */
  readonly shownSize?: ShownSize | null;
  /** Its text alternative; empty without one. Hostile. */
  readonly alt: string;
  /** Empty where unknown: something can be dragged from anywhere. */
  readonly pageUrl: string;
  /** Of the frame around it; the page's own for the top frame. Where the page is unknown, one that it may be. */
  readonly frameUrl: string;
  readonly pageTitle: string;
  /** Of the frame, for fetching it inside the page. The tab may be gone after a restart. */
  readonly tabId: number;
  readonly frameId: number;
  /** All other strategies failed, and the user wants it as the screen shows it. */
  readonly fromScreen?: true;
  /** The place where it was taken can't be removed from it, and the user wants it all the same. */
  readonly keepsLocation?: true;
  /**
   * Its bytes as the page shows them, in the blob store: the browser gives them with a picture that is dragged. Saved when
   * nothing better can be fetched; the transfer owns them. Absent where nothing was dragged.
   */
  readonly shownBlobId?: string;
}

/** A file that the user added in the popup; its bytes are stored before the transfer exists. */
export interface FileSource {
  readonly kind: 'file';
}

/**
 * The acquisition strategies, stored with the transfer: decoded from the URL, fetched by the worker, fetched with the page's
 * Referer, fetched inside the page, drawn on a canvas there, given by the browser with a drag, cut from a screenshot of the
 * tab.
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

/** The bytes of a transfer, in the blob store. Stored with the transfer. */
export interface CapturedBytes {
  readonly blobId: string;
  readonly size: number;
  readonly mediaType: string;
  /** The strategy that brought them; `file` for a file. Stored under this name. */
  readonly rung: StrategyName | 'file';
  /** The one of the source's URLs that they came from; null for a file. */
  readonly url: string | null;
}

/** Where the bytes of a transfer come from. */
export type Source = WebSource | FileSource;

/** Shortens a `data:` URL, which is the whole picture, to its scheme. */
export const withoutData = (url: string): string => (url.startsWith('data:') ? 'data:' : url);

/** Without the bytes in its URLs: they are stored, and not kept a second time. */
export function withoutInlineBytes(source: Source): Source {
  if (source.kind === 'file') return source;
  const { url, betterUrls, linkedUrl, ...rest } = source;
  return {
    ...rest,
    url: withoutData(url),
    betterUrls: betterUrls.map(withoutData),
    ...(linkedUrl !== undefined && { linkedUrl: withoutData(linkedUrl) }),
  };
}

/** To be captured by the other strategies again. */
export function withoutScreen(source: Source): Source {
  if (source.kind === 'file') return source;
  const { fromScreen: _, ...rest } = source;
  return rest;
}
