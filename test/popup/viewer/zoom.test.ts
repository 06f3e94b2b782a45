import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clampScale,
  fitScale,
  scrollKeeping,
  steppedScale,
  toggledScale,
} from '../../../src/popup/viewer/zoom';

const ROOM = { width: 800, height: 600 };

describe('fitScale', () => {
  it.each([
    ['wide', { width: 1600, height: 600 }, 0.5],
    ['high', { width: 800, height: 2400 }, 0.25],
    ['small: as large as it is', { width: 80, height: 60 }, 1],
  ])('%s', (_, picture, scale) => expect(fitScale(picture, ROOM, false)).toBe(scale));

  it('makes an SVG fill its room', () => expect(fitScale({ width: 80, height: 60 }, ROOM, true)).toBe(10));
});

describe('zoom steps', () => {
  it('go no farther than all of the picture, and no nearer than eight to a pixel', () => {
    let scale = 0.5;
    for (let step = 0; step < 40; step++) scale = steppedScale(scale, 0.5, 1);
    expect(scale).toBe(8);
    for (let step = 0; step < 40; step++) scale = steppedScale(scale, 0.5, -1);
    expect(scale).toBe(0.5);
  });

  it('keep an SVG that fills its room at more than the largest step', () =>
    expect(clampScale(3, 10)).toBe(10));

  it.each([
    ['all of it', 0.5, 0.5, 1],
    ['its own size', 1, 0.5, 0.5],
    ['anything nearer', 3, 0.5, 0.5],
    ['its own size, which is all of it', 1, 1, 2],
  ])('a double click on %s', (_, scale, fit, then) => expect(toggledScale(scale, fit)).toBe(then));
});

describe('scrollKeeping', () => {
  it('keeps the point under the pointer where it is, as far as there is something to scroll', () => {
    const lengths = fc.record({
      picture: fc.integer({ min: 1, max: 10_000 }),
      room: fc.integer({ min: 100, max: 2000 }),
      from: fc.double({ min: 0.05, max: 8, noNaN: true }),
      nearer: fc.double({ min: 1, max: 4, noNaN: true }),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      scrolled: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(lengths, ({ picture, room, from, nearer, at, scrolled }) => {
        const to = from * nearer;
        const scroll = scrolled * Math.max(0, picture * from - room);
        const pointer = at * room;
        const next = scrollKeeping({ scroll, room, picture }, pointer, from, to);
        const range = Math.max(0, picture * to - room);
        if (next === 0 || next > range) return; // the browser stops at an end
        const pointAt = (offset: number, scale: number): number =>
          (offset + pointer - Math.max(0, (room - picture * scale) / 2)) / scale;
        expect(pointAt(next, to)).toBeCloseTo(pointAt(scroll, from), 5);
      }),
    );
  });
});
