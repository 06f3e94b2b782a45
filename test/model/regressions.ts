import type { Command, Fault, History } from './history';

// Histories that have lost, doubled or left something once, as short as they can be. Each names what must not happen.

const plain = (
  commands: readonly Command[],
  { faults = [], seeds = [], ...facts }: Partial<Omit<History, 'commands'>> = {},
): History => ({
  ...{ commands, faults, seeds },
  ...{ latency: 0, honoursConditions: true, returnsChecksums: true, skewMs: 0, chance: 0.5, ...facts },
});

const CATS_A = [{ key: 'Cats/a.png', bytes: 'one' }] as const;

const add = (bytes: 'one' | 'two' | 'large', wait = 0, album = 'Cats/'): Command => ({
  ...{ does: 'add', from: 'file', bytes, name: 'a.png', album, wait },
});

/** S3 stores it, the answer is lost, and S3 refuses what comes next: the upload fails. */
const lost = (operation: string): Fault => ({
  ...{ operation, when: 'after', nth: 1, times: 1, effect: { lostIn: 'refused' } },
});

export const REGRESSIONS: readonly (readonly [title: string, history: History])[] = [
  [
    'the object of a failed upload that another one was told of as already there stays when the failed one is dismissed',
    plain(
      [add('one'), { does: 'add-again', ago: 0, wait: 25_000 }, { does: 'dismiss', ago: 1, wait: 5_000 }],
      { faults: [lost('put')] },
    ),
  ],
  [
    'the object of a failed upload that another one is being told of as already there stays when the failed one is cancelled',
    plain([add('one'), { does: 'add-again', ago: 0, wait: 120_000 }, { does: 'cancel', ago: 1, wait: 0 }], {
      faults: [lost('put')],
    }),
  ],
  [
    'the object of a failed upload that another one was told of as already there stays after a restart',
    plain(
      [
        add('one'),
        { does: 'add-again', ago: 0, wait: 25_000 },
        { does: 'die', wait: 5_000 },
        { does: 'cancel', ago: 1, wait: 60_000 },
      ],
      { faults: [lost('put')] },
    ),
  ],
  [
    'the object in parts of a failed upload that another one was told of as already there stays when that is dismissed',
    plain(
      [add('large'), { does: 'add-again', ago: 0, wait: 25_000 }, { does: 'dismiss', ago: 1, wait: 5_000 }],
      { faults: [lost('completeUpload')] },
    ),
  ],
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
    'an upload that a worker has just inherited, and that is cancelled at once, leaves no object',
    plain([add('large'), { does: 'cancel', ago: 0, wait: 1_500 }], {
      faults: [{ operation: 'completeUpload', when: 'after', nth: 1, times: 1, effect: 'die' }],
    }),
  ],
  [
    'an upload that was stored under another name, and tried again when its own is free, is there once',
    plain([{ does: 'delete', from: 'Cats/', which: 0, wait: 0 }, add('two')], {
      ...{ seeds: CATS_A, faults: [lost('put')] },
    }),
  ],
  [
    'an upload in parts that was begun by a request whose answer never came is aborted when it arrives after all',
    plain([add('large'), add('one', 120_000, 'Dogs/')], {
      faults: [
        { operation: 'createUpload', when: 'before', nth: 1, times: 1, effect: { arrivesAfter: 5_000 } },
      ],
    }),
  ],
  [
    'an upload that is found stored after a restart, where a cancelled one had tried to, is there once',
    plain([add('large'), { does: 'add-again', ago: 0, wait: 200 }, { does: 'cancel', ago: 1, wait: 0 }], {
      latency: 40,
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
            operation: 'job.createUpload',
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
        faults: [lost('job.deleteAll')],
      },
    ),
  ],
  [
    'the object of a failed upload that goes to another album stays for one that was told of it as already there',
    plain(
      [
        add('one'),
        { does: 'add-again', ago: 0, wait: 120_000 },
        { does: 'choose', ago: 1, album: 'Dogs/', wait: 0 },
      ],
      { faults: [lost('put')] },
    ),
  ],
  [
    'the object of a cancelled upload stays for one that is on the disk as saved there, and was not told so',
    plain([add('one'), { does: 'add-again', ago: 0, wait: 5_000 }, { does: 'cancel', ago: 1, wait: 9_000 }], {
      faults: [
        { operation: 'journal.write', when: 'after', nth: 4, times: 1, effect: 'die' },
        { operation: 'put', when: 'after', nth: 1, times: 1, effect: 'die' },
      ],
    }),
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
        faults: [lost('job.deleteAll'), { ...lost('put'), effect: { lostIn: 'unreachable' } }],
      },
    ),
  ],
  [
    'the object of an upload that went to another album, came back, and was taken off the list at once stays',
    plain(
      [
        add('one'),
        { does: 'choose', ago: 0, album: 'Dogs/', wait: 1_500 },
        { does: 'choose', ago: 0, album: 'Cats/', wait: 1_500 },
        { does: 'retry', ago: 0, wait: 5_000 },
        { does: 'clear', wait: 50 },
        { does: 'retry-all', wait: 120_000 },
      ],
      { faults: [lost('put')] },
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
        faults: [{ operation: 'job.describe', when: 'after', nth: 3, times: 12, effect: { others: 'one' } }],
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
        faults: [{ operation: 'job.deleteAll', when: 'after', nth: 1, times: 1, effect: { others: 'one' } }],
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
    'an upload in parts that is made while the clean-up waits for another request is aborted',
    plain([add('large'), { does: 'cancel', ago: 0, wait: 120_000 }], {
      faults: [
        { operation: 'abortUpload', when: 'before', nth: 1, times: 1, effect: { arrivesAfter: 5_000 } },
        { operation: 'createUpload', when: 'after', nth: 1, times: 1, effect: 'offline' },
        { operation: 'createUpload', when: 'before', nth: 1, times: 1, effect: { arrivesAfter: 15_000 } },
      ],
    }),
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
          { operation: 'job.deleteAll', when: 'before', nth: 1, times: 1, effect: { arrivesAfter: 15_000 } },
        ],
      },
    ),
  ],
];
