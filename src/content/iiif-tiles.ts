/**
 * A region of a picture, or all of it, as viewers ask for it (IIIF Image API 3.0, 2.1): `ID/1024,0,512,512/512,/0/default.jpg`;
 * `ID/full/300,/0/default.jpg` where it fits in one tile.
 */
const TILE = /^(https?:.{1,1024})\/(\d+,\d+,\d+,\d+|full)\/[^/]+(\/\d+\/\w+\.\w+)$/;

/** Browsers note no more than these unless the page wants it (Resource Timing, 4.1): the last picture's tiles may be missing. */
const MAX_NOTED = 250;

/**
 * Where the whole picture is of which OpenSeadragon draws a part on its canvas, the best first; by the tiles that the page
 * has loaded, if all that it has loaded of IIIF is of one picture: of two, nobody knows which one is shown.
 */
export function wholeOfTiles(canvas: Element): readonly string[] {
  if (canvas.closest('.openseadragon-canvas') === null) return [];
  const noted = performance.getEntriesByType('resource');
  if (noted.length >= MAX_NOTED) return [];
  const loaded = noted.map(({ name }) => TILE.exec(name)).filter(match => match !== null);
  const [, id, , end] = loaded.find(([, , region]) => region !== 'full') ?? [];
  const isOfOne = loaded.every(([, other]) => other === id);
  return id !== undefined && isOfOne ? [`${id}/full/max${end}`, `${id}/full/full${end}`] : [];
}
