/** A region of a picture, as viewers ask for it (IIIF Image API 3.0, 2.1): `ID/1024,0,512,512/512,/0/default.jpg`. */
const TILE = /^(https?:.{1,1024})\/\d+,\d+,\d+,\d+\/[^/]+(\/\d+\/\w+\.\w+)$/;

/**
 * Where the whole picture is of which OpenSeadragon draws a part on its canvas, the best first; by the tiles that the page
 * has loaded, if all are of one picture.
 */
export function wholeOfTiles(canvas: Element): readonly string[] {
  if (canvas.closest('.openseadragon-canvas') === null) return [];
  const tiles = performance.getEntriesByType('resource').flatMap(({ name }) => TILE.exec(name) ?? []);
  const [, id, end] = tiles;
  const isOfOne = tiles.every((part, at) => at % 3 !== 1 || part === id);
  return id !== undefined && isOfOne ? [`${id}/full/max${end}`, `${id}/full/full${end}`] : [];
}
