import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Failure } from '../../src/core/failure';
import type { Naming } from '../../src/core/name-template';
import type { CapturedBytes, WebSource } from '../../src/core/source';
import {
  canCaptureFromScreen,
  canChooseAlbum,
  hasEnded,
  isUnderWay,
  type MultipartRecord,
  newTransfer,
  nextStep,
  type Transfer,
} from '../../src/core/transfer';
import {
  albumChosen,
  bytesLost,
  type CapturedFacts,
  captured,
  captureFromScreenChosen,
  failed,
  failureSeen,
  keptLocationChosen,
  keyTried,
  markResumed,
  multipartBegun,
  multipartLost,
  objectKept,
  paused,
  progressed,
  retried,
  saved,
  unpaused,
} from '../../src/core/transfer-moves';

const BYTES: CapturedBytes = {
  blobId: 'b',
  size: 1,
  mediaType: 'image/png',
  rung: 'worker',
  url: 'https://example.org/cat.png',
};
const OTHER_BYTES: CapturedBytes = { ...BYTES, blobId: 'c', size: 2 };
const FAILURE: Failure = { code: 'access-denied', detail: { action: 's3:PutObject' }, technical: 'no' };
const NOTE: Failure = { code: 'source-fetched-as-stranger', detail: {}, technical: '' };
const NAMING: Naming = {
  template: '{name}',
  facts: { name: 'dog', title: '', host: '', date: '', time: '', hash: '', ext: 'png' },
};
const METADATA = { 'source-url': 'https://example.org/dog.png' };
const CAPTURING: CapturedFacts = { naming: NAMING, bytes: OTHER_BYTES, metadata: METADATA, note: NOTE };
const PARTS: MultipartRecord = { key: 'a/cat.png', uploadId: 'u', partBytes: 5, startedAt: 3 };
const OTHER_PARTS: MultipartRecord = { ...PARTS, uploadId: null, startedAt: 4 };

const NEW = newTransfer({
  id: 't',
  createdAt: 0,
  source: { kind: 'file' },
  bucket: 'bucket/@aws',
  album: null,
  name: 'cat',
  bytes: null,
});
const UPLOADING: Transfer = { ...NEW, album: 'a/', bytes: BYTES, multipart: PARTS, fruitlessStarts: 2 };

/** A transfer in every state that it can be in, and in every shape that a move looks at. */
const STATES = {
  'before its capture, no album': NEW,
  'before its capture': { ...NEW, album: 'a/' },
  choosing: { ...NEW, bytes: BYTES, state: 'choosing-album' },
  'before its upload': { ...NEW, album: 'a/', bytes: BYTES },
  uploading: UPLOADING,
  'paused before its capture': { ...NEW, state: 'paused' },
  'paused in its upload': { ...UPLOADING, state: 'paused' },
  'failed in its capture': { ...NEW, state: 'failed', failure: FAILURE, endedAt: 5 },
  'failed in its upload': { ...UPLOADING, state: 'failed', failure: FAILURE, endedAt: 5 },
  'failed and seen': { ...UPLOADING, state: 'failed', failure: FAILURE, failureSeen: true, endedAt: 5 },
  saved: {
    ...NEW,
    ...{ album: 'a/', bytes: BYTES, state: 'saved', key: 'a/cat.png', outcome: 'stored', endedAt: 5 },
  },
} as const satisfies Record<string, Transfer>;
type StateName = keyof typeof STATES;

const MOVES = {
  captured: transfer => captured(transfer, CAPTURING),
  albumChosen: transfer => albumChosen(transfer, 'b/'),
  keyTried: transfer => keyTried(transfer, 'a/dog (2).png'),
  objectKept: transfer => objectKept(transfer, 'a/dog.png'),
  multipartBegun: transfer => multipartBegun(transfer, OTHER_PARTS),
  multipartLost,
  saved: transfer => saved(transfer, { key: 'b/dog.png', etag: 'e7a9', outcome: 'already-there' }, 9),
  failed: transfer => failed(transfer, { ...FAILURE, code: 'throttled' }, 9),
  bytesLost,
  retried,
  paused,
  resumed: unpaused,
  failureSeen,
  foundUnfinished: markResumed,
  progressed,
} as const satisfies Record<string, (transfer: Transfer) => Transfer>;
type MoveName = keyof typeof MOVES;

/** What a move changes; 'same' means that it gives back the very same object. */
type Expected = Partial<Transfer> | 'same';

