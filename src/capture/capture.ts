import type { ReportError } from '../core/diagnostics';
import { hexOfBase64 } from '../core/encoding';
import { hasPlaceholder, localDateAndTime, type Naming } from '../core/name-template';
import type { Preferences } from '../core/preferences';
import { withTimeout } from '../core/promises';
import { ORIGINAL_SHA256, provenanceMetadata } from '../core/provenance';
import { SCREEN_ONLY, type WebSource } from '../core/source';
import type { Capture, CaptureRequest, CaptureResult } from '../transfers/ports';
import { type BestVersion, type FetchMedia, fetchBestVersion } from './best-version';
import type { CallInFrame } from './call-in-frame';
import { convert, type GuardDecoding } from './convert';
import { acceptFor, type ClassifiedMedia } from './fetch-request';
import { hostForName, isOfLegacyCharset, MAX_TEXT, nameAndExtension } from './file-name';
import { fromScreen } from './from-screen';
import { type StrategyPorts, tryStrategies } from './strategies';

/** All that capturing needs. */
export interface CapturePorts extends StrategyPorts, PreparationPorts {
  readonly loadPreferences: () => Promise<Preferences>;
}

/** Captures what the user pointed at: its best version, by the first strategy that succeeds. */
export function openCapture(ports: CapturePorts): Capture {
  return async (request, signal) => {
    const preferences = await ports.loadPreferences();
    const { media, source } = await acquire(request.source, preferences, ports, signal);
    return prepare({ ...request, source }, media, preferences, ports);
  };
}

async function acquire(
  source: WebSource,
  { version, maxBytes }: Preferences,
  ports: StrategyPorts,
  signal: AbortSignal,
): Promise<BestVersion> {
  if (source.fromScreen === true) return { media: await fromScreen(source, ports, signal), source };
  const { tabId, frameId, frameUrl, pageUrl } = source;
  const accept = acceptFor(source.wanted, version);
  const request = { frame: { tabId, frameId }, documents: [frameUrl, pageUrl], accept, maxBytes };
  const fetchMedia: FetchMedia = (url, { only, ...options }) =>
    tryStrategies({ ...request, ...options, url }, source, ports, only);
  return fetchBestVersion(source, version, { ...ports, fetchMedia }, signal);
}

/** What the preparation for storing needs. */
interface PreparationPorts {
  readonly callInFrame: CallInFrame;
  readonly report: ReportError;
  readonly guardDecoding: GuardDecoding;
  /** SHA-256 in base64. */
  readonly sha256: (blob: Blob) => Promise<string>;
  /** Whether this worker serves private windows: where their pictures came from is not stored. */
  readonly isIncognito: () => boolean;
}

/** Converts the media as the preferences say, and makes their name and metadata. */
async function prepare(
  request: CaptureRequest,
  media: ClassifiedMedia,
  { conversion, nameTemplate, keepProvenance }: Preferences,
  ports: PreparationPorts,
): Promise<CaptureResult> {
  const { strategy, url } = media;
  const { blob, mediaType, note } = await convert(
    media.blob,
    media.mediaType,
    { ...conversion, stripLocation: conversion.stripLocation && request.source.keepsLocation !== true },
    ports.guardDecoding,
  );
  const isConverted = blob !== media.blob;
  return {
    blob,
    mediaType,
    strategy,
    url,
    note: media.note ?? note,
    naming: await namingOf(
      request,
      { ...media, blob, mediaType },
      await charsetFor(url, request.source, ports),
      nameTemplate,
      ports,
    ),
    metadata: {
      ...(keepProvenance && !ports.isIncognito() && provenanceOf(request, media)),
      ...(isConverted && { [ORIGINAL_SHA256]: await ports.sha256(media.blob) }),
    },
  };
}

const provenanceOf = (
  { source, createdAt }: CaptureRequest,
  { url, strategy }: ClassifiedMedia,
): Record<string, string> => {
  const { pageUrl, pageTitle, alt } = source;
  const sourceUrl = url.startsWith(SCREEN_ONLY) ? '' : url;
  return provenanceMetadata({ sourceUrl, pageUrl, pageTitle, alt, strategy, savedAt: createdAt });
};

/** A page that does not answer, or is gone, leaves the name as it is in the URL. */
async function charsetFor(
  url: string,
  frame: WebSource,
  { callInFrame, report }: Pick<PreparationPorts, 'callInFrame' | 'report'>,
): Promise<string> {
  if (!isOfLegacyCharset(url)) return UTF_8;
  try {
    return await withTimeout(callInFrame(frame, 'pageCharset'), CHARSET_MS, UTF_8);
  } catch (error) {
    report('capture.charset', error);
    return UTF_8;
  }
}

const UTF_8 = 'utf-8';
const CHARSET_MS = 2_000;

/** As many as abbreviated hashes of commits have: no two files of one user begin alike. */
const HASH_DIGITS = 12;

/** WebCrypto wants all bytes at once: of a larger file, the hash is that of its chunks' hashes. */
const CHUNK_BYTES = 16 * 1024 * 1024;

async function namingOf(
  { source, createdAt }: CaptureRequest,
  { blob, mediaType, url, disposition }: ClassifiedMedia,
  charset: string,
  template: string,
  { sha256 }: PreparationPorts,
): Promise<Naming> {
  const sources = { url, disposition, charset, source };
  const hash = hasPlaceholder(template, 'hash')
    ? hexOfBase64(await hashOf(blob, sha256)).slice(0, HASH_DIGITS)
    : '';
  const facts = {
    ...nameAndExtension(sources, mediaType),
    title: source.pageTitle.slice(0, MAX_TEXT),
    host: hostForName(sources),
    ...localDateAndTime(createdAt),
    hash,
  };
  return { template, facts };
}

async function hashOf(blob: Blob, sha256: PreparationPorts['sha256']): Promise<string> {
  if (blob.size <= CHUNK_BYTES) return sha256(blob);
  const hashes: string[] = [];
  for (let at = 0; at < blob.size; at += CHUNK_BYTES)
    hashes.push(await sha256(blob.slice(at, at + CHUNK_BYTES)));
  return sha256(new Blob(hashes));
}
