import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Failure } from '../../src/core/failure';
import {
  albumChosen,
  type CapturedBytes,
  captured,
  failed,
  isUnderWay,
  nextStep,
  retried,
  saved,
  type Transfer,
} from '../../src/core/transfer';

const BYTES: CapturedBytes = { blobId: 'b', size: 1, mediaType: 'image/png', rung: 'worker' };
const FAILURE: Failure = { code: 'offline', detail: {}, technical: '' };
const NEW: Transfer = {
  id: 't',
  createdAt: 0,
  source: { kind: 'file' },
  bucket: 'bucket/@aws',
  album: null,
  name: 'cat',
  bytes: null,
  state: 'under-way',
  key: null,
  failure: null,
  note: null,
};

describe('the way of a transfer', () => {
  it('captures, then uploads', () => {
    const begun: Transfer = { ...NEW, album: 'a/' };
    expect(nextStep(begun)).toBe('capture');
    const safe = captured(begun, 'cat.png', BYTES, null);
    expect(safe).toMatchObject({ state: 'under-way', name: 'cat.png', bytes: BYTES });
    expect(nextStep(safe)).toBe('upload');
    const done = saved(safe, 'a/cat.png');
    expect(done).toMatchObject({ state: 'saved', key: 'a/cat.png', failure: null });
    expect(nextStep(done)).toBe('nothing');
  });

  it('waits for an album once its bytes are safe', () => {
    expect(nextStep(NEW)).toBe('capture');
    const waiting = captured(NEW, 'cat.png', BYTES, FAILURE);
    expect(waiting).toMatchObject({ state: 'choosing-album', note: FAILURE });
    expect(nextStep(waiting)).toBe('wait-for-album');
    const chosen = albumChosen(waiting, 'a/');
    expect(chosen).toMatchObject({ state: 'under-way', album: 'a/' });
    expect(nextStep(chosen)).toBe('upload');
  });

  it('takes an album that is chosen before the bytes are there', () => {
    expect(nextStep(captured(albumChosen(NEW, 'a/'), 'cat.png', BYTES, null))).toBe('upload');
  });

  it('begins again with what there is', () => {
    const safe = captured({ ...NEW, album: 'a/' }, 'cat.png', BYTES, null);
    const again = retried(failed(safe, FAILURE));
    expect(again).toEqual(safe);
    expect(retried(failed(NEW, FAILURE))).toEqual(NEW);
    expect(retried(safe)).toBe(safe);
    expect(retried(failed({ ...safe, album: null }, FAILURE)).state).toBe('choosing-album');
  });

  it('stays saved, whatever arrives late', () => {
    const done = saved(captured({ ...NEW, album: 'a/' }, 'cat.png', BYTES, null), 'a/cat.png');
    expect(albumChosen(done, 'b/')).toMatchObject({ state: 'saved', key: 'a/cat.png' });
    expect(retried(done)).toBe(done);
  });
});

it('holds a failure exactly while it is failed, and waits only when nothing but the album is missing', () => {
  const event = fc.constantFrom<(transfer: Transfer) => Transfer>(
    transfer => captured(transfer, 'n', BYTES, null),
    transfer => albumChosen(transfer, 'a/'),
    transfer => failed(transfer, FAILURE),
    retried,
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 8 }), events => {
      const transfer = events.reduce((now, happen) => happen(now), NEW);
      expect(transfer.failure !== null).toBe(transfer.state === 'failed');
      expect(nextStep(transfer) === 'wait-for-album').toBe(transfer.state === 'choosing-album');
      expect(isUnderWay(transfer)).toBe(['capture', 'upload'].includes(nextStep(transfer)));
    }),
  );
});