const CAPTURED = { ...CAPTURING, name: 'dog.png', fruitlessStarts: 0 };
const FAILED: Partial<Transfer> = {
  state: 'failed',
  failure: { ...FAILURE, code: 'throttled' },
  failureSeen: false,
  endedAt: 9,
};
const SAVED: Partial<Transfer> = {
  state: 'saved',
  key: 'b/dog.png',
  etag: 'e7a9',
  outcome: 'already-there',
  endedAt: 9,
  multipart: null,
  fruitlessStarts: 0,
  failure: null,
  failureSeen: false,
};
const OPEN = { state: 'under-way', failure: null, failureSeen: false, endedAt: null } as const;
const ALL_SAME = Object.fromEntries(Object.keys(STATES).map(name => [name, 'same'])) as Record<
  StateName, // Object.fromEntries forgets the names
  'same'
>;
const exceptOf = (
  change: Partial<Transfer>,
  ...names: readonly StateName[]
): Partial<Record<StateName, Partial<Transfer>>> => Object.fromEntries(names.map(name => [name, change]));

const BEFORE_SAVED = Object.keys(STATES).filter(name => name !== 'saved') as StateName[]; // as above

const TABLE: Record<MoveName, Record<StateName, Expected>> = {
  captured: {
    ...ALL_SAME,
    'before its capture, no album': { ...CAPTURED, state: 'choosing-album' },
    'before its capture': CAPTURED,
    choosing: CAPTURED,
    'before its upload': CAPTURED,
    uploading: CAPTURED,
    'paused before its capture': CAPTURED,
    'paused in its upload': CAPTURED,
    'failed in its capture': { ...CAPTURED, ...OPEN, state: 'choosing-album' },
    'failed in its upload': { ...CAPTURED, ...OPEN },
    'failed and seen': { ...CAPTURED, ...OPEN },
  },
  albumChosen: {
    ...ALL_SAME,
    'before its capture, no album': { album: 'b/' },
    choosing: { album: 'b/', state: 'under-way' },
    'paused before its capture': { album: 'b/' },
    'failed in its capture': { ...OPEN, album: 'b/' },
    'failed in its upload': { ...OPEN, album: 'b/', multipart: null },
    'failed and seen': { ...OPEN, album: 'b/', multipart: null },
  },
  keyTried: { ...ALL_SAME, ...exceptOf({ triedKeys: ['a/dog (2).png'] }, ...BEFORE_SAVED) },
  objectKept: { ...ALL_SAME, ...exceptOf({ keptKeys: ['a/dog.png'] }, ...BEFORE_SAVED) },
  multipartBegun: {
    ...ALL_SAME,
    ...exceptOf({ multipart: OTHER_PARTS, triedKeys: [OTHER_PARTS.key] }, ...BEFORE_SAVED),
  },
  multipartLost: {
    ...ALL_SAME,
    ...exceptOf(
      { multipart: null },
      ...(['uploading', 'paused in its upload', 'failed in its upload', 'failed and seen'] as const),
    ),
  },
  saved: { ...ALL_SAME, ...exceptOf(SAVED, ...BEFORE_SAVED) },
  failed: {
    ...ALL_SAME,
    ...exceptOf(
      FAILED,
      ...(['before its capture, no album', 'before its capture', 'choosing'] as const),
      ...(['before its upload', 'uploading'] as const),
    ),
  },
  bytesLost: {
    ...ALL_SAME,
    ...exceptOf({ bytes: null, multipart: null }, ...BEFORE_SAVED),
    choosing: { bytes: null, multipart: null, state: 'under-way' },
  },
  retried: {
    ...ALL_SAME,
    'failed in its capture': OPEN,
    'failed in its upload': { ...OPEN, fruitlessStarts: 0 },
    'failed and seen': { ...OPEN, fruitlessStarts: 0 },
  },
  paused: {
    ...ALL_SAME,
    ...exceptOf(
      { state: 'paused' },
      ...(['before its capture, no album', 'before its capture', 'before its upload', 'uploading'] as const),
    ),
  },
  resumed: {
    ...ALL_SAME,
    ...exceptOf({ state: 'under-way' }, 'paused before its capture', 'paused in its upload'),
  },
  failureSeen: {
    ...ALL_SAME,
    ...exceptOf({ failureSeen: true }, 'failed in its capture', 'failed in its upload'),
  },
  foundUnfinished: {
    ...ALL_SAME,
    ...exceptOf(
      { fruitlessStarts: 1 },
      ...(['before its capture, no album', 'before its capture', 'before its upload'] as const),
    ),
    uploading: { fruitlessStarts: 3 },
  },
  progressed: {
    ...ALL_SAME,
    ...exceptOf(
      { fruitlessStarts: 0 },
      ...(['uploading', 'paused in its upload', 'failed in its upload', 'failed and seen'] as const),
    ),
  },
};

