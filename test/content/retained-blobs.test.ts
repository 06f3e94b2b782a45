// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { readChunk, releaseBlob, retain } from '../../src/content/retained-blobs';

const FACTS = { contentType: 'image/png', disposition: null, finalUrl: 'https://h/a.png' };
const CHUNK_BYTES = 6 * 1024 * 1024;

const decoded = (base64: string): Uint8Array => Uint8Array.from(atob(base64), one => one.charCodeAt(0));

test('few bytes cross at once, and the frame retains none of them', async () => {
  const bytes = Uint8Array.of(1, 2, 250);
  const answer = await retain(bytes.buffer, FACTS);
  if (answer.kind !== 'retained') throw new Error(answer.kind);
  expect(answer).toMatchObject({ size: 3, facts: FACTS });
  expect(decoded(answer.first)).toEqual(bytes);
  expect(await readChunk(answer.id, 0)).toBeNull();
});

test('many bytes are read chunk by chunk, and together are the same', async () => {
  const bytes = Uint8Array.from({ length: CHUNK_BYTES + 5 }, (_, index) => index % 251);
  const answer = await retain(new Blob([bytes]), FACTS);
  if (answer.kind !== 'retained') throw new Error(answer.kind);
  const first = decoded(answer.first);
  expect(first.length).toBe(CHUNK_BYTES);
  const second = decoded((await readChunk(answer.id, first.length)) ?? '');
  expect([...second]).toEqual([...bytes.slice(CHUNK_BYTES)]);
  expect(await readChunk(answer.id, bytes.length)).toBe('');
});

test('released bytes are gone, and releasing them twice does no harm', async () => {
  const answer = await retain(new Blob([new Uint8Array(CHUNK_BYTES + 1)]), FACTS);
  if (answer.kind !== 'retained') throw new Error(answer.kind);
  releaseBlob(answer.id);
  releaseBlob(answer.id);
  expect(await readChunk(answer.id, 0)).toBeNull();
});
