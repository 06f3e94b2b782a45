import type { ObjectMetadata } from '../store/model';

// RFC 2047 in user metadata. Headers are bytes here, one character each.

const ENCODED_WORD = /=\?utf-8\?(?<encoding>[bq])\?(?<text>[^?]*)\?=/giu;
const USER_METADATA = 'x-amz-meta-';

const mapUserMetadata = (metadata: ObjectMetadata, change: (value: string) => string): ObjectMetadata =>
  Object.fromEntries(
    Object.entries(metadata).map(([name, value]) => [
      name,
      name.startsWith(USER_METADATA) ? change(value) : value,
    ]),
  );

/** As it is kept: the bytes of the text that the encoded words stand for. */
export const decodedMetadata = (metadata: ObjectMetadata): ObjectMetadata =>
  mapUserMetadata(metadata, value =>
    value.replaceAll(ENCODED_WORD, (_, encoding: string, text: string) =>
      encoding.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString('latin1')
        : text
            .replaceAll('_', ' ')
            .replaceAll(/=([0-9a-f]{2})/giu, (_escape, hex: string) =>
              String.fromCharCode(Number.parseInt(hex, 16)),
            ),
    ),
  );

/** As it is told: what is not ASCII, as one encoded word. */
export const encodedMetadata = (metadata: ObjectMetadata): ObjectMetadata =>
  mapUserMetadata(metadata, value =>
    /^[\x20-\x7e]*$/u.test(value) ? value : `=?UTF-8?B?${Buffer.from(value, 'latin1').toString('base64')}?=`,
  );