const namesOf = <Name extends string>(table: Readonly<Record<Name, unknown>>): Name[] =>
  Object.keys(table) as Name[]; // Object.keys knows no names

describe.each(namesOf(MOVES))('%s', move => {
  test.each(namesOf(STATES))('%s', state => {
    const before: Transfer = STATES[state];
    const expected = TABLE[move][state];
    const after = MOVES[move](before);
    if (expected === 'same') expect(after).toBe(before);
    else expect(after).toEqual({ ...before, ...expected });
  });
});

describe('the next step of a transfer', () => {
  test.each([
    ['before its capture, no album', 'capture'],
    ['before its capture', 'capture'],
    ['choosing', 'wait-for-album'],
    ['before its upload', 'upload'],
    ['uploading', 'upload'],
    ['paused before its capture', 'nothing'],
    ['paused in its upload', 'nothing'],
    ['failed in its capture', 'nothing'],
    ['failed in its upload', 'nothing'],
    ['saved', 'nothing'],
  ] as const)('%s: %s', (state, step) => {
    expect(nextStep(STATES[state])).toBe(step);
  });
});

test('a file without an album waits for one, and resumes where it was after a pause', () => {
  const waiting = unpaused({ ...NEW, bytes: BYTES, state: 'paused' });
  expect(waiting.state).toBe('choosing-album');
  expect(retried({ ...waiting, state: 'failed', failure: FAILURE, endedAt: 1 }).state).toBe('choosing-album');
});

test('a data: URL is not kept a second time once its bytes are stored', () => {
  const source: WebSource = {
    kind: 'web',
    wanted: 'image',
    betterUrls: ['data:image/png;base64,BBBB'],
    linkedUrl: 'data:image/png;base64,BBBB',
    alt: '',
    url: 'data:image/png;base64,AAAA',
    pageUrl: 'p',
    frameUrl: 'f',
    pageTitle: '',
    tabId: 1,
    frameId: 0,
  };
  const safe = captured({ ...NEW, source }, CAPTURING);
  expect(safe.source).toEqual({
    ...source,
    ...{ url: 'data:', betterUrls: ['data:'], linkedUrl: 'data:' },
  });
  const web = { ...source, url: 'https://example.org/cat.png', betterUrls: [], linkedUrl: 'https://h/a.png' };
  expect(captured({ ...NEW, source: web }, CAPTURING).source).toEqual(web);
});

describe('a name with the album in it', () => {
  const capturing: CapturedFacts = { ...CAPTURING, naming: { ...NAMING, template: '{album} {name}' } };

  test('follows the album that is chosen after the capture', () => {
    const waiting = captured(NEW, capturing);
    expect(waiting.name).toBe('dog.png');
    const chosen = albumChosen(waiting, 'Trips/Rome/');
    expect(chosen.name).toBe('Rome dog.png');
    const elsewhere = albumChosen({ ...chosen, state: 'failed', failure: FAILURE, endedAt: 1 }, 'Cats/');
    expect(elsewhere.name).toBe('Cats dog.png');
  });

  test('follows the album that is chosen before the capture has ended', () => {
    expect(captured(albumChosen(NEW, 'Cats/'), capturing).name).toBe('Cats dog.png');
  });
});

describe('a picture that can’t be fetched', () => {
  const source: WebSource = {
    kind: 'web',
    wanted: 'image',
    url: 'https://example.org/cat.png',
    betterUrls: [],
    alt: '',
    pageUrl: '',
    frameUrl: '',
    pageTitle: '',
    tabId: 1,
    frameId: 0,
  };
  const refused: Failure = { code: 'source-forbidden', detail: {}, technical: '' };
  const lost = failed({ ...NEW, source, album: 'a/' }, refused, 5);

  it('may be taken from the screen, until it is tried again as usual', () => {
    expect(canCaptureFromScreen(lost)).toBe(true);
    const wanted = captureFromScreenChosen(lost);
    expect(wanted).toMatchObject({ state: 'under-way', failure: null, source: { fromScreen: true } });
    expect(nextStep(wanted)).toBe('capture');
    const again = failed(wanted, { ...refused, code: 'screen-needs-click' }, 6);
    expect(canCaptureFromScreen(again)).toBe(true);
    expect(retried(again).source).toEqual(source);
  });

  it.each<[string, Transfer]>([
    ['a file', failed({ ...NEW, album: 'a/' }, refused, 5)],
    ['a film', { ...lost, source: { ...source, wanted: 'video' } }],
    ['one whose bytes are here', { ...lost, bytes: BYTES }],
    ['one that S3 refused', { ...lost, failure: FAILURE }],
    ['one under way', { ...NEW, source, album: 'a/' }],
  ])('not %s', (_, transfer) => {
    expect(canCaptureFromScreen(transfer)).toBe(false);
    expect(captureFromScreenChosen(transfer)).toBe(transfer);
  });
});

