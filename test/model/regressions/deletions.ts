import { add, CATS_A, lost, plain, type Regression } from './regression';

// Deletions, beside what uploads and other jobs do with the same photos.

export const DELETIONS: readonly Regression[] = [
  [
    'a photo that waits to be deleted stays when an upload is told that it is already there',
    plain([{ does: 'delete', from: 'Cats/', which: 0, wait: 0 }, add('one', 1_500)], { seeds: CATS_A }),
  ],
  [
    'a photo of an album that waits to be deleted stays when an upload is told that it is already there',
    plain([{ does: 'delete-album', album: 'Cats/', wait: 0 }, add('one', 1_500)], { seeds: CATS_A }),
  ],
  [
    'an upload into an album that waits to be deleted stays',
    plain([{ does: 'delete-album', album: 'Cats/', wait: 0 }, add('one', 1_500)]),
  ],
  [
    'an upload into an album that was to be deleted at that very moment stays',
    plain([{ does: 'delete-album', album: 'Cats/', wait: 0 }, add('one')]),
  ],
  [
    'what another user stores in an album that waits to be deleted stays',
    plain([
      { does: 'delete-album', album: 'Cats/', wait: 0 },
      { does: 'other-put', key: 'Cats/a.png', bytes: 'one', wait: 5_000 },
    ]),
  ],
  [
    'the same bytes that another user stores under a name whose photo waits to be deleted stay',
    plain(
      [
        { does: 'delete', from: 'Cats/', which: 0, wait: 0 },
        { does: 'other-put', key: 'Cats/a.png', bytes: 'one', wait: 5_000 },
      ],
      { seeds: CATS_A },
    ),
  ],
  [
    'a photo that is moved onto the same bytes, which wait to be deleted, stays',
    plain(
      [
        { does: 'delete', from: 'Dogs/', which: 0, wait: 0 },
        { does: 'move', from: 'Cats/', which: 0, to: 'Dogs/', wait: 1_500 },
      ],
      { seeds: [...CATS_A, { key: 'Dogs/a.png', bytes: 'one' }] },
    ),
  ],
  [
    'a copy that is made of a photo, onto the same bytes, which wait to be deleted, is there',
    plain(
      [
        { does: 'delete', from: 'Dogs/', which: 0, wait: 0 },
        { does: 'copy', from: 'Cats/', which: 0, to: 'Dogs/', wait: 1_500 },
      ],
      { seeds: [...CATS_A, { key: 'Dogs/a.png', bytes: 'one' }] },
    ),
  ],
  ...(['move', 'copy'] as const).map(
    does =>
      [
        `a ${does} of a photo that was deleted before is not told as done`,
        plain(
          [
            { does: 'delete', from: 'Cats/', which: 0, wait: 0 },
            { does, from: 'Cats/', which: 0, to: 'Dogs/', wait: 0 },
          ],
          { seeds: CATS_A },
        ),
      ] as const,
  ),
  [
    'a rename of a photo that was deleted before is not told as done',
    plain(
      [
        { does: 'delete', from: 'Cats/', which: 0, wait: 0 },
        { does: 'rename', from: 'Cats/', which: 0, name: 'b.png', wait: 0 },
      ],
      { seeds: CATS_A },
    ),
  ],
  [
    'an upload that was stored under another name, and tried again when its own is free, is there once',
    plain([{ does: 'delete', from: 'Cats/', which: 0, wait: 0 }, add('two')], {
      ...{ seeds: CATS_A, faults: [lost('put')] },
    }),
  ],
  [
    'an upload that is stored where a deletion has begun to take what is there is there under another name',
    plain(
      [
        { does: 'trouble', kind: 'refused', forMs: 600_000, wait: 0 },
        add('one'),
        { does: 'delete-album', album: 'Cats/', wait: 0 },
        { does: 'delete', from: 'Cats/', which: 0, wait: 0 },
        { does: 'copy', from: 'Cats/', which: 0, to: 'Dogs/', wait: 25_000 },
        { does: 'delete', from: 'Cats/', which: 'all', wait: 0 },
      ],
      { seeds: [{ key: 'Cats/a.png', bytes: 'lorge' }] },
    ),
  ],
  [
    'the deletion of a photo that is tried again takes the same bytes that were copied to its place meanwhile',
    plain(
      [
        { does: 'delete', from: 'Dogs/', which: 'all', wait: 0 },
        { does: 'undo', ago: 0, wait: 11_000 },
        { does: 'delete-album', album: 'Dogs/', wait: 0 },
        { does: 'copy', from: 'Cats/', which: 'all', to: 'Dogs/', wait: 0 },
      ],
      {
        seeds: [...CATS_A, { key: 'Dogs/a.png', bytes: 'one' }],
        faults: [lost('job.deleteMany')],
      },
    ),
  ],
  [
    'a photo that is deleted while an upload learns that it is already there is stored again',
    plain(
      [
        add('large'),
        { does: 'add-again', ago: 0, wait: 5_000 },
        { does: 'dismiss', ago: 1, wait: 25_000 },
        { does: 'delete-album', album: 'Cats/', wait: 0 },
        { does: 'retry-all', wait: 120_000 },
      ],
      {
        seeds: [{ key: 'Cats/a.png', bytes: 'huge' }],
        faults: [{ operation: 'head', when: 'after', nth: 1, times: 12, effect: { takes: 12_000 } }],
      },
    ),
  ],
  [
    'two uploads of the bytes that a failed one has stored are both told of them after a deletion that came to its end',
    plain(
      [
        { does: 'delete-album', album: 'Cats/', wait: 0 },
        add('one'),
        add('one', 11_000),
        { does: 'add-again', ago: 0, wait: 0 },
      ],
      { faults: [{ ...lost('put'), effect: { lostIn: 'unreachable' } }] },
    ),
  ],
  [
    'a photo that is to be deleted while the disk notes that an upload relies on it stays',
    plain(
      [
        add('one'),
        { does: 'delete', from: 'Cats/', which: 0, wait: 0 },
        { does: 'delete-album', album: 'Cats/', wait: 50 },
        add('one', 5_000, 'Dogs/'),
      ],
      {
        seeds: CATS_A,
        faults: [{ operation: 'jobs.write', when: 'after', nth: 2, times: 1, effect: { takes: 3_000 } }],
      },
    ),
  ],
  [
    'an upload whose object a deletion was about to take, and did not, is there once under another name',
    plain(
      [
        { does: 'delete', from: 'Cats/', which: 'all', wait: 0 },
        { does: 'delete', from: 'Cats/', which: 0, wait: 25_000 },
        add('two'),
      ],
      {
        ...{ seeds: CATS_A, chance: 0 },
        faults: [lost('job.deleteMany'), { ...lost('put'), effect: { lostIn: 'unreachable' } }],
      },
    ),
  ],
  [
    'an album with an upload that a late request stores once more can be deleted, where S3 ignores conditions',
    plain(
      [
        add('one'),
        { does: 'delete-album', album: 'Cats/', wait: 34_000 },
        { does: 'retry-all', wait: 25_000 },
      ],
      {
        honoursConditions: false,
        faults: [{ operation: 'put', when: 'before', nth: 1, times: 1, effect: { arrivesAfter: 15_000 } }],
      },
    ),
  ],
  [
    'a photo that another user stores again between look and deletion may go, where S3 ignores conditions',
    plain(
      [
        add('two'),
        { does: 'delete', from: 'Cats/', which: 'all', wait: 200 },
        { does: 'retry-all', wait: 25_000 },
      ],
      {
        ...{ honoursConditions: false, seeds: CATS_A },
        faults: [{ operation: 'job.head', when: 'after', nth: 3, times: 12, effect: { others: 'one' } }],
      },
    ),
  ],
  [
    'a photo whose deletion was called off for an upload, which was cancelled before it was told of that, may stay',
    plain(
      [
        add('one'),
        { does: 'delete', from: 'Cats/', which: 'all', wait: 10_000 },
        { does: 'delete-album', album: 'Cats/', wait: 0 },
        { does: 'add-again', ago: 0, wait: 0 },
        { does: 'cancel', ago: 0, wait: 50 },
      ],
      { faults: [{ operation: 'jobs.write', when: 'after', nth: 4, times: 1, effect: { takes: 3_000 } }] },
    ),
  ],
  [
    'a job that failed as its worker died, and that is taken off the list of the next one, is gone',
    plain(
      [
        { does: 'delete-album', album: 'Cats/', wait: 0 },
        { does: 'other-put', key: 'Cats/a.png', bytes: 'large', wait: 50 },
        { does: 'dismiss-job', ago: 1, wait: 120_000 },
      ],
      {
        seeds: CATS_A,
        faults: [{ operation: 'jobs.write', when: 'after', nth: 6, times: 1, effect: 'die' }],
      },
    ),
  ],
  [
    'an upload in parts that failed under another name, and whose own became free, is there once',
    plain(
      [
        { does: 'delete', from: 'Cats/', which: 0, wait: 0 },
        add('large'),
        { does: 'add-again', ago: 0, wait: 0 },
        { does: 'cancel', ago: 0, wait: 200 },
        { does: 'choose', ago: 2, album: 'Cats/', wait: 5_000 },
      ],
      {
        seeds: [{ key: 'Cats/a.png', bytes: 'lorge' }],
        faults: [{ operation: 'head', when: 'before', nth: 2, times: 12, effect: 'credentials-expired' }],
      },
    ),
  ],
  [
    'a copy is made again under another name where the first one was to be deleted, although that was undone',
    plain(
      [
        { does: 'copy', from: 'Cats/', which: 0, to: 'Dogs/', wait: 0 },
        { does: 'delete', from: 'Dogs/', which: 0, wait: 5_000 },
        { does: 'undo', ago: 0, wait: 200 },
      ],
      {
        seeds: [{ key: 'Cats/a.png', bytes: 'large' }],
        faults: [{ operation: 'jobs.write', when: 'before', nth: 3, times: 1, effect: 'die' }],
      },
    ),
  ],
  [
    'the same bytes that another user stores while the photo is being deleted stay, where S3 ignores conditions',
    plain(
      [
        { does: 'delete', from: 'Cats/', which: 'all', wait: 0 },
        { does: 'dismiss', ago: 1, wait: 11_000 },
      ],
      {
        ...{ seeds: CATS_A, honoursConditions: false },
        faults: [{ operation: 'job.deleteMany', when: 'after', nth: 1, times: 1, effect: { others: 'one' } }],
      },
    ),
  ],
  [
    'the object of a cancelled upload that the clean-up removes while another one compares it is stored again',
    plain(
      [
        add('large'),
        { does: 'add-again', ago: 0, wait: 9_000 },
        { does: 'cancel', ago: 1, wait: 11_000 },
        { does: 'delete', from: 'Cats/', which: 0, wait: 120_000 },
      ],
      { faults: [{ operation: 'sha256', when: 'before', nth: 1, times: 12, effect: { takes: 12_000 } }] },
    ),
  ],
  [
    'an upload that was not heard of, and went with an album in the same second, is stored again',
    plain(
      [
        { does: 'delete', from: 'Cats/', which: 0, wait: 0 },
        { does: 'delete-album', album: 'Cats/', wait: 9_000 },
        add('one', 1_500),
      ],
      { seeds: CATS_A, faults: [lost('put')] },
    ),
  ],
  [
    'a photo that is renamed to a name which waits to be deleted keeps its own, where that is the next free one',
    plain(
      [
        { does: 'delete', from: 'Cats/', which: 0, wait: 0 },
        add('one'),
        { does: 'other-delete', key: 'Cats/a.png', wait: 1_500 },
        { does: 'rename', from: 'Cats/', which: 0, name: 'a.png', wait: 0 },
      ],
      { seeds: [{ key: 'Cats/a.png', bytes: 'huge' }] },
    ),
  ],
  [
    'an upload that is stored under another name without an answer, while its own becomes free, is there once',
    plain(
      [
        { does: 'delete-album', album: 'Cats/', wait: 0 },
        add('one'),
        { does: 'delete-album', album: 'Dogs/', wait: 120_000 },
      ],
      {
        seeds: [{ key: 'Cats/a.png', bytes: 'huge' }],
        faults: [{ operation: 'put', when: 'after', nth: 1, times: 1, effect: 'hang' }],
      },
    ),
  ],
  [
    'the same bytes, copied to the place of a photo whose deletion was sent by a worker that died since, may go',
    plain(
      [
        { does: 'delete-album', album: 'Cats/', wait: 0 },
        { does: 'copy', from: 'Dogs/', which: 'all', to: 'Cats/', wait: 0 },
        { does: 'delete-album', album: 'Dogs/', wait: 25_000 },
      ],
      {
        seeds: [...CATS_A, { key: 'Dogs/a.png', bytes: 'one' }],
        faults: [
          { operation: 'job.deleteMany', when: 'before', nth: 1, times: 1, effect: { arrivesAfter: 15_000 } },
        ],
      },
    ),
  ],
  [
    'the same bytes, stored again where a worker that died since has sent a deletion, which still arrives, stay',
    plain(
      [
        { does: 'delete', from: 'Cats/', which: 0, wait: 0 },
        { does: 'die', wait: 11_000 },
        add('two', 0, 'Dogs/'),
        add('one', 200),
        add('two', 1_500, 'Birds/'),
      ],
      {
        seeds: CATS_A,
        faults: [
          { operation: 'job.deleteMany', when: 'before', nth: 1, times: 1, effect: { arrivesAfter: 500 } },
        ],
      },
    ),
  ],
  [
    'the same bytes, stored again where a deletion was sent that came to nothing, and still arrives, stay',
    plain(
      [
        { does: 'delete', from: 'Cats/', which: 0, wait: 0 },
        add('one', 45_000),
        add('two', 120_000, 'Dogs/'),
      ],
      {
        seeds: CATS_A,
        faults: [
          { operation: 'job.deleteMany', when: 'before', nth: 1, times: 1, effect: { arrivesAfter: 15_000 } },
        ],
      },
    ),
  ],
  [
    'the same bytes, stored again two deaths after a deletion was sent, which still arrives, stay',
    plain(
      [
        { does: 'delete', from: 'Cats/', which: 0, wait: 0 },
        { does: 'die', wait: 11_000 },
        add('two', 0, 'Dogs/'),
        { does: 'die', wait: 50 },
        add('one', 200),
        add('two', 1_500, 'Birds/'),
      ],
      {
        seeds: CATS_A,
        faults: [
          { operation: 'job.deleteMany', when: 'before', nth: 1, times: 1, effect: { arrivesAfter: 500 } },
        ],
      },
    ),
  ],
];
