// The extension's ids, decided once: addresses that a sign-in returns to, a bucket's CORS rules and what a browser keeps
// for the extension all follow from them. Another id would be another extension, without its settings and queue.

/** Id of the add-on in Firefox. `.invalid` belongs to nobody (RFC 2606), so no other add-on has a right to it. */
export const FIREFOX_ADDON_ID = 'shoebox@shoebox.invalid';

/**
 * `key` of the manifest, where no store has signed the extension: Chromium makes the id of it, otherwise of the folder's
 * path. The private half was thrown away at once: nothing will ever be signed with it.
 */
export const CHROMIUM_DEVELOPMENT_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAvB6b32bjMv+5LesolqQU9rYqTQcsNh0qU0pPqFurjE00ckcL+UeHAcXj' +
  'gUdderEOdMbHgaq4ZbywtbdNDfC4quFtZ2/s3acP2aebN8UMtRV4WULaDXjmCSD2kDTrF8/v8SPCOUWGK/XYNoCIgL7UIlnX/DSo' +
  '/4QJlIh0rNluwbxF8z4aEdGtxWXLiBu9lcEKNcW4Pnukx8eF+5jIWvuOv1xqAvWKwKoxFx7L0N1nVmmoGDjKjwEpabqXblU6xJFm' +
  'IuFNzuPv5OIJNi3//+8oWoCaAPhw0sdvbmNFYazp4XVv+GfSPIaAV7ibMQ85gu9QTQ3ctLfdEtXX7/APwh+6jQIDAQAB';

/** Id that Chromium makes of {@link CHROMIUM_DEVELOPMENT_KEY}. */
export const CHROMIUM_DEVELOPMENT_ID = 'nimjkmpgclfannkmnlnkaledjpjalneb';
