import { describe, expect, test } from 'vitest';
import { lostWhenDrawn } from '../../src/capture/lost-when-drawn';
import { box, jpegOf, xmpOf } from '../location/crafted-files';

const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

const ultraHdr = jpegOf([
  [0xe1, `http://ns.adobe.com/xap/1.0/\0${xmpOf(' xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/">')}`],
]);
const isoHdr = jpegOf([[0xe2, 'urn:iso:std:iso:ts:21496:-1\0']]);
const apple = jpegOf([
  [0xe1, `http://ns.adobe.com/xap/1.0/\0${xmpOf(' xmlns:H="http://ns.apple.com/HDRGainMap/1.0/">')}`],
]);
const film = bytesOf(box('ftyp', 'mp42\0\0\0\0mp42') + box('mdat', 'frames'));

describe('what a picture loses when it is drawn again is told:', () => {
  test.each([
    ['Ultra HDR', 'image/jpeg', ultraHdr, 'converted-without-hdr'],
    ['ISO 21496-1', 'image/jpeg', isoHdr, 'converted-without-hdr'],
    ['Apple’s gain map', 'image/jpeg', apple, 'converted-without-hdr'],
    [
      'an AVIF’s gain map',
      'image/avif',
      bytesOf(`${box('ftyp', 'avif\0\0\0\0avifmif1tmap')}`),
      'converted-without-hdr',
    ],
    ['a motion photo', 'image/jpeg', Uint8Array.from([...jpegOf([]), ...film]), 'converted-without-motion'],
    ['both', 'image/jpeg', Uint8Array.from([...ultraHdr, ...film]), 'converted-without-hdr-and-motion'],
    ['nothing of a plain JPEG', 'image/jpeg', jpegOf([]), null],
    ['nothing of a plain AVIF', 'image/avif', bytesOf(box('ftyp', 'avif\0\0\0\0avifmif1')), null],
    ['nothing of a word in a comment', 'image/jpeg', jpegOf([[0xfe, 'about ftyp']]), null],
  ])('%s', (_, type, bytes, code) => {
    expect(lostWhenDrawn(bytes, type)).toBe(code);
  });
});
