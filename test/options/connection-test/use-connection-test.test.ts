// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import type { ConnectionStep } from '../../../src/core/connection-step';
import { ShoeboxError } from '../../../src/core/failure';
import type { Settings } from '../../../src/core/settings';
import { useConnectionTest } from '../../../src/options/connection-test/use-connection-test';
import { deferred } from '../../deferred';
import { renderHook, settle } from '../../ui/render-hook';
import { fakeBrowser } from '../../webextension/fake-browser';
import { ScriptedWorker } from '../../webextension/scripted-worker';

const worker = new ScriptedWorker();

const settings = (bucket: string): Settings => ({
  ...{ bucket, region: 'r', identityPoolId: 'p', folder: '' },
  ...{ endpoint: '', pathStyle: false, cognitoEndpoint: '' },
  ...{ encryption: 'none', kmsKey: '', requesterPays: false, access: 'guest', issuer: '', clientId: '' },
});
const open = () => renderHook(() => useConnectionTest(), undefined);
const passed: ConnectionStep = {
  ...{ step: 'pool', state: 'passed', failure: null, notes: [], facts: {}, because: null },
};

// The page's own step: nothing answers.
beforeEach(() => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  fakeBrowser({ permissions: { contains: async () => true } });
});

test('the connection test asks once the answer about access is there, and skips the steps that nobody told of', async () => {
  const hook = await open();
  expect(hook.now().run).toBeNull();
  const ready = deferred();
  const before = worker.streamsOf('connection.test').length;
  await settle(() => hook.now().start(settings('a'), ready.promise));
  expect(hook.now().run).toMatchObject({ running: true, settings: { bucket: 'a' } });
  expect(worker.streamsOf('connection.test')).toHaveLength(before);
  await settle(() => ready.resolve());
  await settle(() => worker.lastStream('connection.test').tell(passed));
  await settle(() => worker.lastStream('connection.test').end());
  const states = hook.now().run?.steps.map(({ state }) => state);
  expect(states?.[0]).toBe('passed');
  expect(states?.at(-1)).toBe('passed'); // of the page itself
  expect(new Set(states?.slice(1, -1))).toEqual(new Set(['skipped']));
  expect(hook.now().run).toMatchObject({ running: false, failure: null });
});

test('a connection test that is started anew hears nothing more of the one before', async () => {
  const hook = await open();
  await settle(() => hook.now().start(settings('a'), Promise.resolve()));
  const first = worker.lastStream('connection.test');
  await settle(() => hook.now().start(settings('b'), Promise.resolve()));
  expect(first.signal.aborted).toBe(true);
  await settle(() => first.fail(new ShoeboxError('offline')));
  expect(hook.now().run).toMatchObject({ running: true, failure: null, settings: { bucket: 'b' } });
  await settle(() => worker.lastStream('connection.test').fail(new ShoeboxError('throttled')));
  expect(hook.now().run).toMatchObject({ running: false, failure: { code: 'throttled' } });
});
