import { fileKind } from '../core/file-kind';
import { icon } from './icons';

// What stands for a file that can't be drawn.

export const ImageIcon = icon(
  'M5 3.5h10A1.5 1.5 0 0 1 16.5 5v10a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 15V5A1.5 1.5 0 0 1 5 3.5',
  'm3.7 14 3.6-3.6 2.7 2.7 2.2-2.2 4.1 4',
  'M12.7 7.4v.1',
);
export const VideoIcon = icon(
  'M4.8 4.5h10.4c.7 0 1.3.6 1.3 1.3v8.4c0 .7-.6 1.3-1.3 1.3H4.8c-.7 0-1.3-.6-1.3-1.3V5.8c0-.7.6-1.3 1.3-1.3',
  'M8.4 7.5v5l4-2.5z',
);
export const AudioIcon = icon(
  'M7.5 14.5v-9l8-1.6v8.8',
  'M5.6 16.4a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8',
  'M13.6 14.6a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8',
);
export const ArchiveIcon = icon(
  'M3.5 4h13v3.5h-13z',
  'M4.5 7.5v7a1.5 1.5 0 0 0 1.5 1.5h8a1.5 1.5 0 0 0 1.5-1.5v-7',
  'M8.3 10.5h3.4',
);
export const DocumentIcon = icon(
  'M6 3.3h5.5L15.5 7.3v8A1.5 1.5 0 0 1 14 16.8H6a1.5 1.5 0 0 1-1.5-1.5V4.8A1.5 1.5 0 0 1 6 3.3',
  'M11.3 3.5v4h4',
  'M7.5 11h5',
  'M7.5 13.7h3.5',
);

const ICONS = {
  image: ImageIcon,
  video: VideoIcon,
  audio: AudioIcon,
  archive: ArchiveIcon,
  document: DocumentIcon,
};

/** The sign for a kind of file, by the file's name. */
export function FileIcon({ name }: { readonly name: string }) {
  const Sign = ICONS[fileKind(name)];
  return <Sign />;
}
