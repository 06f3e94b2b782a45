import type { FailureCode } from '../core/failure';
import type { MediaType } from '../core/media-type';
import { findText } from '../location/find-text';

/**
 * How the gain maps of HDR pictures are told of: Ultra HDR, ISO 21496-1, and Apple's in a JPEG (namespaces and URNs in
 * their metadata); a tone-mapped item in an AVIF, among its first boxes (`tmap`).
 */
const GAIN_MAPS = ['ns.adobe.com/hdr-gain-map/', 'urn:iso:std:iso:ts:21496', 'apple.com/HDRGainMap/'];
const TONE_MAPPED = 'tmap';
const BOXES_BYTES = 16 * 1024;

/** What a picture has beside itself that a canvas doesn't draw, as the note for it; null for nothing. */
export function lostWhenDrawn(bytes: Uint8Array, type: MediaType): FailureCode | null {
  const isHdr =
    GAIN_MAPS.some(name => findText(bytes, name) !== -1) ||
    (type === 'image/avif' && findText(bytes.subarray(0, BOXES_BYTES), TONE_MAPPED) !== -1);
  // The film of a motion photo stands behind its JPEG.
  const moves = type === 'image/jpeg' && isFilm(bytes, findText(bytes, 'ftyp'));
  if (isHdr) return moves ? 'converted-without-hdr-and-motion' : 'converted-without-hdr';
  return moves ? 'converted-without-motion' : null;
}

/** Whether a film's first box is there: its length stands before its name, and is that of a few brands. */
const isFilm = (bytes: Uint8Array, at: number): boolean =>
  at >= 4 && bytes[at - 4] === 0 && bytes[at - 3] === 0 && bytes[at - 2] === 0;
