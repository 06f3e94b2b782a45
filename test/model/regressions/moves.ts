import { add, CATS_A, lost, plain, type Regression } from './regression';

// Moves, copies and renames, beside uploads.

export const MOVES: readonly Regression[] = [
  [
    'a photo whose copy was made by a request whose answer was lost keeps its date',
    plain(
      [
        { does: 'copy', from: 'Cats/', which: 0, to: 'Dogs/', wait: 0 },
        { does: 'trouble', kind: 'offline', forMs: 600_000, wait: 9_000 },
      ],
      {
        seeds: [{ key: 'Cats/b.png', bytes: 'lorge' }],
        faults: [{ operation: 'job.copy', when: 'after', nth: 1, times: 1, effect: { lostIn: 'offline' } }],
      },
    ),
  ],
  [
    'two photos of one size that are given one name at a time stay, where S3 tells no checksums',
    plain(
      [
        { does: 'move', from: 'Cats/', which: 1, to: 'Dogs/', wait: 0 },
        { does: 'rename', from: 'Dogs/', which: 0, name: 'b.png', wait: 0 },
      ],
      {
        seeds: [
          { key: 'Cats/a.png', bytes: 'two' },
          { key: 'Cats/b.png', bytes: 'two' },
          { key: 'Dogs/a.png', bytes: 'one' },
        ],
        returnsChecksums: false,
      },
    ),
  ],
  [
    'a photo that is copied to the name of an upload under way overwrites nothing, where S3 ignores conditions',
    plain([{ does: 'copy', from: 'Dogs/', which: 0, to: 'Cats/', wait: 0 }, add('large')], {
      ...{ seeds: [{ key: 'Dogs/a.png', bytes: 'one' }], honoursConditions: false, latency: 40 },
    }),
  ],
  [
    'a multipart copy that was begun by a request which arrives after its worker has died is aborted',
    plain(
      [
        { does: 'move', from: 'Cats/', which: 0, to: 'Dogs/', wait: 0 },
        { does: 'die', wait: 1_500 },
      ],
      {
        seeds: [{ key: 'Cats/a.png', bytes: 'huge' }],
        faults: [
          {
            operation: 'job.createMultipartUpload',
            when: 'before',
            nth: 1,
            times: 1,
            effect: { arrivesAfter: 15_000 },
          },
        ],
      },
    ),
  ],
  [
    'the object of a dismissed upload may stay at a key that a move has once written down as its target',
    plain(
      [
        { does: 'move', from: 'Cats/', which: 0, to: 'Dogs/', wait: 0 },
        add('two', 0, 'Dogs/'),
        { does: 'dismiss', ago: 2, wait: 9_000 },
      ],
      { seeds: CATS_A, faults: [lost('put')] },
    ),
  ],
  [
    'a copy of what a move has copied, and could not tell of, has the date that this had by then',
    plain(
      [
        { does: 'move', from: 'Dogs/', which: 0, to: 'Cats/', wait: 0 },
        { does: 'copy', from: 'Cats/', which: 'all', to: 'Birds/', wait: 9_000 },
        add('two', 5_000),
      ],
      { seeds: [{ key: 'Dogs/a.png', bytes: 'one' }], faults: [lost('job.copy')] },
    ),
  ],
  [
    'a move whose worker dies in the middle of its items tells of one that failed before',
    plain(
      [
        { does: 'delete', from: 'Dogs/', which: 1, wait: 0 },
        { does: 'move', from: 'Dogs/', which: 'all', to: 'Cats/', wait: 0 },
        { does: 'clear', wait: 1_500 },
        { does: 'clear', wait: 9_000 },
      ],
      {
        seeds: [
          { key: 'Dogs/b.png', bytes: 'one' },
          { key: 'Dogs/a.png', bytes: 'lorge' },
        ],
        latency: 40,
        returnsChecksums: false,
      },
    ),
  ],
];
