import type { ComponentChildren, Ref } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ShoeboxError } from '../../core/failure';
import { extensionLabel, fileKind, isDrawable, mayHavePicture } from '../../core/file-kind';
import { mediaTypeOfName } from '../../core/media-type';
import type { Photo } from '../../core/s3-object';
import { formatBytes } from '../../i18n/format';
import { message } from '../../i18n/message';
import { call } from '../../messaging/client';
import { Bdi } from '../../ui/bdi';
import { TaskFailure } from '../../ui/failure-notice';
import { FileIcon } from '../../ui/file-icons';
import { useTask } from '../../ui/use-task';
import { isHarmlessDrawing } from '../model/drawing';
import { openPhoto } from '../model/photo-links';
import { type ShownFile, shownFile } from './file-preview';
import { MAX_DRAWING_BYTES, readDrawing } from './read-drawing';
import type { Size } from './zoom';
import { ZoomableImage, type ZoomControl } from './zoomable-image';

interface StageProps {
  readonly photo: Photo;
  readonly zoom: Ref<ZoomControl>;
  /** A picture is there, and so large in pixels; of a preview, that says nothing of the photo. */
  readonly onDrawn: (size: Size, isPreview: boolean) => void;
}

/** Why a photo is not drawn. */
interface Problem {
  readonly text: string;
  /** Whether S3 hands it out to a tab. */
  readonly canOpen: boolean;
}

/** The photo itself; a player for a video or a sound; for other files, what they are. */
export function ViewerMedia({ photo, zoom, onDrawn }: StageProps) {
  const { key, size, storageClass, isArchived: mayBeArchived = false } = photo;
  const isPromised = isDrawable(photo);
  const isVector = mediaTypeOfName(photo.name) === DRAWING;
  const [shown, setShown] = useState<ShownFile | null>(null);
  const [drawn, setDrawn] = useState<Size | null>(null);
  /** Whether its bytes are looked at first: a name that no browser's kind goes with, or one that was wrong. */
  const [isSearched, setSearched] = useState(mayHavePicture(photo) && !isPromised);
  const [problem, setProblem] = useState<Problem | null>(null);
  const task = useTask();
  const { run } = task;
  useEffect(
    () =>
      void run(async signal => {
        if (mayBeArchived && (await isArchived(key))) {
          if (!signal.aborted) setProblem({ text: message('viewer_archived'), canOpen: false });
          return;
        }
        const fresh = isVector
          ? await drawingUrl(key, size, signal)
          : isSearched
            ? ((await shownFile(size, await photoUrl(key), signal)) ??
              (await checkArchive(key, storageClass)))
            : { url: await photoUrl(key), isPreview: false };
        if (signal.aborted) return;
        const text = isVector ? 'viewer_refused' : isPromised ? 'viewer_broken' : 'viewer_no_picture';
        if (fresh === null) setProblem({ text: message(text), canOpen: true });
        else setShown(fresh);
      }),
    [key, size, storageClass, isPromised, isVector, isSearched, mayBeArchived, run],
  );
  const isPreview = shown?.isPreview ?? false;
  // What is shown stays shown.
  useEffect(
    () => (isPreview && shown !== null ? () => URL.revokeObjectURL(shown.url) : undefined),
    [shown, isPreview],
  );
  const setBroken = (): void => {
    // Its name may promise what its bytes are not.
    if (!isSearched && !isVector && mayHavePicture(photo)) {
      setShown(null);
      setSearched(true);
      return;
    }
    setProblem({ text: message('viewer_broken'), canOpen: true });
    // Lists do not tell of its archive tiers, and the browser not why it got no picture.
    if (photo.storageClass !== 'INTELLIGENT_TIERING') return;
    void run(async signal => {
      if ((await isArchived(key)) && !signal.aborted)
        setProblem({ text: message('viewer_archived'), canOpen: false });
    });
  };
  const glyph = fileKind(photo.name);
  const isPlayed = glyph === 'video' || glyph === 'audio';
  if (task.failure !== null) {
    return (
      <div class="viewer-stage viewer-failure">
        <TaskFailure task={task} />
      </div>
    );
  }
  if (size === 0) return <FileCard photo={photo} text={message('viewer_empty')} canOpen={false} />;
  if (problem !== null || !(isPlayed || mayHavePicture(photo))) {
    return (
      <FileCard
        photo={photo}
        text={problem?.text ?? message('viewer_no_picture')}
        canOpen={problem?.canOpen ?? true}
      />
    );
  }
  if (shown === null) return <div class="viewer-stage" aria-busy="true" />;
  const { url } = shown;
  if (glyph === 'video') {
    return (
      <div class="viewer-stage">
        {/* biome-ignore lint/a11y/useMediaCaption: what is in a bucket comes without captions */}
        <video class="viewer-video" src={url} controls preload="metadata" onError={setBroken} />
      </div>
    );
  }
  if (glyph === 'audio') {
    return (
      <FileCard photo={photo} text={null}>
        {/* biome-ignore lint/a11y/useMediaCaption: what is in a bucket comes without captions */}
        <audio src={url} controls preload="metadata" onError={setBroken} />
      </FileCard>
    );
  }
  return (
    <>
      <ZoomableImage
        url={url}
        name={photo.name}
        isVector={isVector}
        control={zoom}
        onLoaded={loaded => {
          setDrawn(loaded);
          onDrawn(loaded, isPreview);
        }}
        onBroken={setBroken}
        onTooLarge={({ width, height }) =>
          setProblem({ text: message('viewer_too_large', String(width), String(height)), canOpen: true })
        }
      />
      {isPreview && drawn !== null && (
        <p class="viewer-note">{message('viewer_preview', String(drawn.width), String(drawn.height))}</p>
      )}
    </>
  );
}

