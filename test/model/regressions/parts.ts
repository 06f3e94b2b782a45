import { add, plain, type Regression } from './regression';

// Deletions of albums with photos that came in parts, which S3 dates at the beginning of their upload.

export const PARTS: readonly Regression[] = [
  [
    'a photo in parts may stay, and a user is told, where its album is listed after a death, long after the order',
    plain(
      [add('large'), { does: 'delete-album', album: 'Cats/', wait: 9_000 }, add('one', 25_000, 'Dogs/')],
      {
        faults: [{ operation: 'jobs.write', when: 'before', nth: 1, times: 1, effect: 'die' }],
      },
    ),
  ],
  [
    'a photo in parts may stay, and a user is told, where a full disk does not note in time what its album holds',
    plain(
      [add('large'), { does: 'delete-album', album: 'Cats/', wait: 9_000 }, add('one', 25_000, 'Dogs/')],
      {
        latency: 40,
        faults: [{ operation: 'jobs.write', when: 'before', nth: 2, times: 1, effect: 'disk-full' }],
      },
    ),
  ],
  [
    'a photo in parts may stay, and a user is told, where S3 can’t be reached as its album is to be listed',
    plain([
      add('large'),
      { does: 'trouble', kind: 'unreachable', forMs: 12_000, wait: 9_000 },
      { does: 'delete-album', album: 'Cats/', wait: 0 },
      add('one', 25_000, 'Dogs/'),
    ]),
  ],
  [
    'a photo in parts goes with its album, where that is listed at once',
    plain([add('large'), { does: 'delete-album', album: 'Cats/', wait: 9_000 }, add('one', 25_000, 'Dogs/')]),
  ],
];
