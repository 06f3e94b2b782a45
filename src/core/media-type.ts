/** A media type's essence, lower case: `image/jpeg`. */
export type MediaType = string;

const EXTENSION_OF: Readonly<Record<MediaType, string>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/apng': '.png',
  'image/gif': '.gif',
  'image/webp': '.webp',
  'image/avif': '.avif',
  'image/heic': '.heic',
  'image/heif': '.heif',
  'image/jxl': '.jxl',
  'image/svg+xml': '.svg',
  'image/bmp': '.bmp',
  'image/tiff': '.tiff',
  'image/x-icon': '.ico',
  'image/vnd.microsoft.icon': '.ico',
  'image/jp2': '.jp2',
  'video/mp4': '.mp4',
  'video/webm': '.webm',
  'video/quicktime': '.mov',
  'video/ogg': '.ogv',
  'video/x-matroska': '.mkv',
  'audio/mpeg': '.mp3',
  'audio/mp4': '.m4a',
  'audio/wav': '.wav',
  'audio/ogg': '.ogg',
  'audio/flac': '.flac',
  'audio/webm': '.weba',
  'application/pdf': '.pdf',
};

const TYPE_OF_EXTENSION: Readonly<Record<string, MediaType>> = {
  ...Object.fromEntries(Object.entries(EXTENSION_OF).map(([type, extension]) => [extension, type])),
  '.jpeg': 'image/jpeg',
  '.jpe': 'image/jpeg',
  '.jfif': 'image/jpeg',
  '.tif': 'image/tiff',
  '.apng': 'image/apng',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.m4v': 'video/mp4',
  '.oga': 'audio/ogg',
  '.opus': 'audio/ogg',
  '.zip': 'application/zip',
  '.txt': 'text/plain',
  '.csv': 'text/csv',
  '.json': 'application/json',
};

/** `Image/JPEG; charset=x` → `image/jpeg`; null for what is no media type. */
export function essence(contentType: string | null): MediaType | null {
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  return /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : null;
}

export const isImageType = (type: MediaType): boolean => type.startsWith('image/');

/** The media type that a file name promises; null when its extension is not known. */
export const mediaTypeOfName = (name: string): MediaType | null =>
  TYPE_OF_EXTENSION[/\.[a-z0-9]+$/i.exec(name)?.[0].toLowerCase() ?? ''] ?? null;

/** `.jpg`; null for a type that has none of its own. */
export const extensionOf = (type: MediaType): string | null => EXTENSION_OF[type] ?? null;

/** `name` with the extension that its type wants. A right one stays as it is written (`.JPG`, `.jpeg`). */
export function withExtensionFor(name: string, type: MediaType): string {
  const wanted = EXTENSION_OF[type];
  if (wanted === undefined) return name;
  const present = mediaTypeOfName(name);
  if (present === type || (present !== null && EXTENSION_OF[present] === wanted)) return name;
  const stem = present === null ? name : name.replace(/\.[a-z0-9]+$/i, '');
  return `${stem}${wanted}`;
}
