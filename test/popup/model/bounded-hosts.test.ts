import { expect, test } from 'vitest';
import { boundedHosts } from '../../../src/popup/model/bounded-hosts';

const host = (n: number): string => `https://host-${n}.example/*`;

test('each host is asked for once', () => {
  expect(boundedHosts([host(1), host(2), host(1)])).toEqual([host(1), host(2)]);
  expect(boundedHosts([])).toEqual([]);
});

test('of the pictures of 1000 hosts, no more than ten are asked for, those of the most pictures', () => {
  const many = Array.from({ length: 1000 }, (_, n) => host(n));
  const asked = boundedHosts([...many, host(500), host(700), host(700)]);
  expect(asked).toHaveLength(10);
  expect(asked.slice(0, 3)).toEqual([host(700), host(500), host(0)]);
});
