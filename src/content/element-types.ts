// By name and not by `instanceof`: elements of a frame are instances of that frame's classes. By namespace too: an `img` of
// another language than HTML has no members of an image.

const HTML = 'http://www.w3.org/1999/xhtml';
const SVG = 'http://www.w3.org/2000/svg';

const namedIn =
  (namespace: string) =>
  <Kind extends Element>(...names: readonly string[]) =>
  (element: Element): element is Kind =>
    names.includes(element.localName) && element.namespaceURI === namespace;

const named = namedIn(HTML);
const drawn = namedIn(SVG);

export const isImg = named<HTMLImageElement>('img');
export const isVideo = named<HTMLVideoElement>('video');
export const isCanvas = named<HTMLCanvasElement>('canvas');
export const isSvgImage = drawn<SVGImageElement>('image', 'feImage');
export const isFrame = named<HTMLIFrameElement | HTMLFrameElement>('iframe', 'frame');
export const isArea = named<HTMLAreaElement>('area');
export const isLink = named<HTMLAnchorElement>('a');
export const isEmbedded = named<HTMLObjectElement | HTMLEmbedElement>('object', 'embed');
export const isSource = named<HTMLSourceElement>('source');

export const isInput = named<HTMLInputElement>('input');
export const isTextArea = named<HTMLTextAreaElement>('textarea');
export const isImageInput = (element: Element): element is HTMLInputElement =>
  isInput(element) && element.type === 'image';

const isSvg = drawn<SVGSVGElement>('svg');
/** An `<svg>` that is not inside another one: the drawing as a whole. */
export const isOuterSvg = (element: Element): element is SVGSVGElement =>
  isSvg(element) && element.ownerSVGElement === null;
