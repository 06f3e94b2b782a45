import { cleanFileName } from '../../core/clean-file-name';
import { type Failure, ShoeboxError, toFailure } from '../../core/failure';
import { mediaTypeOfName } from '../../core/media-type';
import { splitExtension } from '../../core/object-key';
import type { Photo } from '../../core/s3-object';
import { message } from '../../i18n/message';
import { NameDialog } from '../../ui/name-dialog';
import { startJob } from '../model/jobs';

interface RenamePhotoDialogProps {
  readonly photo: Photo;
  /** It is on its way to this name. */
  readonly onRenamed: (name: string) => void;
  readonly onClose: () => void;
}

const problemOf = (name: string): Failure | null =>
  cleanFileName(name) === '' ? toFailure(new ShoeboxError('photo-name-empty')) : null;

/** Gives a photo another name in its album; its extension stays, since it says what kind of file it is. */
export function RenamePhotoDialog({ photo, onRenamed, onClose }: RenamePhotoDialogProps) {
  const { stem, extension } = nameParts(photo.name);
  return (
    <NameDialog
      title={message('rename_photo')}
      label={message('new_name')}
      action={message('rename')}
      name={stem}
      suffix={extension}
      problemOf={problemOf}
      noteOf={typed => {
        const name = renamedTo(typed, extension);
        const isAsTyped = cleanFileName(typed) === typed.normalize('NFC').replace(/\s+/g, ' ').trim();
        return isAsTyped || problemOf(typed) !== null ? '' : message('name_will_be', name);
      }}
      onSubmit={async typed => {
        const name = renamedTo(typed, extension);
        if (name === photo.name) return onClose();
        await startJob({ kind: 'rename-photo', photo, name });
        onRenamed(name);
      }}
      onClose={onClose}
    />
  );
}

/** `Notes v1.2` has no extension, `cat.jpg` has: it is of a known type, or short and with a letter in it. */
export function nameParts(name: string): { readonly stem: string; readonly extension: string } {
  const parts = splitExtension(name);
  const isType = mediaTypeOfName(name) !== null || /^\.(?=.*\p{L}).{2,4}$/u.test(parts.extension);
  return isType ? parts : { stem: name, extension: '' };
}

/** The name for what was typed; an extension that was typed as well is not doubled. */
export function renamedTo(typed: string, extension: string): string {
  const name = cleanFileName(typed);
  const isThere = extension !== '' && name.toLowerCase().endsWith(extension.toLowerCase());
  const stem = isThere ? cleanFileName(name.slice(0, -extension.length)) : name;
  return `${stem === '' ? name : stem}${extension}`;
}
