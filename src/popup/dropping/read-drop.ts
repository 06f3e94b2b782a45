import { mediaTypeOfName } from '../../core/media-type';
import type { Wanted } from '../../core/source';
import { parseSrcset } from '../../core/srcset';
import type { DroppedItem } from '../../messaging/protocol';
import type { DropData } from '../model/drop-data';

/** Something from a page, with its bytes where the browser gave them. */
export interface DraggedItem extends Omit<DroppedItem, 'shownBlobId'> {
  readonly shown: File | null;
}

/** What was dropped. From a page, its URL counts; a file that comes with it is the picture as it is shown there. */
export type Dropped =
  | { readonly kind: 'items'; readonly items: readonly [DraggedItem, ...DraggedItem[]] }
  | { readonly kind: 'files'; readonly files: readonly [File, ...File[]] }
  /** Folders, and what files were held with them. */
  | { readonly kind: 'folders'; readonly entries: readonly FileSystemEntry[] }
  | { readonly kind: 'nothing' };

/** Whether it is worth to invite a drop: what exactly is held there, a page is told only when it is let go. */
export const mayHoldPictures = (types: readonly string[]): boolean =>
  ['Files', 'text/uri-list', 'text/html'].some(type => types.includes(type));

/**
 * To be called while the drop is handled: afterwards the browser takes it back.
 * @param unknown what is wanted of a link whose name does not tell what it leads to
 */
export function readDrop(data: DropData, unknown: Wanted = 'file'): Dropped {
  const entries = entriesIn(data.items);
  if (entries.some(entry => entry.isDirectory)) return { kind: 'folders', entries };
  const files = [...data.files];
  const [item, ...more] = itemsIn(data.getData('text/html'), urlsIn(data.getData('text/uri-list')), unknown);
  if (item !== undefined) {
    const shown = more.length === 0 && files.length === 1 ? (files[0] ?? null) : null;
    return { kind: 'items', items: [{ ...item, shown }, ...more] };
  }
  const [file, ...others] = files;
  return file === undefined ? { kind: 'nothing' } : { kind: 'files', files: [file, ...others] };
}

/** Files and folders of the disk. */
const entriesIn = (items: DropData['items']): readonly FileSystemEntry[] =>
  [...items]
    .filter(({ kind }) => kind === 'file')
    .map(item => item.webkitGetAsEntry())
    .filter(entry => entry !== null);

/** RFC 2483: one to a line, and lines with remarks. */
const urlsIn = (list: string): readonly string[] =>
  list
    .split(/[\r\n]+/)
    .filter(line => !line.startsWith('#'))
    .map(absoluteUrl)
    .filter(url => url !== null);

function itemsIn(html: string, urls: readonly string[], unknown: Wanted): readonly DraggedItem[] {
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
    : itemsOfUrls(urls, unknown);
}

/** What links lead to. */
export const itemsOfUrls = (urls: readonly string[], unknown: Wanted): readonly DraggedItem[] =>
  urls.map(url => ({
    wanted: wantedOf(url, unknown),
    url,
    otherUrls: [],
    betterUrls: [],
    alt: '',
    shown: null,
  }));

const typeInUrl = (url: string): string => mediaTypeOfName(new URL(url).pathname) ?? '';

const isImageName = (url: string): boolean => typeInUrl(url).startsWith('image/');

/** A link says only by its name what it leads to. */
function wantedOf(url: string, unknown: Wanted): Wanted {
  if (/^(data:image\/|blob:)/i.test(url) || isImageName(url)) return 'image';
  const type = typeInUrl(url);
  if (type === '') return unknown;
  const kind = type.split('/')[0];
  return kind === 'video' || kind === 'audio' ? kind : 'file';
}

/** An image as the markup of a drag has it. Hostile. */
interface ImageInMarkup {
  readonly url: string;
  /** Larger versions, the largest first, as far as they can be told without knowing the page. */
  readonly betterUrls: readonly string[];
  readonly alt: string;
}

/** More than any page shows: a drag that claims more is not let at our memory. */
const MAX_IMAGES = 1000;

/**
 * The images in a piece of HTML, each URL once. It is parsed into a document that nobody shows: nothing in it is
 * loaded, and nothing runs. Browsers write `src` as an absolute URL there, and leave `srcset` as it is.
 */
function imagesInMarkup(html: string): readonly ImageInMarkup[] {
  const images = new DOMParser().parseFromString(html, 'text/html').querySelectorAll('img');
  const found = new Map<string, ImageInMarkup>();
  for (const image of images) {
    const url = absoluteUrl(image.getAttribute('src') ?? '');
    if (url === null || found.has(url)) continue;
    const alt = (image.getAttribute('alt') ?? image.getAttribute('title') ?? '').trim();
    found.set(url, { url, betterUrls: versionsOf(image).filter(other => other !== url), alt });
    if (found.size === MAX_IMAGES) break;
  }
  return [...found.values()];
}

function versionsOf(image: Element): readonly string[] {
  return parseSrcset(image.getAttribute('srcset') ?? '')
    .toSorted((a, b) => (b.width ?? b.density) - (a.width ?? a.density))
    .map(({ url }) => absoluteUrl(url))
    .filter(url => url !== null);
}

/** As it can be fetched or read from its page; null for what is relative to a page that nobody knows. */
function absoluteUrl(text: string): string | null {
  if (!URL.canParse(text.trim())) return null;
  const { protocol, href } = new URL(text.trim());
  return /^(https?|data|blob):$/.test(protocol) ? href : null;
}
