// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { type Deferred, deferred } from '../../deferred';
import { renderHook, settle } from '../../ui/render-hook';

/** The lists that were asked for, to be answered by the test. */
let asked: Deferred<unknown>[] = [];
const call = vi.fn(() => {
  const answer = deferred<unknown>();
  asked.push(answer);
  return answer.promise;
});
vi.mock('../../../src/messaging/client', () => ({ call }));
vi.mock('webextension-polyfill', async () => {
  const { englishTexts } = await import('../english-texts');
  return { default: { ...englishTexts.default, storage: { local: { get: async () => ({}) } } } };
});

const { useAlbums } = await import('../../../src/popup/model/use-albums');

const album = (name: string) => ({ prefix: `${name}/`, name });

beforeEach(() => {
  asked = [];
});

test('an album that was deleted does not come back with a list that was asked for before', async () => {
  const hook = await renderHook(useAlbums, false);
  await settle(() => asked[0]?.resolve([album('A'), album('B')]));
  await settle(hook.now().refresh);
  await settle(() => hook.now().remove('A/'));
  await settle(() => asked[1]?.resolve([album('A'), album('B')]));
  expect(hook.now().albums).toEqual([album('B')]);
  await settle(() => asked[2]?.resolve([album('B'), album('C')]));
  expect(hook.now().albums).toEqual([album('B'), album('C')]);
  await hook.unmount();
});
