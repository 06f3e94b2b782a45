import { expect, test } from 'vitest';
import { applyChanges } from '../../src/messaging/list-changes';

test('applyChanges keeps what has not changed, the very same object and in its place', () => {
  const [a, b, c] = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
  const list = applyChanges([a, b, c], { changed: [{ id: 'b' }, { id: 'd' }], removed: ['c', 'x'] });
  expect(list.map(({ id }) => id)).toEqual(['a', 'b', 'd']);
  expect(list[0]).toBe(a);
  expect(list[1]).not.toBe(b);
});
