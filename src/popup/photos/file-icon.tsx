import { ArchiveIcon, AudioIcon, DocumentIcon, ImageIcon, VideoIcon } from '../../ui/file-icons';
import { fileKind } from './file-kind';

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
