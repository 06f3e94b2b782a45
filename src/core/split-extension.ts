/** A file name in two parts; the extension holds its dot and is empty for `README` and `.hidden`. */
export function splitExtension(name: string): { readonly stem: string; readonly extension: string } {
  const match = /^(.+)(\.[\p{L}\p{N}]{1,10})$/u.exec(name);
  return { stem: match?.[1] ?? name, extension: match?.[2] ?? '' };
}
