import { mediaTypeOfName } from '../../core/media-type';
import type { Wanted } from '../../core/source';
import type { DroppedItem } from '../../messaging/protocol';
import { absoluteUrl, imagesInMarkup } from './images-in-markup';

/** Something from a page, with its bytes where the browser gave them. */
export interface DraggedThing extends Omit<DroppedItem, 'shownBlobId'> {
  readonly shown: File | null;
}

/** What was dropped. From a page, its URL counts; a file that comes with it is the picture as it is shown there. */
export type Dropped =
  | { readonly kind: 'things'; readonly things: readonly [DraggedThing, ...DraggedThing[]] }
  | { readonly kind: 'files'; readonly files: readonly [File, ...File[]] }
  | { readonly kind: 'nothing' };

/** Whether it is worth to invite a drop: what exactly is held there, a page is told only when it is let go. */
export const mayHoldPictures = (types: readonly string[]): boolean =>
  ['Files', 'text/uri-list', 'text/html'].some(type => types.includes(type));

/** What is read of a drop's `DataTransfer`. */
export interface DropData {
  readonly files: Iterable<File>;
  getData(type: string): string;
}

/** To be called while the drop is handled: afterwards the browser takes it back. */
export function readDrop(data: DropData): Dropped {
  const files = [...data.files];
  const [thing, ...more] = thingsIn(data.getData('text/html'), urlsIn(data.getData('text/uri-list')));
  if (thing !== undefined) {
    const shown = more.length === 0 && files.length === 1 ? (files[0] ?? null) : null;
    return { kind: 'things', things: [{ ...thing, shown }, ...more] };
  }
  const [file, ...others] = files;
  return file === undefined ? { kind: 'nothing' } : { kind: 'files', files: [file, ...others] };
}

/** RFC 2483: one to a line, and lines with remarks. */
const urlsIn = (list: string): readonly string[] =>
  list
    .split(/[\r\n]+/)
    .filter(line => !line.startsWith('#'))
    .map(absoluteUrl)
    .filter(url => url !== null);

function thingsIn(html: string, urls: readonly string[]): readonly DraggedThing[] {
  const images = imagesInMarkup(html);
  const [image] = images;
  const [url] = urls;
  if (image !== undefined && images.length === 1 && url !== undefined && url !== image.url) {
    // Either the version that the browser chose to show, or what the link around the picture leads to.
    const betterUrls = isImageName(url) ? [url, ...image.betterUrls] : image.betterUrls;
    return [{ ...image, wanted: 'image', betterUrls, otherUrls: [url], shown: null }];
  }
  return images.length > 0
    ? images.map(image => ({ ...image, wanted: 'image', otherUrls: [], shown: null }))
    : urls.map(url => ({ wanted: wantedOf(url), url, otherUrls: [], betterUrls: [], alt: '', shown: null }));
}

const typeInUrl = (url: string): string => mediaTypeOfName(new URL(url).pathname) ?? '';

const isImageName = (url: string): boolean => typeInUrl(url).startsWith('image/');

/** A link says only by its name what it leads to. */
function wantedOf(url: string): Wanted {
  if (/^(data:image\/|blob:)/i.test(url) || isImageName(url)) return 'image';
  const kind = typeInUrl(url).split('/')[0];
  return kind === 'video' || kind === 'audio' ? kind : 'file';
}
