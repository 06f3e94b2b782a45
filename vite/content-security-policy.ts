/**
 * What pages and worker of the extension may load. Anything else is refused by the browser, whatever a defect of ours or a
 * name from outside would have it do. One line for each need; the browser's own default allows any image, frame and request.
 */
const DIRECTIVES = [
  "default-src 'none'",
  "script-src 'self'",
  // Drawings that a page shows bring their own styles; they have this policy too where they are data: or blob:.
  "style-src 'self' 'unsafe-inline'",
  // Photos come from the S3 of the settings, which may have no https; thumbnails are blob:, icons in style sheets data:.
  "img-src 'self' blob: data: https: http:",
  'media-src blob: https: http:',
  // Pictures are fetched from wherever they are, by the worker; data: is how one is made a Blob.
  "connect-src 'self' blob: data: https: http:",
  // A photo is saved by the browser itself, from a sandboxed frame (`src/popup/model/photo-links.ts`).
  'frame-src https: http:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

/** For the manifest. Without it Firefox rewrites http: to https:, also for an S3 or a picture that has no https. */
export const CONTENT_SECURITY_POLICY = { extension_pages: DIRECTIVES.join('; ') };
