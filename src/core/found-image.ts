import type { MediaType } from './media-type';
import type { WebSource } from './source';

/** A picture that was found on a page. The page says all of this: it is hostile. */
export interface FoundImage
  extends Pick<WebSource, 'url' | 'betterUrls' | 'guessedUrls' | 'linkedUrl' | 'alt' | 'shownSize'> {
  /** Of its best version, in that one's own pixels; null while unknown. */
  readonly width: number | null;
  readonly height: number | null;
  /** Of its best version, as it came over the network; null where the page is not told. */
  readonly bytes: number | null;
  /** Of its best version, as its server called it; null where the page is not told. */
  readonly mediaType: MediaType | null;
  /** The page does not show it: a link leads to what is called like a picture. */
  readonly isLinked?: true;
}

/** What was found in one frame of a page. */
export interface FrameImages {
  /** Title and URL of the frame's document. */
  readonly title: string;
  readonly url: string;
  readonly images: readonly FoundImage[];
  /** URLs of the frames in it that it may not look into. */
  readonly frames: readonly string[];
}

/** {@link FrameImages}, and where that was. */
export interface ScannedFrame extends FrameImages {
  /** 0 is the page itself. */
  readonly frameId: number;
}
