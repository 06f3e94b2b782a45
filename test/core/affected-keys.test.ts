import { describe, expect, test } from 'vitest';
import { affectedKeysOf, mustWaitFor } from '../../src/core/affected-keys';

const DELETE = { kind: 'delete-photos' } as const;

describe('whether a job must wait for an earlier one', () => {
  const photos = (...keys: string[]) => affectedKeysOf(DELETE, keys);
  const album = (prefix: string) => affectedKeysOf({ kind: 'delete-album', prefix }, []);
  const moved = (from: string, to: string) => affectedKeysOf({ kind: 'move-album', from, to }, []);

  test.each([
    ['photos of an album, then the album', photos('A/a.png'), album('A/'), true],
    ['an album, then what is in it', album('A/'), photos('A/in/a.png'), true],
    ['an album in another', album('A/in/'), moved('A/', 'B/'), true],
    ['the place that an album goes to', moved('A/', 'B/'), album('B/'), true],
    ['the same photo', photos('A/a.png'), photos('A/b.png', 'A/a.png'), true],
    [
      'photos into an album, then the album',
      affectedKeysOf({ kind: 'move-photos', to: 'B/' }, ['A/a.png']),
      album('B/'),
      true,
    ],
    ['other photos of the same album', photos('A/a.png'), photos('A/b.png'), false],
    [
      'two jobs into one album',
      affectedKeysOf({ kind: 'move-photos', to: 'B/' }, ['A/a']),
      affectedKeysOf({ kind: 'copy-photos', to: 'B/' }, ['A/b']),
      false,
    ],
    [
      'photos into an album, then photos of that album elsewhere',
      affectedKeysOf({ kind: 'move-photos', to: 'B/' }, ['A/a']),
      affectedKeysOf({ kind: 'copy-photos', to: 'C/' }, ['B/a']),
      true,
    ],
    [
      'photos into an album, then photos of that album deleted',
      affectedKeysOf({ kind: 'move-photos', to: 'B/' }, ['A/a']),
      photos('B/a'),
      false,
    ],
    [
      'a photo renamed, then what it may be called by now moved',
      affectedKeysOf({ kind: 'rename-photo', name: 'b' }, ['A/a']),
      affectedKeysOf({ kind: 'move-photos', to: 'B/' }, ['A/b']),
      true,
    ],
    ['albums of which one’s name begins like the other’s', album('A/'), album('A too/'), false],
  ] as const)('%s', (_, earlier, later, mustWait) => {
    expect(mustWaitFor(later, earlier)).toBe(mustWait);
  });
});
