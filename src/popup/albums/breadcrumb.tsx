import { albumPath } from '../../core/album';
import { message } from '../../i18n/message';
import { Bdi } from '../../ui/bdi';
import '../styles/breadcrumb.css';

interface BreadcrumbProps {
  /** The prefix from the settings, below which all albums lie. */
  readonly rootPrefix: string;
  readonly prefix: string;
  /** Null leads to all albums. */
  readonly onOpen: (prefix: string | null) => void;
}

/** The albums around this one, each a way back to it. */
export function Breadcrumb({ rootPrefix, prefix, onOpen }: BreadcrumbProps) {
  return (
    <nav class="breadcrumb" aria-label={message('breadcrumb')}>
      <ol>
        <li>
          <button type="button" onClick={() => onOpen(null)}>
            {message('albums')}
          </button>
        </li>
        {albumPath(rootPrefix, prefix)
          .slice(0, -1)
          .map(album => (
            <li key={album.prefix}>
              <button type="button" title={album.name} onClick={() => onOpen(album.prefix)}>
                <Bdi name={album.name} />
              </button>
            </li>
          ))}
      </ol>
    </nav>
  );
}