test('a picture whose place can’t be removed is captured again with it if that is wanted, and nothing else is', () => {
  const source: WebSource = {
    ...{ kind: 'web', wanted: 'image', url: 'https://example.org/cat.png', betterUrls: [], alt: '' },
    ...{ pageUrl: '', frameUrl: '', pageTitle: '', tabId: 1, frameId: 0 },
  };
  const located: Failure = { code: 'location-not-removed', detail: {}, technical: '' };
  const asked = failed({ ...NEW, source, album: 'a/' }, located, 5);
  const wanted = keptLocationChosen(asked);
  expect(wanted).toMatchObject({ state: 'under-way', failure: null, source: { keepsLocation: true } });
  expect(nextStep(wanted)).toBe('capture');
  expect(retried(asked).source).toEqual(source);
  const other = { ...asked, failure: FAILURE };
  expect(keptLocationChosen(other)).toBe(other);
});

describe('a transfer after random moves', () => {
  const names = namesOf(MOVES);
  const move = fc.constantFrom(...names);
  const start = fc.constantFrom<Transfer>(
    NEW,
    { ...NEW, album: 'a/' },
    { ...NEW, album: 'a/', bytes: BYTES },
    { ...NEW, source: { kind: 'file' }, album: 'a/', bytes: BYTES },
  );

  /** Every step of a random history, to be looked at. */
  const always = (look: (after: Transfer, before: Transfer, move: MoveName) => void): void =>
    fc.assert(
      fc.property(start, fc.array(move, { maxLength: 25 }), (first, moves) => {
        let transfer = first;
        for (const name of moves) {
          const before = transfer;
          transfer = MOVES[name](before);
          look(transfer, before, name);
        }
      }),
      { numRuns: 500 },
    );

  it('stays saved, as it was saved', () =>
    always((after, before) => {
      if (before.state === 'saved') expect(after).toBe(before);
    }));

  it('has a failure exactly while it is failed, and can have been seen only then', () =>
    always(({ state, failure, failureSeen: seen }) => {
      expect(failure !== null).toBe(state === 'failed');
      if (seen) expect(state).toBe('failed');
    }));

  it('has a key and an outcome exactly when it is saved, and an end exactly when it has ended', () =>
    always(transfer => {
      expect(transfer.key !== null).toBe(transfer.state === 'saved');
      expect(transfer.outcome !== null).toBe(transfer.state === 'saved');
      expect(transfer.endedAt !== null).toBe(hasEnded(transfer));
      if (transfer.state === 'saved') expect(transfer.multipart).toBeNull();
    }));

  it('has a next step exactly while it is under way, or waits for its album', () =>
    always(transfer => {
      const step = nextStep(transfer);
      expect(isUnderWay(transfer)).toBe(step === 'capture' || step === 'upload');
      expect(transfer.state === 'choosing-album').toBe(step === 'wait-for-album');
      if (step === 'upload') expect([transfer.bytes, transfer.album]).not.toContain(null);
      if (step === 'capture') expect(transfer.bytes).toBeNull();
    }));

  it('leaves a pause only when a person ends it, or S3 has confirmed it', () =>
    always((after, before, name) => {
      if (before.state !== 'paused' || after.state === 'paused') return;
      expect(['resumed', 'saved']).toContain(name);
    }));

  it('leaves a failure only by being tried again, by another album, or by its bytes or S3’s word arriving', () =>
    always((after, before, name) => {
      if (before.state !== 'failed' || after.state === 'failed') return;
      expect(['retried', 'albumChosen', 'captured', 'saved']).toContain(name);
    }));

  it('changes its album only while that can be chosen, and never keeps parts in another', () =>
    always((after, before) => {
      if (after.album === before.album) return;
      expect(canChooseAlbum(before)).toBe(true);
      expect(after.multipart).toBeNull();
    }));

  it('counts no fruitless start twice, and forgets them only by progress, a person or success', () =>
    always((after, before, name) => {
      const more = after.fruitlessStarts - before.fruitlessStarts;
      if (more > 0) expect([more, name]).toEqual([1, 'foundUnfinished']);
      if (more < 0) expect(['captured', 'progressed', 'retried', 'saved']).toContain(name);
    }));

  it('keeps who it is', () =>
    always((after, { id, createdAt, bucket }) => {
      expect(after).toMatchObject({ id, createdAt, bucket });
    }));
});
