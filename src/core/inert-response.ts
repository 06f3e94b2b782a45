import { cleanFileName } from './clean-file-name';
import { attachmentNamed, linkDisposition } from './content-disposition';
import { essence, mediaTypeOfName } from './media-type';
import { fileNameOfKey } from './object-key';

const DRAWING = 'image/svg+xml';

/**
 * What a signed URL has S3 say of an object in place of what somebody stored with it (`response-…`; S3 API reference,
 * GetObject): opened in a tab, nothing of it runs. A page called `a.jpg` comes as a picture that is broken; what neither
 * name nor stored type make harmless is downloaded. An SVG keeps its type, without which `<img>` would not draw it.
 * @param storedType the object's Content-Type; null where it is not known
 */
export function inertResponse(key: string, storedType: string | null): Readonly<Record<string, string>> {
  const name = fileNameOfKey(key);
  const promised = mediaTypeOfName(name);
  const inert = [essence(storedType), promised].find(type => type !== null && linkDisposition(type) === null);
  // Without a character set browsers take text for that of this computer's language.
  if (inert != null)
    return { 'response-content-type': inert.startsWith('text/') ? `${inert}; charset=utf-8` : inert };
  return {
    // What nobody knows the type of, `<img>` draws if its bytes are a picture's; a drawing is one by its type alone.
    ...(promised === DRAWING
      ? { 'response-content-type': DRAWING }
      : storedType === null && { 'response-content-type': 'application/octet-stream' }),
    'response-content-disposition': attachmentNamed(cleanFileName(name)),
  };
}
