import { afterEach, beforeEach, vi } from 'vitest';

// happy-dom has collections that are no iterables, and no poster.
Object.defineProperty(document, 'images', {
  configurable: true,
  get: () => [...document.querySelectorAll('img')],
});
Object.defineProperty(HTMLVideoElement.prototype, 'poster', {
  get(this: HTMLVideoElement) {
    return this.getAttribute('poster') ?? '';
  },
});

/**
 * Sets the page's body. happy-dom neither loads nor lays out anything: what a browser would know is set by `loaded` and
 * boxes.
 */
export function show(html: string): void {
  for (const restore of clobbered.splice(0)) restore(); // happy-dom itself uses the members that are hidden
  document.body.innerHTML = html;
}

const clobbered: (() => void)[] = [];

/** The only element that a selector finds. */
export function only<Kind extends Element = HTMLElement>(selector: string): Kind {
  const [element, ...others] = document.querySelectorAll<Kind>(selector);
  if (element === undefined || others.length > 0) throw new Error(`not one ${selector}`);
  return element;
}

/** An image as it is once the browser has loaded it. */
export function loaded(
  selector: string,
  naturalWidth: number,
  naturalHeight = naturalWidth,
): HTMLImageElement {
  const image = only<HTMLImageElement>(selector);
  for (const [name, value] of Object.entries({ complete: true, naturalWidth, naturalHeight }))
    Object.defineProperty(image, name, { value, configurable: true });
  return image;
}

/** What `<input name="NAME">` in a form does to it in a browser: the member of that name is the field. */
export function clobber(form: Element, ...names: readonly string[]): void {
  for (const name of names) {
    const field = document.createElement('input');
    field.name = name;
    form.append(field);
    Object.defineProperty(form, name, { value: field, configurable: true });
    clobbered.push(() => Reflect.deleteProperty(form, name));
  }
}

const boxOf = (element: Element): DOMRect => {
  const [left = 0, top = 0, width = 0, height = 0] = (
    Element.prototype.getAttribute.call(element, 'data-box') ?? ''
  )
    .split(' ')
    .map(Number);
  return new DOMRect(left, top, width, height);
};

const isHit = (element: Element, x: number, y: number): boolean => {
  const { left, top, right, bottom } = boxOf(element);
  const takesPointer = !/pointer-events: none/.test(
    Element.prototype.getAttribute.call(element, 'style') ?? '',
  );
  return takesPointer && x >= left && x < right && y >= top && y < bottom;
};

/** Gives elements the boxes of their `data-box="LEFT TOP WIDTH HEIGHT"`; the later one in the document is on top. */
export function withBoxes(): void {
  beforeEach(() => {
    Element.prototype.getBoundingClientRect = function () {
      return boxOf(this);
    };
    const elementsFromPoint = function (this: Document | ShadowRoot, x: number, y: number): Element[] {
      return [...this.querySelectorAll('*')].filter(element => isHit(element, x, y)).reverse();
    };
    Object.assign(document, { elementsFromPoint });
    Object.assign(ShadowRoot.prototype, { elementsFromPoint });
    Object.assign(Element.prototype, { checkVisibility: () => true });
  });
}

/** An event of the user's own: those that scripts dispatch are not trusted. */
export const trusted = <Kind extends Event>(event: Kind): Kind =>
  Object.defineProperty(event, 'isTrusted', { value: true });

/** Lets every slice of work end at once, and counts how often the page had its turn. */
export function countYields(): () => number {
  let yields = 0;
  let now = 0;
  beforeEach(() => {
    yields = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 5));
    vi.stubGlobal('scheduler', {
      yield: async () => {
        yields++;
      },
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });
  return () => yields;
}
