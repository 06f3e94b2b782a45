/** Width and height in pixels (PNG 3rd edition, 11.2.1: the IHDR chunk comes first). */
export const sizeOfPng = (bytes: Uint8Array): readonly [number, number] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
};
