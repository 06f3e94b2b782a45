import type { ElementPickerTexts } from './functions';

/** An element of the overlay. */
export type OverlayElement = HTMLElement;

// Styles are set property by property and not by a style sheet, which the page's Content-Security-Policy could refuse. The
// colours are those of `ui/theme.css`, which is not in the page.

const ACCENT = '#c2571f';
const CREAM = '#fff8f1';
const DARK = '#241f1a';
const FONT = '13px/1.4 system-ui, "Noto Sans KR", sans-serif';
const ABOVE_ALL = '0 1px 2px rgb(36 25 15 / 20%), 0 10px 30px rgb(36 25 15 / 35%)';

const STYLES = {
  host: {
    all: 'initial',
    position: 'fixed',
    inset: '0',
    width: '100vw',
    height: '100vh',
    margin: '0',
    padding: '0',
    border: '0',
    background: 'none',
    overflow: 'hidden',
    pointerEvents: 'none',
    zIndex: '2147483647',
  },
  box: {
    position: 'fixed',
    boxSizing: 'border-box',
    border: `2px solid ${ACCENT}`,
    borderRadius: '4px',
    background: 'rgb(194 87 31 / 12%)',
    // On a dark picture and on a bright page.
    boxShadow: `0 0 0 1.5px ${CREAM}, inset 0 0 0 1.5px ${CREAM}, 0 6px 24px rgb(36 25 15 / 30%)`,
  },
  tag: {
    position: 'fixed',
    padding: '2px 9px',
    borderRadius: '999px',
    background: ACCENT,
    color: '#ffffff',
    font: FONT,
    fontSize: '12px',
    fontWeight: '600',
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
    boxShadow: `0 0 0 1.5px ${CREAM}, ${ABOVE_ALL}`,
  },
  bar: {
    position: 'fixed',
    left: '50%',
    transform: 'translateX(-50%)',
    display: 'flex',
    alignItems: 'center',
    gap: '14px',
    maxWidth: 'calc(100vw - 48px)',
    boxSizing: 'border-box',
    padding: '10px 16px 10px 18px',
    borderRadius: '999px',
    border: '1px solid rgb(255 248 241 / 16%)',
    background: DARK,
    color: CREAM,
    font: FONT,
    boxShadow: ABOVE_ALL,
  },
  task: { fontWeight: '600', whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' },
  keys: { display: 'flex', gap: '12px', color: '#cfc4b9', whiteSpace: 'nowrap' },
  key: { display: 'inline-flex', alignItems: 'center', gap: '5px' },
  cap: {
    padding: '0 6px',
    borderRadius: '5px',
    background: 'rgb(255 248 241 / 14%)',
    color: CREAM,
    fontSize: '11px',
    lineHeight: '18px',
  },
} as const satisfies Record<string, Partial<Record<keyof CSSStyleDeclaration, string>>>;

/** Applies one of the styles above, and sets the text. */
export function styled<Element extends HTMLElement>(
  element: Element,
  looks: keyof typeof STYLES,
  text = '',
): Element {
  Object.assign(element.style, STYLES[looks]);
  if (text !== '') element.textContent = text;
  return element;
}

const make = (looks: keyof typeof STYLES, text = ''): OverlayElement =>
  styled(document.createElement('div'), looks, text);

/** Frames the picture. */
export const box = (): OverlayElement => make('box');

/** Labels the framed picture. */
export const tag = (): OverlayElement => make('tag');

const prefersReducedMotion = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Says what to do. */
export interface Bar {
  readonly element: OverlayElement;
  say(text: string): void;
  /** Whether the keys for pictures on top of each other are listed. */
  showStackKeys(wanted: boolean): void;
  moveToTop(wanted: boolean): void;
  shake(): void;
}

export function bar({ task, keys }: ElementPickerTexts): Bar {
  const element = make('bar');
  const text = make('task', task);
  text.setAttribute('role', 'status');
  const list = make('keys');
  const stackKeys: OverlayElement[] = [];
  for (const { cap, does, isForStacks } of keys) {
    const key = make('key');
    key.append(make('cap', cap), does);
    list.append(key);
    if (isForStacks) stackKeys.push(key);
  }
  element.append(text, list);
  const stand = (isTop: boolean): void => {
    Object.assign(element.style, { top: isTop ? '24px' : 'auto', bottom: isTop ? 'auto' : '24px' });
  };
  stand(false);
  let said = task;
  return {
    element,
    say(wanted) {
      if (wanted === said) return;
      said = wanted;
      text.textContent = wanted;
    },
    showStackKeys(wanted) {
      for (const key of stackKeys) key.style.display = wanted ? 'inline-flex' : 'none';
    },
    moveToTop: stand,
    shake() {
      if (prefersReducedMotion()) return;
      const steps = [0, -6, 6, -4, 4, 0].map(x => ({ transform: `translateX(calc(-50% + ${x}px))` }));
      element.animate(steps, { duration: 260, easing: 'ease-out' });
    },
  };
}
