// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import type { Permissions } from 'webextension-polyfill';
import { ALL_SITES } from '../../src/options/granted-hosts';
import { useSiteAccess } from '../../src/options/use-site-access';
import { renderHook, settle } from '../ui/render-hook';
import { fakeBrowser, fakeEvent } from '../webextension/fake-browser';

let granted: string[];
const onAdded = fakeEvent<(permissions: Permissions.Permissions) => void>();
const onRemoved = fakeEvent<(permissions: Permissions.Permissions) => void>();
const request = vi.fn<(permissions: Permissions.Permissions) => Promise<boolean>>();
const remove = vi.fn<(permissions: Permissions.Permissions) => Promise<boolean>>();

beforeEach(() => {
  granted = ['https://a.example/*', 'http://a.example/*', 'https://b.example/*'];
  request.mockReset().mockResolvedValue(true);
  remove.mockReset().mockImplementation(async ({ origins = [] }) => {
    granted = granted.filter(pattern => !origins.includes(pattern));
    return true;
  });
  const getAll = async (): Promise<Permissions.AnyPermissions> => ({ origins: [...granted] });
  fakeBrowser({ permissions: { getAll, request, remove, onAdded, onRemoved } });
});

const hostsOf = (hook: { now(): ReturnType<typeof useSiteAccess> }) =>
  hook.now().hosts?.map(({ host }) => host);

test('access to a host is taken back for http and https, and the host leaves the list', async () => {
  const hook = await renderHook(useSiteAccess, undefined);
  expect(hostsOf(hook)).toEqual(['a.example', 'b.example']);
  const [first] = hook.now().hosts ?? [];
  await settle(() => first && hook.now().takeBack(first));
  expect(remove).toHaveBeenCalledExactlyOnceWith({ origins: ['https://a.example/*', 'http://a.example/*'] });
  expect(hostsOf(hook)).toEqual(['b.example']);
});

test('all sites are asked for in the very turn of the click', async () => {
  const hook = await renderHook(useSiteAccess, undefined);
  hook.now().allowAll();
  expect(request).toHaveBeenCalledExactlyOnceWith({ origins: ALL_SITES });
  granted = [...granted, ...ALL_SITES];
  await settle();
  expect(hostsOf(hook)).toEqual([null, 'a.example', 'b.example']);
});

test('what is granted or taken back elsewhere is shown', async () => {
  const hook = await renderHook(useSiteAccess, undefined);
  granted = ['https://c.example/*'];
  await settle(() => onAdded.emit({ origins: granted }));
  expect(hostsOf(hook)).toEqual(['c.example']);
  granted = [];
  await settle(() => onRemoved.emit({ origins: ['https://c.example/*'] }));
  expect(hostsOf(hook)).toEqual([]);
});

test('a browser that takes nothing back is told of as a failure, and the list stays', async () => {
  remove.mockRejectedValue(new Error('You cannot remove required permissions.'));
  const hook = await renderHook(useSiteAccess, undefined);
  const [first] = hook.now().hosts ?? [];
  await settle(() => first && hook.now().takeBack(first));
  expect(hook.now().task.failure).toMatchObject({ code: 'unexpected' });
  expect(hostsOf(hook)).toEqual(['a.example', 'b.example']);
});
