import { add, lost, plain, type Regression } from './regression';

// Uploads alone.

export const UPLOADS: readonly Regression[] = [
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
      { faults: [lost('completeMultipartUpload')] },
    ),
  ],
  [
    'an upload that a worker has just inherited, and that is cancelled at once, leaves no object',
    plain([add('large'), { does: 'cancel', ago: 0, wait: 1_500 }], {
      faults: [{ operation: 'completeMultipartUpload', when: 'after', nth: 1, times: 1, effect: 'die' }],
    }),
  ],
  [
    'an upload in parts that was begun by a request whose answer never came is aborted when it arrives after all',
    plain([add('large'), add('one', 120_000, 'Dogs/')], {
      faults: [
        {
          operation: 'createMultipartUpload',
          when: 'before',
          nth: 1,
          times: 1,
          effect: { arrivesAfter: 5_000 },
        },
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
        { operation: 'database.write', when: 'after', nth: 4, times: 1, effect: 'die' },
        { operation: 'put', when: 'after', nth: 1, times: 1, effect: 'die' },
      ],
    }),
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
    'an upload in parts that is made while the clean-up waits for another request is aborted',
    plain([add('large'), { does: 'cancel', ago: 0, wait: 120_000 }], {
      faults: [
        {
          operation: 'abortMultipartUpload',
          when: 'before',
          nth: 1,
          times: 1,
          effect: { arrivesAfter: 5_000 },
        },
        { operation: 'createMultipartUpload', when: 'after', nth: 1, times: 1, effect: 'offline' },
        {
          operation: 'createMultipartUpload',
          when: 'before',
          nth: 1,
          times: 1,
          effect: { arrivesAfter: 15_000 },
        },
      ],
    }),
  ],
  [
    'an upload that a slow, full disk refuses in the end leaves no object, although S3 answers quicker',
    plain([add('one'), add('two', 120_000, 'Dogs/')], {
      faults: [
        { operation: 'database.write', when: 'before', nth: 1, times: 1, effect: { takes: 3_000 } },
        { operation: 'database.write', when: 'before', nth: 1, times: 1, effect: 'disk-full' },
        lost('put'),
      ],
    }),
  ],
  [
    'the same bytes, stored again at the key where the clean-up’s deletion was done without an answer, stay',
    plain(
      [
        add('one', 0, 'Dogs/'),
        { does: 'add-again', ago: 0, wait: 11_000 },
        { does: 'cancel', ago: 0, wait: 0 },
        { does: 'add', from: 'file', bytes: 'one', name: 'b.png', album: 'Dogs/', wait: 120_000 },
      ],
      {
        returnsChecksums: false,
        faults: [
          lost('put'),
          { operation: 'delete', when: 'after', nth: 1, times: 1, effect: { lostIn: 'offline' } },
        ],
      },
    ),
  ],
  [
    'the object of a cancelled upload may stay at a key that a job has had as its target, and was given another one',
    plain(
      [
        { does: 'add', from: 'web', bytes: 'one', name: 'b.png', album: 'Dogs/', wait: 0 },
        { does: 'add', from: 'file', bytes: 'lorge', name: 'b.png', album: 'Cats/', wait: 50 },
        { does: 'move', from: 'Dogs/', which: 'all', to: 'Cats/', wait: 0 },
        { does: 'cancel', ago: 1, wait: 5_000 },
      ],
      { faults: [lost('completeMultipartUpload')], honoursConditions: false },
    ),
  ],
];
