import { useEffect, useState } from 'preact/hooks';
import { OVERSCAN_ROWS } from '../../ui/grid-layout';

/** How many rows are drawn that are not seen: none until the page has been painted, since what is seen would wait for them. */
export function useSpareRows(): number {
  const [rows, setRows] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    // An effect alone comes before the paint here: the grid is drawn again as soon as its view is measured.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => setRows(OVERSCAN_ROWS));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, []);
  return rows;
}
