import { describe, expect, test } from 'vitest';
import { ALBUMS, hasOwnWindow, type Route, routeOf, searchOf } from '../../../src/popup/model/route';

const NAMES = ['Trips/', 'a+b?c#d&e=f/', '50% off/', 'My%20album/', '😀 "quoted" <b>/', 'שלום/'];

describe('a popup route', () => {
  test.each(NAMES)('leads to the album %j as encodeURIComponent writes it', prefix => {
    expect(routeOf(`?album=${encodeURIComponent(prefix)}`)).toEqual({ view: 'album', prefix });
  });

  test.each<Route>([
    ALBUMS,
    ...NAMES.map(prefix => ({ view: 'album', prefix }) as const),
    ...NAMES.map(name => ({ view: 'link', key: `${name}a.jpg` }) as const),
    ...['', ...NAMES].map(prefix => ({ view: 'deleted', prefix }) as const),
    { view: 'choose', transfers: ['id'], isNew: false },
    { view: 'choose', transfers: ['one', 'other'], isNew: true },
  ])('%j comes back as it was written', route => {
    expect(routeOf(searchOf(route, false))).toEqual(route);
    expect(routeOf(searchOf(route, true))).toEqual(route);
  });

  test('keeps whether the page stands in a window of its own', () => {
    expect(hasOwnWindow(searchOf(ALBUMS, true))).toBe(true);
    expect(hasOwnWindow(searchOf(ALBUMS, false))).toBe(false);
  });

  test.each(['', '?', '?album=', '?link=&choose=', '?album', '?%zz=%zz', '?other=1'])(
    '%j shows all albums',
    search => {
      expect(routeOf(search)).toEqual(ALBUMS);
    },
  );
});
