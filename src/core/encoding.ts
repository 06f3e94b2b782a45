export const bytesOfBase64 = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), character => character.charCodeAt(0));

export const base64OfBytes = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));

/** Bytes in base64 as lower-case hexadecimal digits. */
export const hexOfBase64 = (base64: string): string =>
  Array.from(bytesOfBase64(base64), byte => byte.toString(16).padStart(2, '0')).join('');

/** What a percent-encoded text says; null when an escape in it is cut off, or is not UTF-8. */
export function percentDecoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

/** The same for a text in another charset; null when it is not in that one, or browsers can't read it (`replacement`). */
export function percentDecodedAs(charset: string, text: string): string | null {
  const bytes = text.replace(/%([\da-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  try {
    const decoded = new TextDecoder(charset).decode(Uint8Array.from(bytes, byte => byte.charCodeAt(0)));
    return decoded.includes('\ufffd') ? null : decoded;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
