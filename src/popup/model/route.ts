import { useCallback, useEffect, useState } from 'preact/hooks';

/** What the page shows. Lives in the address, so that a notification can open it and "back" works in a tab. */
export type Route =
  /** All albums; or what is found in them and in the photos, with a query. */
  | { readonly view: 'albums'; readonly query?: string }
  /** With the query that it was found by, to which the way back leads. */
  | { readonly view: 'album'; readonly prefix: string; readonly query?: string }
  /** What was deleted below a prefix: of an album, or the folder's own. */
  | { readonly view: 'deleted'; readonly prefix: string }
  | { readonly view: 'link'; readonly key: string }
  | { readonly view: 'choose'; readonly transfers: readonly string[]; readonly isNew: boolean }
  /** The pictures of the page in a tab, to be picked from. */
  | { readonly view: 'pick'; readonly tabId: number };

export const ALBUMS: Route = { view: 'albums' };

/** Says that the page stands in a window or tab of its own. */
const OWN_WINDOW = 'window';

/** The route that a query string such as `?album=Trips%2F` asks for. Never throws. */
export function routeOf(search: string): Route {
  const params = new URLSearchParams(search);
  const transfers = (params.get('choose') ?? '').split(',').filter(id => id !== '');
  const key = params.get('link');
  const prefix = params.get('album');
  const deleted = params.get('deleted');
  const tab = params.get('pick');
  if (transfers.length > 0) return { view: 'choose', transfers, isNew: params.get('new') === '1' };
  if (tab !== null && /^\d+$/.test(tab)) return { view: 'pick', tabId: Number(tab) };
  if (key) return { view: 'link', key };
  const query = params.get('q') ?? '';
  const found = query !== '' && { query };
  if (prefix) return { view: 'album', prefix, ...found };
  if (deleted !== null) return { view: 'deleted', prefix: deleted };
  return { ...ALBUMS, ...found };
}

/** The query string for a route; `ownWindow` is kept from page to page. */
export function searchOf(route: Route, ownWindow: boolean): string {
  const query = new URLSearchParams();
  if (ownWindow) query.set(OWN_WINDOW, '1');
  if (route.view === 'album') query.set('album', route.prefix);
  if ('query' in route && route.query) query.set('q', route.query);
  if (route.view === 'deleted') query.set('deleted', route.prefix);
  if (route.view === 'link') query.set('link', route.key);
  if (route.view === 'pick') query.set('pick', String(route.tabId));
  if (route.view === 'choose') query.set('choose', route.transfers.join());
  if (route.view === 'choose' && route.isNew) query.set('new', '1');
  return `?${query}`;
}

export const hasOwnWindow = (search: string): boolean => new URLSearchParams(search).has(OWN_WINDOW);

export type Navigate = (route: Route) => void;

/** The route of the address bar, and the way to another one. */
export function useRoute(): [Route, Navigate] {
  const [route, setRoute] = useState(() => routeOf(location.search));
  useEffect(() => {
    const follow = (): void => setRoute(routeOf(location.search));
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);
  const navigate = useCallback((to: Route) => {
    history.pushState(null, '', searchOf(to, hasOwnWindow(location.search)));
    setRoute(to);
  }, []);
  return [route, navigate];
}

/** The address says what is looked for: it is there again when the user comes back, and in the tab where they go on. */
export const rememberQuery = (query: string): void =>
  history.replaceState(
    null,
    '',
    searchOf({ ...ALBUMS, ...(query !== '' && { query }) }, hasOwnWindow(location.search)),
  );
