import { describe, expect, test } from 'vitest';
import type { JobSpec } from '../../src/core/job';
import {
  itemFailed,
  itemRetried,
  type JobItem,
  newItem,
  nextStep,
  targetChosen,
  targetKeyOf,
} from '../../src/core/job-item';
import type { ObjectInfo } from '../../src/core/s3-object';

const MD5 = 'd41d8cd98f00b204e9800998ecf8427e';
const OTHER_MD5 = '5d41402abc4b2a76b9719d911017c592';

const MOVE: JobSpec = { kind: 'move-photos', to: 'B/' };
const COPY: JobSpec = { kind: 'copy-photos', to: 'B/' };
const DELETE: JobSpec = { kind: 'delete-photos' };

const object = (key: string, etag: string, size = 7, lastModified = 1): ObjectInfo => ({
  ...{ key, size, etag, lastModified },
});
const source = object('A/a.png', MD5);
const fresh = newItem(source);
const planned = targetChosen(fresh, 'B/a.png', 1);
const inParts = (item: JobItem): JobItem => ({ ...item, etag: `${MD5}-3` });

describe('the next step for a photo by what S3 has', () => {
  test.each<[string, JobSpec, JobItem, ObjectInfo | null, ObjectInfo | null, string]>([
    ['nothing is there yet', MOVE, planned, source, null, 'copy'],
    ['the copy is there', MOVE, planned, source, object('B/a.png', MD5), 'delete-source'],
    ['the copy is there, and the source is to stay', COPY, planned, source, object('B/a.png', MD5), 'done'],
    ['all was done before', MOVE, planned, null, object('B/a.png', MD5), 'done'],
    ['another object has the name', MOVE, planned, source, object('B/a.png', OTHER_MD5, 8), 'other-name'],
    ['it may be our copy', MOVE, planned, source, object('B/a.png', OTHER_MD5), 'compare'],
    [
      'large ones get another tag',
      MOVE,
      inParts(planned),
      object('A/a.png', `${MD5}-3`),
      object('B/a.png', OTHER_MD5),
      'compare',
    ],
    [
      'the very tag of parts proves nothing',
      MOVE,
      inParts(planned),
      object('A/a.png', `${MD5}-3`),
      object('B/a.png', `${MD5}-3`),
      'compare',
    ],
    ['the source was changed', MOVE, planned, object('A/a.png', OTHER_MD5), null, 'photo-changed'],
    [
      'the source was changed after it was copied',
      MOVE,
      planned,
      object('A/a.png', OTHER_MD5),
      object('B/a.png', MD5),
      'photo-changed',
    ],
    ['the source is gone, and no copy is there', MOVE, planned, null, null, 'object-not-found'],
    [
      'the source is gone, and a stranger is there',
      MOVE,
      planned,
      null,
      object('B/a.png', MD5, 8),
      'object-not-found',
    ],
    ['to be deleted', DELETE, fresh, source, null, 'delete-source'],
    ['deleted already', DELETE, fresh, null, null, 'done'],
    ['changed since it was seen', DELETE, fresh, object('A/a.png', OTHER_MD5), null, 'photo-changed'],
  ])('%s', (_, order, item, now, target, expected) => {
    const step = nextStep(order, item, { source: now, target });
    expect(step.kind === 'fail' ? step.code : step.kind).toBe(expected);
  });

  test('a source is never deleted while nothing of its size is at the target', () => {
    for (const size of [0, 6, 8]) {
      const step = nextStep(MOVE, planned, { source, target: object('B/a.png', MD5, size) });
      expect(step.kind).not.toBe('delete-source');
    }
  });
});

describe('a photo of a retried job', () => {
  const failed = (code: 'photo-changed' | 'access-denied') =>
    itemFailed(planned, { code, detail: {}, technical: '' });

  test('goes to the same place', () => {
    expect(itemRetried(failed('access-denied'))).toEqual(planned);
  });

  test('is taken as it is now, and anew, if it was changed', () => {
    expect(itemRetried(failed('photo-changed'))).toEqual(newItem({ ...source, etag: '' }));
  });
});

describe('the target key', () => {
  const album: JobSpec = { kind: 'move-album', from: 'A/', to: 'Z/' };
  test.each<[JobSpec, string, number, string | null]>([
    [MOVE, 'A/in/a.png', 1, 'B/a.png'],
    [MOVE, 'A/a.png', 3, 'B/a (3).png'],
    [{ kind: 'rename-photo', name: 'z.png' }, 'A/in/a.png', 1, 'A/in/z.png'],
    [{ kind: 'rename-photo', name: 'z.png' }, 'a.png', 1, 'z.png'],
    [album, 'A/a.png', 1, 'Z/a.png'],
    [album, 'A/in/a.png', 2, 'Z/in/a (2).png'],
    [album, 'A/', 1, 'Z/'],
    [album, 'A/in/', 1, 'Z/in/'],
    [album, 'A//cat.png', 1, 'Z//cat.png'],
    [album, 'A', 1, null],
    [DELETE, 'A/a.png', 1, null],
  ])('%o %s, attempt %i', (order, key, attempt, expected) => {
    expect(targetKeyOf(order, key, attempt)).toBe(expected);
  });

  test('a marker has no other name', () => {
    expect(() => targetKeyOf(album, 'A/in/', 2)).toThrow('name-taken');
    expect(() => targetKeyOf({ ...album, to: `${'z'.repeat(1022)}/` }, 'A/in/', 1)).toThrow('key-too-long');
  });
});
