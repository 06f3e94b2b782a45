import type { Ref } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Photo } from '../../core/album';
import { fileKind, isDrawable } from '../../core/file-kind';
import { message } from '../../i18n/message';
import { TaskFailure } from '../../ui/task-failure';
import { useTask } from '../../ui/use-task';
import { FileCard } from './file-card';
import { photoUrl } from './photo-url';
import type { Size } from './zoom';
import { ZoomableImage, type ZoomControl } from './zoomable-image';

interface StageProps {
  readonly photo: Photo;
  readonly zoom: Ref<ZoomControl>;
  /** A picture is there, and so large in pixels. */
  readonly onDrawn: (size: Size) => void;
}

/** The photo itself; a player for a video or a sound; for other files, what they are. */
export function ViewerMedia({ photo, zoom, onDrawn }: StageProps) {
  const { key } = photo;
  const [url, setUrl] = useState<string | null>(null);
  const [isBroken, setIsBroken] = useState(false);
  const task = useTask();
  const { run } = task;
  useEffect(
    () =>
      void run(async signal => {
        const fresh = await photoUrl(key);
        if (!signal.aborted) setUrl(fresh);
      }),
    [key, run],
  );
  const setBroken = (): void => setIsBroken(true);
  const glyph = fileKind(photo.name);
  const isPlayed = glyph === 'video' || glyph === 'audio';
  if (task.failure !== null) {
    return (
      <div class="viewer-stage viewer-failure">
        <TaskFailure task={task} />
      </div>
    );
  }
  if (isBroken || !(isPlayed || isDrawable(photo))) {
    return <FileCard photo={photo} text={message(isBroken ? 'viewer_broken' : 'viewer_no_picture')} />;
  }
  if (url === null) return <div class="viewer-stage" aria-busy="true" />;
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
    <ZoomableImage
      url={url}
      name={photo.name}
      isVector={/\.svgz?$/i.test(photo.name)}
      control={zoom}
      onLoaded={onDrawn}
      onBroken={setBroken}
    />
  );
}
