/** A key as S3 lists it on request (`encoding-type=url`), since XML can't hold every character of one; none is empty. */
export const listedKey = (encoded: string | undefined): string =>
  decodeURIComponent((encoded ?? '').replaceAll('+', ' '));
