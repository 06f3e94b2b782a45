// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { describeImage } from '../../src/content/describe-image';
import { trackContextMenu } from '../../src/content/image-at-context-menu';
import { loaded, only, show, trusted, withBoxes } from './page';

withBoxes();
trackContextMenu();

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
  dispatchEvent(new Event('pointerdown'));
});
afterEach(() => vi.unstubAllGlobals());

const rightClick = (x: number, y: number): boolean =>
  dispatchEvent(trusted(Object.assign(new Event('contextmenu'), { clientX: x, clientY: y })));

test('an image that the page does not show is not described', async () => {
  show('<img src="https://h/other.jpg">');
  expect(await describeImage('https://h/a.jpg')).toBeNull();
});

test('of several images with one URL the one that knows most is described', async () => {
  show('<img src="https://h/a.jpg"><img src="https://h/a.jpg" alt="Cat">');
  expect(await describeImage('https://h/a.jpg')).toMatchObject({ url: 'https://h/a.jpg', alt: 'Cat' });
});

test('of several images with one URL the right-clicked one is described', async () => {
  show(
    `<img src="https://h/a.jpg" alt="First" data-box="0 0 50 50"><img src="https://h/a.jpg" alt="" data-box="60 0 50 50">`,
  );
  rightClick(70, 10);
  expect(await describeImage('https://h/a.jpg')).toMatchObject({ alt: '' });
});

test('of 500 images with one URL not more than 100 are described', async () => {
  show('<img src="https://h/a.jpg">'.repeat(500));
  const complete = vi.fn(() => true);
  Object.defineProperty(HTMLImageElement.prototype, 'complete', { get: complete, configurable: true });
  expect(await describeImage('https://h/a.jpg')).toMatchObject({ url: 'https://h/a.jpg' });
  expect(complete.mock.calls.length).toBeLessThan(500);
  Reflect.deleteProperty(HTMLImageElement.prototype, 'complete');
});

describe('behind one placeholder for different pictures', () => {
  const lazy = (name: string, box: string): string =>
    `<img id="${name}" src="https://h/wait.gif" data-src="https://h/${name}.jpg" data-box="${box}">`;

  test('the only one in view is meant', async () => {
    show(lazy('a', '0 9000 50 50') + lazy('b', '0 0 50 50'));
    expect(await describeImage('https://h/wait.gif')).toMatchObject({ betterUrls: ['https://h/b.jpg'] });
  });

  test('none is meant where several are in view: the wrong picture would be saved', async () => {
    show(lazy('a', '60 0 50 50') + lazy('b', '0 0 50 50'));
    expect(await describeImage('https://h/wait.gif')).toEqual({
      ...{ url: 'https://h/wait.gif', betterUrls: [], alt: '', width: null, height: null },
    });
  });
});

test('the picture below a transparent spacer is its better version', async () => {
  show(
    `<img src="https://h/photo.jpg" alt="Cat" data-box="0 0 100 100"><img id="spacer" src="https://h/spacer.gif" data-box="0 0 100 100">`,
  );
  loaded('#spacer', 1);
  expect(only('#spacer')).toBeDefined();
  expect(await describeImage('https://h/spacer.gif')).toMatchObject({
    betterUrls: ['https://h/photo.jpg'],
    alt: 'Cat',
  });
});
