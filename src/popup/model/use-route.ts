import { useCallback, useEffect, useState } from 'preact/hooks';
import { hasOwnWindow, type Route, routeOf, searchOf } from './route';

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
