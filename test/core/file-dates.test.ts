import { expect, test } from 'vitest';
import { cameraTime, fileDatesIn, fileDatesMetadata } from '../../src/core/file-dates';

const DATES = { modifiedAt: Date.UTC(2020, 1, 2, 3, 4, 5, 6), takenAt: '2019-07-04T08:09:10+09:00' };

test('the dates of a file are read from the metadata as they were written, in 73 bytes at the most', () => {
  const metadata = fileDatesMetadata(DATES);
  expect(fileDatesIn(metadata)).toEqual(DATES);
  expect(Object.entries(metadata).flat().join('').length).toBe(73);
  expect(fileDatesMetadata({ modifiedAt: null, takenAt: null })).toEqual({});
});

test.each([
  '',
  'yesterday',
  '2019-02-30T00:00:00',
  '2019-07-04T08:09:10<b>',
  '2019-07-04T08:09:10+0900',
  '\n',
])('metadata that says %j is no time', text => {
  expect(fileDatesIn({ 'taken-at': text })).toEqual({ modifiedAt: null, takenAt: null });
});

test('a camera’s time is what its clock showed, whatever the offset', () => {
  const shown = Date.UTC(2019, 6, 4, 8, 9, 10);
  expect(cameraTime('2019-07-04T08:09:10-05:30')).toEqual({ shown, offset: '-05:30' });
  expect(cameraTime('2019-07-04T08:09:10')).toEqual({ shown, offset: '' });
});

test('metadata that names no time tells nothing of when a file was changed', () => {
  for (const text of ['', 'yesterday', '💥'])
    expect(fileDatesIn({ 'file-modified-at': text }).modifiedAt).toBeNull();
});
