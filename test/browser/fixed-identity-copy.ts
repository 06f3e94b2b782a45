import { createHash } from 'node:crypto';
import { type CopyChanges, copyExtension, type ExtensionCopy } from './extension-copy';

/**
 * A public key in the manifest fixes the extension's id, wherever the folder lies. Its private half was
 * thrown away at once: nothing will ever be signed with it.
 */
const MANIFEST_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAvB6b32bjMv+5LesolqQU9rYqTQcsNh0qU0pPqFurjE00ckcL+UeHAcXj' +
  'gUdderEOdMbHgaq4ZbywtbdNDfC4quFtZ2/s3acP2aebN8UMtRV4WULaDXjmCSD2kDTrF8/v8SPCOUWGK/XYNoCIgL7UIlnX/DSo' +
  '/4QJlIh0rNluwbxF8z4aEdGtxWXLiBu9lcEKNcW4Pnukx8eF+5jIWvuOv1xqAvWKwKoxFx7L0N1nVmmoGDjKjwEpabqXblU6xJFm' +
  'IuFNzuPv5OIJNi3//+8oWoCaAPhw0sdvbmNFYazp4XVv+GfSPIaAV7ibMQ85gu9QTQ3ctLfdEtXX7/APwh+6jQIDAQAB';

/** The id that Chromium derives from that key: SHA-256, its first 32 hex digits as letters a–p. */
export const FIXED_EXTENSION_ID = idOfKey(MANIFEST_KEY);

/** Copies a built extension and gives it a fixed id in Chromium. */
export async function copyWithFixedIdentity(
  extensionDir: string,
  changes: CopyChanges = {},
): Promise<ExtensionCopy & { readonly id: string }> {
  const copy = await copyExtension(extensionDir, changes, { key: MANIFEST_KEY });
  return { ...copy, id: FIXED_EXTENSION_ID };
}

function idOfKey(key: string): string {
  const digest = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex');
  return [...digest.slice(0, 32)].map(digit => 'abcdefghijklmnop'[Number.parseInt(digit, 16)]).join('');
}
