// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { useAlbums } from '../../../src/popup/model/use-albums';
import { renderHook, settle } from '../../ui/render-hook';
import { ScriptedWorker } from '../../webextension/scripted-worker';

const worker = new ScriptedWorker();

const album = (name: string) => ({ prefix: `${name}/`, name });

beforeEach(() => worker.clear());

test('an album that was deleted does not come back with a list that was asked for before', async () => {
  const hook = await renderHook(useAlbums, false);
  await settle(() => worker.calls[0]?.resolve([album('A'), album('B')]));
  await settle(hook.now().refresh);
  await settle(() => hook.now().remove('A/'));
  await settle(() => worker.calls[1]?.resolve([album('A'), album('B')]));
  expect(hook.now().albums).toEqual([album('B')]);
  await settle(() => worker.calls[2]?.resolve([album('B'), album('C')]));
  expect(hook.now().albums).toEqual([album('B'), album('C')]);
  await hook.unmount();
});
