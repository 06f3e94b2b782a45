import { type CssImage, cssImages } from '../core/css-image';
import type { Picture } from './candidates';
import { attributeOf, documentOf } from './dom-clobbering';

/** From the uppermost to the lowest, as they are painted. */
const PAINTED = ['::after', '::before', null] as const;

/** The pictures that style sheets give an element and its pseudo-elements, the uppermost first. */
export function backgroundsOf(element: Element): readonly Picture[] {
  return PAINTED.flatMap(pseudo => styleImages(element, pseudo)).map(versions => ({
    ...shownOf(versions),
    element,
    kind: 'background',
    alt: (attributeOf(element, 'aria-label') ?? attributeOf(element, 'title') ?? '').trim(),
    width: null,
    height: null,
  }));
}

/** The browser shows the version that just suffices for the screen. */
function shownOf(versions: CssImage): Pick<Picture, 'url' | 'betterUrls'> {
  const shown = versions.findLast(({ density }) => density >= devicePixelRatio) ?? versions[0];
  const better = versions.filter(({ density }) => density > shown.density);
  return { url: shown.url, betterUrls: better.map(({ url }) => url) };
}

function styleImages(element: Element, pseudo: '::after' | '::before' | null): readonly CssImage[] {
  const style = documentOf(element).defaultView?.getComputedStyle(element, pseudo);
  if (style === undefined) return [];
  const { content } = style;
  // Without `content` there is no such pseudo-element, though it has a style.
  if (pseudo !== null && (content === 'none' || content === 'normal')) return [];
  const values = [content, style.borderImageSource, style.backgroundImage];
  if (style.display === 'list-item') values.push(style.listStyleImage);
  return values.filter(value => value.includes('(')).flatMap(value => cssImages(value));
}
