import type { MediaType } from './media-type';
import type { WebSource } from './transfer';

/** A picture that was found on a page. The page says all of this: it is hostile. */
export interface FoundImage extends Pick<WebSource, 'url' | 'betterUrls' | 'alt'> {
  /** Of the version that the page shows, in its own pixels; null while nobody knows. */
  readonly width: number | null;
  readonly height: number | null;
  /** Of the version that the page shows, as it came over the network; null where the page is not told. */
  readonly bytes: number | null;
  /** As its server called it; null where the page is not told. */
  readonly mediaType: MediaType | null;
}

/** What was found in one frame of a page. */
export interface FrameImages {
  /** Title and URL of the frame's document. */
  readonly title: string;
  readonly url: string;
  readonly images: readonly FoundImage[];
  /** URLs of the frames in it that have a document of another host, or may have. */
  readonly frames: readonly string[];
}

/** {@link FrameImages}, and where that was. */
export interface ScannedFrame extends FrameImages {
  /** 0 is the page itself. */
  readonly frameId: number;
}
