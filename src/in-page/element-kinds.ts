// By name and not by `instanceof`: elements of a frame are of that frame's classes.

const named =
  <Kind extends Element>(...names: readonly string[]) =>
  (element: Element): element is Kind =>
    names.includes(element.localName);

export const isImg = named<HTMLImageElement>('img');
export const isVideo = named<HTMLVideoElement>('video');
export const isCanvas = named<HTMLCanvasElement>('canvas');
export const isSvgImage = named<SVGImageElement>('image', 'feImage');
export const isFrame = named<HTMLIFrameElement | HTMLFrameElement>('iframe', 'frame');
export const isArea = named<HTMLAreaElement>('area');
export const isLink = named<HTMLAnchorElement>('a');
export const isEmbedded = named<HTMLObjectElement | HTMLEmbedElement>('object', 'embed');
export const isSource = named<HTMLSourceElement>('source');

const isInput = named<HTMLInputElement>('input');
export const isImageInput = (element: Element): element is HTMLInputElement =>
  isInput(element) && element.type === 'image';

const isSvg = named<SVGSVGElement>('svg');
/** An `<svg>` that stands in HTML: the drawing as a whole. */
export const isOuterSvg = (element: Element): element is SVGSVGElement =>
  isSvg(element) && element.ownerSVGElement === null;
