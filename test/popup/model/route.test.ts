// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import {
  ALBUMS,
  hasOwnWindow,
  type Route,
  routeOf,
  searchOf,
  useRoute,
} from '../../../src/popup/model/route';
import { renderHook, settle } from '../../ui/render-hook';

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
    ...NAMES.map(query => ({ view: 'albums', query }) as const),
    { view: 'album', prefix: 'Trips/', query: 'sea & sand' },
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

const ALBUM_IN_WINDOW = '?window=1&album=A%2F';

test('a page shows what its address asks for', async () => {
  history.replaceState(null, '', ALBUM_IN_WINDOW);
  const hook = await renderHook(useRoute, undefined);
  expect(hook.now()[0]).toEqual({ view: 'album', prefix: 'A/' });
  await hook.unmount();
});

test('a page that navigates writes the route into its address, and that it has a window of its own', async () => {
  history.replaceState(null, '', ALBUM_IN_WINDOW);
  const hook = await renderHook(useRoute, undefined);
  await settle(() => hook.now()[1]({ view: 'link', key: 'A/1.jpg' }));
  expect(hook.now()[0]).toEqual({ view: 'link', key: 'A/1.jpg' });
  expect(new URLSearchParams(location.search).get('window')).toBe('1');
  expect(new URLSearchParams(location.search).get('link')).toBe('A/1.jpg');
  await hook.unmount();
});

test('a page shows what the browser goes back to', async () => {
  history.replaceState(null, '', ALBUM_IN_WINDOW);
  const hook = await renderHook(useRoute, undefined);
  history.replaceState(null, '', '?deleted=A%2F');
  await settle(() => dispatchEvent(new PopStateEvent('popstate')));
  expect(hook.now()[0]).toEqual({ view: 'deleted', prefix: 'A/' });
  await hook.unmount();
});
