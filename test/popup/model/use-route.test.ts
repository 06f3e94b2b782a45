// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { useRoute } from '../../../src/popup/model/route';
import { renderHook, settle } from '../../ui/render-hook';

beforeEach(() => history.replaceState(null, '', '?window=1&album=A%2F'));

test('a page shows what its address asks for', async () => {
  const hook = await renderHook(useRoute, undefined);
  expect(hook.now()[0]).toEqual({ view: 'album', prefix: 'A/' });
  await hook.unmount();
});

test('a page that navigates writes the route into its address, and that it has a window of its own', async () => {
  const hook = await renderHook(useRoute, undefined);
  await settle(() => hook.now()[1]({ view: 'link', key: 'A/1.jpg' }));
  expect(hook.now()[0]).toEqual({ view: 'link', key: 'A/1.jpg' });
  expect(new URLSearchParams(location.search).get('window')).toBe('1');
  expect(new URLSearchParams(location.search).get('link')).toBe('A/1.jpg');
  await hook.unmount();
});

test('a page shows what the browser goes back to', async () => {
  const hook = await renderHook(useRoute, undefined);
  history.replaceState(null, '', '?deleted=A%2F');
  await settle(() => dispatchEvent(new PopStateEvent('popstate')));
  expect(hook.now()[0]).toEqual({ view: 'deleted', prefix: 'A/' });
  await hook.unmount();
});
