import { percentDecoded } from '../../core/encoding';
import { formatBytes } from '../../i18n/format';
import { message } from '../../i18n/message';
import { CheckIcon } from '../../ui/action-icons';
import { memo } from '../../ui/memo';
import { kindOf } from './filter';
import { bestUrl, type PageImage, type ScannedPage } from './page-image';
import type { SentState } from './sent-images';
import { TileThumbnail } from './tile-thumbnail';

interface ImageTileProps {
  readonly page: ScannedPage;
  readonly image: PageImage;
  readonly index: number;
  readonly count: number;
  /** Null where it is new. */
  readonly mark: SentState | null;
  readonly isSelected: boolean;
  readonly isActive: boolean;
  readonly onMeasured: (image: PageImage, width: number, height: number) => void;
}

const TILE_ID = 'image-';

export const tileId = (index: number): string => `${TILE_ID}${index}`;

/** The index of the tile that was hit; null beside all tiles. */
export function tileIndexAt(target: EventTarget | null): number | null {
  const tile = target instanceof Element ? target.closest('[role=option]') : null;
  return tile === null ? null : Number(tile.id.slice(TILE_ID.length));
}

/**
 * What is known of it: `1600 × 1200 · 240 kB`; else what kind of picture it is. Nobody has seen a better version yet:
 * its size is what the page says.
 */
function factsOf(image: PageImage): string {
  const { width, height, bytes, betterUrls } = image;
  const kind = kindOf(image);
  const facts = [
    width === null || height === null ? '' : `${betterUrls.length > 0 ? '≈ ' : ''}${width} × ${height}`,
    bytes === null ? '' : formatBytes(bytes),
  ].filter(fact => fact !== '');
  return facts.join(' · ') || (kind === 'other' ? '\u00a0' : kind);
}

const markText = (mark: SentState): string =>
  message(`picker_${mark === 'failed' ? 'not_saved' : mark === 'saving' ? 'being_saved' : 'saved'}`);

/** A picture of the page, to be picked. */
export const ImageTile = memo((props: ImageTileProps) => {
  const { image, index, count, mark, isSelected, isActive } = props;
  const id = bestUrl(image);
  const name = image.alt || fileNameOfUrl(id) || message('image');
  return (
    <div
      id={tileId(index)}
      class="image-tile"
      role="option"
      aria-selected={isSelected}
      aria-setsize={count}
      aria-posinset={index + 1}
      aria-label={[name, factsOf(image), mark === null ? '' : markText(mark)].filter(Boolean).join(', ')}
      title={name}
      tabIndex={-1}
      data-active={isActive}
    >
      <TileThumbnail page={props.page} image={image} onMeasured={props.onMeasured} />
      <span class="tile-mark">
        <CheckIcon />
      </span>
      {mark !== null && <span class={`tile-state is-${mark}`}>{markText(mark)}</span>}
      <span class="tile-facts">{factsOf(image)}</span>
    </div>
  );
});

/** The last part of a URL's path, percent-decoded; empty for what has none. */
function fileNameOfUrl(url: string): string {
  if (!URL.canParse(url) || !/^https?:/.test(url)) return '';
  const segment = new URL(url).pathname.split('/').at(-1) ?? '';
  return percentDecoded(segment) ?? segment;
}
