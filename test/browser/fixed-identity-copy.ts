import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isObject } from './json-object';

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

/** A copy of a built extension that a browser can load, and that can be thrown away. */
export interface ExtensionCopy {
  readonly dir: string;
  readonly id: string;
  remove(): Promise<void>;
}

/** What the copy's manifest gets on top of the build's own. */
export interface CopyChanges {
  /** Granted without asking, for the demo and for tests that are not about permission prompts. */
  readonly hostPermissions?: readonly string[];
  /** Where to put the copy; a temporary folder otherwise. A browser profile remembers this path. */
  readonly dir?: string;
}

/** Copies a built extension and gives it a fixed id. The build itself stays as it ships. */
export async function copyWithFixedIdentity(
  extensionDir: string,
  changes: CopyChanges = {},
): Promise<ExtensionCopy> {
  const dir = changes.dir ?? (await mkdtemp(join(tmpdir(), 'shoebox-extension-')));
  await rm(dir, { recursive: true, force: true });
  await cp(extensionDir, dir, { recursive: true });

  const manifestPath = join(dir, 'manifest.json');
  const manifest = parseObject(await readFile(manifestPath, 'utf8'));
  manifest['key'] = MANIFEST_KEY;
  if (changes.hostPermissions !== undefined && changes.hostPermissions.length > 0) {
    const { host_permissions: before } = manifest;
    manifest['host_permissions'] = [...(Array.isArray(before) ? before : []), ...changes.hostPermissions];
  }
  await writeFile(manifestPath, JSON.stringify(manifest, null, 2));
  return { dir, id: FIXED_EXTENSION_ID, remove: () => rm(dir, { recursive: true, force: true }) };
}

function parseObject(json: string): Record<string, unknown> {
  const parsed: unknown = JSON.parse(json);
  if (!isObject(parsed)) throw new Error('manifest.json holds no object');
  return { ...parsed };
}

function idOfKey(key: string): string {
  const digest = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex');
  return [...digest.slice(0, 32)].map(digit => 'abcdefghijklmnop'[Number.parseInt(digit, 16)]).join('');
}
