import type { Ref } from 'preact';
import { useImperativeHandle, useRef, useState } from 'preact/hooks';
import { mayBeDrawn } from '../model/drawable-size';
import { type Point, usePanning, useZoom } from './use-zoom';
import { type Size, wheelFactor } from './zoom';

/** What buttons and keys do with the picture. */
export interface ZoomControl {
  readonly step: (direction: 1 | -1) => void;
  /** Between all of it and its own size. */
  readonly toggle: () => void;
}

interface ZoomableImageProps {
  readonly url: string;
  readonly name: string;
  /** Drawings are sharp at every size. */
  readonly isVector: boolean;
  readonly control: Ref<ZoomControl>;
  /** It is drawn; its size in pixels. */
  readonly onLoaded: (size: Size) => void;
  readonly onBroken: () => void;
  /** It would take too much memory to draw it, and was not. */
  readonly onTooLarge: (size: Size) => void;
}

/**
 * A picture as large as its place, and nearer by pinching, Ctrl and the wheel, or a double click; what is larger than
 * its place is moved by dragging or scrolling.
 */
export function ZoomableImage({
  url,
  name,
  isVector,
  control,
  onLoaded,
  onBroken,
  onTooLarge,
}: ZoomableImageProps) {
  const stage = useRef<HTMLDivElement>(null);
  const [picture, setPicture] = useState<Size | null>(null);
  const zoom = useZoom(stage, picture, isVector);
  const panning = usePanning(stage);
  useImperativeHandle(
    control,
    () => ({ step: direction => zoom?.step(direction), toggle: () => zoom?.toggle(null) }),
    [zoom],
  );
  const place = ({ clientX, clientY }: MouseEvent): Point => {
    const { left, top } = stage.current?.getBoundingClientRect() ?? { left: 0, top: 0 };
    return { x: clientX - left, y: clientY - top };
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: buttons and keys do the same
    <div
      ref={stage}
      class="viewer-stage"
      data-zoomed={zoom !== null && !zoom.isFit}
      onWheel={event => {
        // Browsers tell of two fingers on a touch pad as of the wheel with Ctrl.
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        zoom?.scaleBy(wheelFactor(event.deltaY), place(event));
      }}
      onDblClick={event => zoom?.toggle(place(event))}
      {...panning}
    >
      <img
        class="viewer-picture"
        src={url}
        alt={name}
        draggable={false}
        data-there={zoom !== null}
        data-opaque={/\.(jpe?g|jfif)$/i.test(name)}
        style={zoom === null ? {} : { width: `${zoom.shown.width}px`, height: `${zoom.shown.height}px` }}
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
          // A drawing without a size of its own says 0 in some browsers.
          const size = { width: naturalWidth || 300, height: naturalHeight || 150 };
          if (!isVector && !mayBeDrawn(size)) return onTooLarge(size);
          setPicture(size);
          onLoaded(size);
        }}
        onError={onBroken}
      />
    </div>
  );
}
