import { useRef } from 'preact/hooks';
import { message } from '../../i18n/message';
import { PlusIcon } from '../../ui/icons';
import { filePickerClosesThisPage, openInTab } from '../model/other-places';

interface AddPhotosButtonProps {
  readonly album: string;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Lets the user pick files of any type. */
export function AddPhotosButton({ album, onFiles }: AddPhotosButtonProps) {
  const picker = useRef<HTMLInputElement>(null);
  const pick = (): void => {
    if (filePickerClosesThisPage()) void openInTab({ view: 'album', prefix: album });
    else picker.current?.click();
  };
  return (
    <>
      <button type="button" class="button button-primary" onClick={pick}>
        <PlusIcon />
        {message('add_photos')}
      </button>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        onChange={event => {
          const files = [...(event.currentTarget.files ?? [])];
          // Emptied, or picking the same file again would be no change.
          event.currentTarget.value = '';
          onFiles(files);
        }}
      />
    </>
  );
}
