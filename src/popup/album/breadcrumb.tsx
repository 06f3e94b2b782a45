import { albumPath } from '../../core/album';
import { message } from '../../i18n/message';
import { useApp } from '../app-context';
import { NameOf } from '../name-of';
import { ALBUMS } from '../route';

interface BreadcrumbProps {
  readonly root: string;
  readonly prefix: string;
}

/** The albums around this one, each a way back to it. */
export function Breadcrumb({ root, prefix }: BreadcrumbProps) {
  const { navigate } = useApp();
  return (
    <nav class="breadcrumb" aria-label={message('breadcrumb')}>
      <ol>
        <li>
          <button type="button" onClick={() => navigate(ALBUMS)}>
            {message('albums')}
          </button>
        </li>
        {albumPath(root, prefix)
          .slice(0, -1)
          .map(album => (
            <li key={album.prefix}>
              <button
                type="button"
                title={album.name}
                onClick={() => navigate({ view: 'album', prefix: album.prefix })}
              >
                <NameOf name={album.name} />
              </button>
            </li>
          ))}
      </ol>
    </nav>
  );
}
