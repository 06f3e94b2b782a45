import { message } from '../../i18n/message';
import { Bdi } from '../../ui/bdi';
import { useApp } from '../model/app-context';
import { useTrayRow } from './row-context';

interface AlbumLinkProps {
  readonly prefix: string;
  readonly name: string;
  /** Whether the photo is there already: then it is worth opening. */
  readonly isThere: boolean;
}

/** The name of a transfer's album. */
export function AlbumLink({ prefix, name, isThere }: AlbumLinkProps) {
  const { navigate } = useApp();
  const { tabIndex } = useTrayRow();
  if (!isThere) return <Bdi name={name} />;
  return (
    <button
      type="button"
      class="link-button tray-control"
      data-does="album"
      title={message('open_album', name)}
      tabIndex={tabIndex}
      onClick={() => navigate({ view: 'album', prefix })}
    >
      <Bdi name={name} />
    </button>
  );
}
