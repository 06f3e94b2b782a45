import type { MediaType } from '../core/media-type';
import { hasPlaceholder, localDateAndTime, type Naming } from '../core/name-template';
import type { Preferences } from '../core/preferences';
import { ORIGINAL_SHA256, provenanceMetadata } from '../core/provenance';
import { SCREEN_ONLY } from '../core/source';
import type { CaptureRequest, CaptureResult } from '../transfers/ports';
import { convert } from './convert';
import type { FetchedMedia } from './fetched-media';
import { hostForName, MAX_TOLD, nameAndExtension } from './file-name';

/** What was brought home, and what it is. */
export interface ClassifiedMedia extends FetchedMedia {
  readonly mediaType: MediaType;
  /** The one of the source's URLs that it came from. */
  readonly url: string;
}

/** What getting it ready needs. */
export interface PreparationPorts {
  /** SHA-256 in base64. */
  readonly sha256: (blob: Blob) => Promise<string>;
  /** Whether this is about pages in private windows: of these nothing is noted. */
  readonly isIncognito: () => boolean;
}

/** Gets ready for its album what was brought home: converts it if a person wants that, names it, notes where it came from. */
export async function prepare(
  order: CaptureRequest,
  judged: ClassifiedMedia,
  { conversion, nameTemplate, keepProvenance }: Preferences,
  ports: PreparationPorts,
): Promise<CaptureResult> {
  const { rung, url } = judged;
  const { blob, mediaType, note } = await convert(judged.blob, judged.mediaType, conversion);
  const isConverted = blob !== judged.blob;
  return {
    blob,
    mediaType,
    rung,
    url,
    note: judged.note ?? note,
    naming: await namingOf(order, { ...judged, blob, mediaType }, nameTemplate, ports),
    metadata: {
      ...(keepProvenance && !ports.isIncognito() && provenanceOf(order, judged)),
      ...(isConverted && { [ORIGINAL_SHA256]: await ports.sha256(judged.blob) }),
    },
  };
}

const provenanceOf = (
  { source, createdAt }: CaptureRequest,
  { url, rung }: ClassifiedMedia,
): Record<string, string> => {
  const { pageUrl, pageTitle, alt } = source;
  const sourceUrl = url.startsWith(SCREEN_ONLY) ? '' : url;
  return provenanceMetadata({ sourceUrl, pageUrl, pageTitle, alt, rung, savedAt: createdAt });
};

/** Twelve hex digits, as many as short names of commits have: no two files of one person's begin alike. */
const HASH_BYTES = 6;

/** WebCrypto wants all bytes at once: of a larger file, the hashes of its pieces are hashed, one after the other. */
const PIECE_BYTES = 16 * 1024 * 1024;

async function namingOf(
  { source, createdAt }: CaptureRequest,
  { blob, mediaType, url, disposition }: ClassifiedMedia,
  template: string,
  { sha256 }: PreparationPorts,
): Promise<Naming> {
  const witnesses = { url, disposition, source };
  const hash = hasPlaceholder(template, 'hash') ? hexOf(await hashOf(blob, sha256), HASH_BYTES) : '';
  const facts = {
    ...nameAndExtension(witnesses, mediaType),
    title: source.pageTitle.slice(0, MAX_TOLD),
    host: hostForName(witnesses),
    ...localDateAndTime(createdAt),
    hash,
  };
  return { template, facts };
}

async function hashOf(blob: Blob, sha256: PreparationPorts['sha256']): Promise<string> {
  if (blob.size <= PIECE_BYTES) return sha256(blob);
  const hashes: string[] = [];
  for (let at = 0; at < blob.size; at += PIECE_BYTES)
    hashes.push(await sha256(blob.slice(at, at + PIECE_BYTES)));
  return sha256(new Blob(hashes));
}

const hexOf = (base64: string, bytes: number): string =>
  Array.from(atob(base64).slice(0, bytes), one => one.charCodeAt(0).toString(16).padStart(2, '0')).join('');
