import { useEffect, useRef } from 'preact/hooks';
import { message } from '../../i18n/message';
import { logicalKey } from '../../ui/arrow-keys';
import { nextTileIndex } from '../../ui/grid-layout';
import type { SelectionControl } from '../../ui/selection';
import type { Marks } from './filter';
import { ImageTile, tileId, tileIndexAt } from './image-tile';
import { bestUrl, type PageImage, type ScannedPage } from './page-image';
import { useGridWindow } from './use-grid-window';

interface ImageGridProps {
  readonly page: ScannedPage;
  readonly images: readonly PageImage[];
  readonly marks: Marks;
  readonly selection: SelectionControl;
  /** Null while nothing is picked. */
  readonly onSave: (() => void) | null;
  readonly onMeasured: (image: PageImage, width: number, height: number) => void;
}

/**
 * All pictures, of which only those near the view are in the document. The list itself has the focus and names the
 * active one, so that the focus is not lost with what scrolls away.
 */
export function ImageGrid({ page, images, marks, selection, onSave, onMeasured }: ImageGridProps) {
  const grid = useRef<HTMLDivElement>(null);
  const { shape, layout, first, end, reveal, visibleRows } = useGridWindow(grid, images.length);
  const { columns, rowHeight } = shape;
  const activeIndex = images.findIndex(image => bestUrl(image) === selection.active);
  useEffect(() => grid.current?.focus({ preventScroll: true }), []);

  const goTo = (index: number, extending: boolean): void => {
    const image = images[index];
    if (image === undefined) return;
    if (extending) selection.selectRange(bestUrl(image));
    else selection.setActive(bestUrl(image));
    reveal(index);
  };
  const keys = (event: KeyboardEvent): void => {
    const { key, shiftKey } = event;
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && key.toLowerCase() === 'a') selection.selectAll();
    else if (event.altKey || isCommand) return;
    else if (key === 'Escape') selection.deselectAll();
    else if (key === 'Enter' && onSave !== null) onSave();
    else if ((key === ' ' || key === 'Enter') && activeIndex !== -1) {
      const id = selection.active ?? '';
      if (shiftKey) selection.selectRange(id);
      else selection.toggle(id);
    } else {
      // Where the active one is filtered away, every key but End leads to the first.
      const isFirstStep = activeIndex === -1 && key !== 'End';
      const next = isFirstStep
        ? 0
        : nextTileIndex(logicalKey(event), Math.max(0, activeIndex), layout, shape, visibleRows);
      if (next === null || !/^(Arrow|Page|Home|End)/.test(key)) return;
      goTo(next, shiftKey);
    }
    event.preventDefault();
  };
  const click = (event: MouseEvent): void => {
    const image = images[tileIndexAt(event.target) ?? -1];
    if (image === undefined) return;
    if (event.shiftKey) selection.selectRange(bestUrl(image));
    else selection.toggle(bestUrl(image));
  };
  return (
    <div
      ref={grid}
      class="image-grid"
      role="listbox"
      aria-label={message('picker_images')}
      aria-multiselectable="true"
      aria-activedescendant={activeIndex >= first && activeIndex < end ? tileId(activeIndex) : undefined}
      tabIndex={0}
      onFocus={() => {
        const [image] = images;
        if (activeIndex === -1 && image !== undefined) selection.setActive(bestUrl(image));
      }}
      style={{ height: `${Math.ceil(images.length / columns) * rowHeight}px` }}
      onKeyDown={keys}
      onMouseDown={event => {
        if (event.shiftKey) event.preventDefault(); // selects pictures, not text
        grid.current?.focus({ preventScroll: true });
      }}
      onClick={click}
    >
      <div
        class="image-rows"
        role="presentation"
        style={{
          gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
          gridAutoRows: `${rowHeight}px`,
          transform: `translateY(${(first / columns) * rowHeight}px)`,
        }}
      >
        {images.slice(first, end).map((image, offset) => (
          <ImageTile
            key={bestUrl(image)}
            page={page}
            image={image}
            index={first + offset}
            count={images.length}
            mark={marks.get(bestUrl(image)) ?? null}
            isSelected={selection.selected.has(bestUrl(image))}
            isActive={first + offset === activeIndex}
            onMeasured={onMeasured}
          />
        ))}
      </div>
    </div>
  );
}
