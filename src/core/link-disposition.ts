import type { MediaType } from './media-type';

/** Nothing of this kind runs anything when it is opened: pixels, sounds, plain text, and PDF, whose viewers keep it to itself. */
const INERT = /^(?:(?:image|video|audio)\/(?!.*xml)[\w.+-]+|text\/(?:plain|csv)|application\/(?:pdf|json))$/;

/**
 * The Content-Disposition that an object is stored with. What could run as a page when somebody opens the bucket's own
 * link (an SVG or HTML file may hold a script of a stranger, and would see all that lies on that host) is to be
 * downloaded instead. `<img>` takes no notice of it, so an SVG is shown all the same; its type stays true, without which
 * `<img>` would not draw it. Null where there is nothing to fear.
 */
export const linkDisposition = (type: MediaType): 'attachment' | null =>
  INERT.test(type) ? null : 'attachment';
