import { useMemo } from 'preact/hooks';
import { albumPath } from '../../core/album';
import { albumPrefixOf, shownNameOfKey } from '../../core/object-key';
import { formatLinkExpiry, linksCopiedMessage } from '../../i18n/link-messages';
import { message } from '../../i18n/message';
import { CheckIcon, DownloadIcon, LinkIcon } from '../../ui/action-icons';
import { Bdi } from '../../ui/bdi';
import { TaskFailure } from '../../ui/failure-notice';
import { useTask } from '../../ui/use-task';
import { useApp } from '../model/app-context';
import { savePhoto } from '../model/photo-links';
import { ALBUMS } from '../model/route';
import { usePhotoLink } from '../model/use-photo-link';
import { PageHeader } from '../page/page-header';
import { CopyLinkFor } from '../photos/copy-link-as';
import { Thumbnail } from '../photos/thumbnail';
import '../styles/photos.css';
import '../styles/link.css';

/** The address names the photo only; any size but zero lets its picture be tried. */
const UNKNOWN = 1;

interface LinkViewProps {
  readonly rootPrefix: string | null;
  /** The photo's object key. */
  readonly photoKey: string;
}

/** A photo's link, to be copied and sent on. */
export function LinkView({ rootPrefix, photoKey }: LinkViewProps) {
  const { navigate, linkLifetimes } = useApp();
  const { link, isCopied, task, copy } = usePhotoLink(photoKey);
  const saving = useTask();
  const name = shownNameOfKey(photoKey);
  const photo = useMemo(
    () => ({ key: photoKey, name, size: UNKNOWN, lastModified: 0, storedAt: 0, etag: '' }),
    [photoKey, name],
  );
  const goBack = (): void => {
    const album = albumPath(rootPrefix ?? '', albumPrefixOf(photoKey)).at(-1);
    navigate(album === undefined ? ALBUMS : { view: 'album', prefix: album.prefix });
  };
  return (
    <>
      <PageHeader
        title={message('photo_link')}
        below={<Bdi name={name} />}
        busy={task.busy}
        onBack={goBack}
      />
      <main class="page link-page">
        {link !== null && (
          <>
            <div class="link-photo">
              <Thumbnail photo={photo} />
            </div>
            <p class="link-url">
              <a href={link.url} target="_blank" rel="noreferrer">
                {link.text}
              </a>
            </p>
            <p class="link-status" data-copied={isCopied} role="status">
              {isCopied && <CheckIcon />}
              {isCopied
                ? linksCopiedMessage(link)
                : link.expiresAt !== null &&
                  message('link_works_until', formatLinkExpiry(link.expiresAt, Date.now()))}
            </p>
            <div class="link-buttons">
              <button type="button" class="button button-primary" disabled={task.busy} onClick={copy}>
                <LinkIcon />
                {message('copy_link')}
              </button>
              <button
                type="button"
                class="button"
                disabled={saving.busy}
                onClick={() => void saving.run(() => savePhoto(photoKey))}
              >
                <DownloadIcon />
                {message('download')}
              </button>
            </div>
            {linkLifetimes.length > 0 && (
              <div class="link-lives">
                <p>{message('copy_link_for')}</p>
                <CopyLinkFor photoKey={photoKey} />
              </div>
            )}
          </>
        )}
        <TaskFailure task={task} />
        <TaskFailure task={saving} />
      </main>
    </>
  );
}
