import { createHash } from 'node:crypto';
import { becomesTrue } from '../browser/wait-until';
import type { DemoBrowser } from './configured-browser';
import type { DemoBucket } from './demo-bucket';
import { dispatchMenuClick } from './menu-click';
import { SEEDED_ALBUM } from './seeded-albums';
import { openTransfers } from './transfer-facts';

/** The picture that `--once` saves. */
export const ONCE_PHOTO = 'dandelions.jpg';

/** Half a megabyte over loopback takes a fraction of a second; the rest is for a machine under load. */
const SAVE_TIMEOUT_MS = 30_000;

/** What was saved, and what S3 gave back. */
export interface SavedOnce {
  readonly key: string;
  readonly source: Fingerprint;
  readonly stored: Fingerprint;
}

/** Enough to tell whether two byte sequences are the same. */
export interface Fingerprint {
  readonly size: number;
  readonly sha256: string;
}

/** Saves one picture of the sample page through the extension's background worker and reads it back from S3. */
export async function saveOnce(
  { browser, page }: DemoBrowser,
  bucket: DemoBucket,
  source: Uint8Array,
): Promise<SavedOnce> {
  const key = SEEDED_ALBUM + ONCE_PHOTO;
  // Left by an earlier run; Shoebox would rightly say that the picture is there already.
  await bucket.delete(key);
  const image = page.locator(`img[src$="/${ONCE_PHOTO}"]`);
  const imageUrl = await image.evaluate(element => (element instanceof HTMLImageElement ? element.src : ''));
  await dispatchMenuClick(await browser.worker(), page, imageUrl, SEEDED_ALBUM);

  if (!(await becomesTrue(SAVE_TIMEOUT_MS, () => bucket.has(key)))) {
    const transfers = await openTransfers(browser);
    throw new Error(`The picture did not arrive in S3. Shoebox says: ${JSON.stringify(transfers)}`);
  }
  const { bytes } = await bucket.read(key);
  return { key, source: fingerprint(source), stored: fingerprint(bytes) };
}

function fingerprint(bytes: Uint8Array): Fingerprint {
  return { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
