import { cameraTime, type FileDates } from '../../core/file-dates';
import type { Provenance } from '../../core/provenance';
import type { Photo } from '../../core/s3-object';
import type { StrategyName } from '../../core/source';
import { formatBytes, formatCameraTime, formatDateTime } from '../../i18n/format';
import { type MessageKey, message } from '../../i18n/message';
import { Bdi } from '../../ui/bdi';
import { TaskFailure } from '../../ui/failure-notice';
import { useApp } from '../model/app-context';
import { CopyLinkAs, CopyLinkFor } from './copy-link-as';
import { type PhotoDetailsState, webAddress } from './use-photo-details';
import '../styles/details.css';
import type { ComponentChildren } from 'preact';

interface PhotoFactsProps {
  readonly photo: Photo;
  /** Null while they are not known, and for what has none. */
  readonly pixels: { readonly width: number; readonly height: number } | null;
  readonly known: PhotoDetailsState;
}

/** What is known of a photo, fact by fact. */
export const PhotoFacts = ({ photo, pixels, known: { details, task } }: PhotoFactsProps) => (
  <>
    <dl class="details" aria-busy={task.busy}>
      {pixels !== null && (
        <Fact name={message('details_dimensions')}>
          <bdi dir="ltr">{`${pixels.width} × ${pixels.height}`}</bdi>
        </Fact>
      )}
      <Fact name={message('details_size')}>
        <Bdi name={formatBytes(photo.size)} />
      </Fact>
      <Fact name={message('details_saved_at')}>
        <Bdi name={formatDateTime(details?.provenance?.savedAt ?? photo.storedAt)} />
      </Fact>
      {details != null && <FileFacts dates={details.fileDates} />}
      {photo.storageClass !== undefined && (
        <Fact name={message('details_storage_class')}>
          <Bdi name={photo.storageClass} />
          {details?.isArchived === true && ` · ${message('photo_archived')}`}
        </Fact>
      )}
      <Fact name={message('copy_as')}>
        <CopyLinkAs photoKey={photo.key} />
      </Fact>
      <LinkLifeFact photoKey={photo.key} />
      {details?.provenance != null && <PhotoProvenance provenance={details.provenance} />}
      {details?.originalSha256 != null && (
        <Fact name={message('details_original')}>
          <code>SHA-256 {details.originalSha256}</code>
        </Fact>
      )}
    </dl>
    {details?.provenance === null && <p class="details-none">{message('details_none')}</p>}
    <TaskFailure task={task} />
  </>
);

function LinkLifeFact({ photoKey }: { readonly photoKey: string }) {
  if (useApp().linkLifetimes.length === 0) return null;
  return (
    <Fact name={message('copy_link_for')}>
      <CopyLinkFor photoKey={photoKey} />
    </Fact>
  );
}

interface FactProps {
  readonly name: string;
  readonly children: ComponentChildren;
}

/** One line of the details. */
const Fact = ({ name, children }: FactProps) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

/** What a file that was added from a disk said of its time. */
function FileFacts({ dates: { modifiedAt, takenAt } }: { readonly dates: FileDates }) {
  const taken = takenAt === null ? null : cameraTime(takenAt);
  return (
    <>
      {taken !== null && (
        <Fact name={message('details_taken_at')}>
          {message(
            taken.offset === '' ? 'details_taken_camera_clock' : 'details_taken_offset',
            formatCameraTime(taken.shown),
            taken.offset,
          )}
        </Fact>
      )}
      {modifiedAt !== null && (
        <Fact name={message('details_file_modified_at')}>{formatDateTime(modifiedAt)}</Fact>
      )}
    </>
  );
}

/** Where a photo came from, as it was noted. */
function PhotoProvenance({ provenance }: { readonly provenance: Provenance }) {
  const { pageUrl, pageTitle, sourceUrl, alt, strategy } = provenance;
  const page = webAddress(pageUrl);
  const source = webAddress(sourceUrl);
  return (
    <>
      {(pageTitle !== '' || page !== null) && (
        <Fact name={message('details_page')}>
          {pageTitle !== '' && (
            <span class="details-title" title={pageTitle}>
              <Bdi name={pageTitle} />
            </span>
          )}
          {page !== null && (
            <span class="details-address" title={page.href}>
              <bdi dir="ltr">{shortUrl(page)}</bdi>
            </span>
          )}
        </Fact>
      )}
      {alt !== '' && (
        <Fact name={message('details_alt')}>
          <span class="details-text" title={alt}>
            <Bdi name={alt} />
          </span>
        </Fact>
      )}
      {source !== null && (
        <Fact name={message('details_source')}>
          <a class="details-address" href={source.href} target="_blank" rel="noreferrer" title={source.href}>
            <bdi dir="ltr">{shortUrl(source)}</bdi>
          </a>
        </Fact>
      )}
      {strategy !== null && (
        <Fact name={message('details_rung')}>{message(STRATEGY_MESSAGES[strategy])}</Fact>
      )}
    </>
  );
}

/** Without what says nothing to a user. */
const shortUrl = ({ host, pathname, search }: URL): string =>
  `${host}${pathname === '/' && search === '' ? '' : pathname}${search}`;

/** How a picture was got, as a user reads it. Does not compile while one is missing. */
const STRATEGY_MESSAGES: { readonly [Name in StrategyName]: MessageKey } = {
  'data-url': 'rung_data_url',
  worker: 'rung_worker',
  'worker-with-referer': 'rung_worker_with_referer',
  page: 'rung_page',
  canvas: 'rung_canvas',
  drag: 'rung_drag',
  screen: 'rung_screen',
};
