/** Bytes in base64 as the hexadecimal digits that signatures use. */
export const hexOfBase64 = (base64: string): string =>
  Array.from(atob(base64), byte => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('');
