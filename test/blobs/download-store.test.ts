import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { deleteParts, deletePartsExcept, getParts, partIds, putPart } from '../../src/blobs/download-store';

const part = (content: string) => ({ blob: new Blob([content]), lastModified: 7000 });

beforeEach(() => deletePartsExcept(() => false));

test('the download store returns parts in the order in which they are asked for', async () => {
  await putPart('job', 'e 1 A/a', part('first'));
  await putPart('job', 'e 2 A/a', part('second'));
  const parts = await getParts('job', ['e 2 A/a', 'e 1 A/a']);
  expect(await Promise.all(parts.map(({ blob }) => blob.text()))).toEqual(['second', 'first']);
  expect(parts[0]?.lastModified).toBe(7000);
});

test('the download store rejects for a part that is not there', async () => {
  await putPart('job', 'there', part(''));
  await expect(getParts('job', ['there', 'missing'])).rejects.toMatchObject({ code: 'download-gone' });
});

test('the download store lists and deletes the parts of one job alone', async () => {
  const ids = ['', '한', '\uffff', 'a'.repeat(1100)];
  for (const jobId of ['job', 'job 2', 'joc']) for (const id of ids) await putPart(jobId, id, part(jobId));
  expect(await partIds('job')).toEqual(new Set(ids));
  await deleteParts('job');
  expect((await partIds('job')).size).toBe(0);
  expect((await partIds('job 2')).size).toBe(ids.length);
  await deletePartsExcept(id => id === 'joc');
  expect((await partIds('job 2')).size).toBe(0);
  expect(await partIds('joc')).toEqual(new Set(ids));
});
