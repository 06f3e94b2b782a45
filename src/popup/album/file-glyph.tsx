import { ArchiveIcon, AudioIcon, DocumentIcon, ImageIcon, VideoIcon } from '../../ui/file-icons';
import { glyphOf } from './photo-look';

const GLYPHS = {
  image: ImageIcon,
  video: VideoIcon,
  audio: AudioIcon,
  archive: ArchiveIcon,
  document: DocumentIcon,
};

/** The sign for a kind of file, by the file's name. */
export function FileGlyph({ name }: { readonly name: string }) {
  const Sign = GLYPHS[glyphOf(name)];
  return <Sign />;
}