interface FileCardProps {
  readonly photo: Photo;
  /** Whether S3 hands it out. */
  readonly canOpen?: boolean;
  /** Why nothing of it is shown. */
  readonly text: string | null;
  /** What plays it. */
  readonly children?: ComponentChildren;
}

/** What a file is that is no picture, and the way to open it. */
export const FileCard = ({ photo, canOpen = true, text, children }: FileCardProps) => (
  <div class="viewer-stage">
    <div class="file-card">
      <FileIcon name={photo.name} />
      <p class="file-card-kind">
        <Bdi
          name={[extensionLabel(photo.name), formatBytes(photo.size)].filter(fact => fact !== '').join(' · ')}
        />
      </p>
      {text !== null && <p>{text}</p>}
      {children}
      {canOpen && (
        <button type="button" class="button" onClick={() => void openPhoto(photo.key)}>
          {message('open_original')}
        </button>
      )}
    </div>
  </div>
);

const DRAWING = 'image/svg+xml';

/** What a list calls archived may have been restored. */
const isArchived = async (key: string): Promise<boolean> =>
  (await call('photos.details', { key })).isArchived;

/** Lists do not tell of its archive tiers, and a refused read not why. @throws ShoeboxError `object-archived` */
async function checkArchive(key: string, storageClass: Photo['storageClass']): Promise<null> {
  if (storageClass === 'INTELLIGENT_TIERING' && (await isArchived(key)))
    throw new ShoeboxError('object-archived', { key });
  return null;
}

/** Of a drawing that was found harmless; null for others. */
async function drawingUrl(key: string, size: number, signal: AbortSignal): Promise<ShownFile | null> {
  if (size > MAX_DRAWING_BYTES) return null;
  const text = await readDrawing(await photoUrl(key), signal);
  if (text === null || !isHarmlessDrawing(text)) return null;
  return { url: URL.createObjectURL(new Blob([text], { type: DRAWING })), isPreview: false };
}

/** Larger pictures are not fetched before a user wants to see them. */
const MAX_PREFETCH_BYTES = 10_000_000;

/** A URL under which the photo itself can be loaded; the same one for as long as the credentials live, with access keys for an hour. */
export const photoUrl = async (key: string): Promise<string> => (await call('photos.link', { key })).url;

/** Has a picture in the browser's cache before a user turns to it. */
export async function prefetchPhoto(photo: Photo): Promise<void> {
  // A drawing would be drawn, unseen.
  const isVector = mediaTypeOfName(photo.name) === DRAWING;
  if (!isDrawable(photo) || isVector || photo.isArchived === true || photo.size > MAX_PREFETCH_BYTES) return;
  new Image().src = await photoUrl(photo.key);
}
