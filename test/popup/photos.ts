import type { Photo } from '../../src/core/s3-object';

/** A photo of an album `A/`, with what the test wants of it. */
export const photo = (name: string, facts: Partial<Photo> = {}): Photo => ({
  key: `A/${name}`,
  name,
  size: 1000,
  lastModified: 0,
  storedAt: 0,
  etag: name,
  ...facts,
});
