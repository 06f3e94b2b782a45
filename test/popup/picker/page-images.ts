import type { PageImage } from '../../../src/popup/picker/page-image';

/** A picture of which only its URL is known. */
export const pageImage = (url: string, facts: Partial<PageImage> = {}): PageImage => ({
  url,
  betterUrls: [],
  alt: '',
  width: null,
  height: null,
  bytes: null,
  mediaType: null,
  frameId: 0,
  frameUrl: 'https://example.org/',
  ...facts,
});
