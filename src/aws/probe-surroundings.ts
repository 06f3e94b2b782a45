import type { ConnectionNote, ConnectionStep } from '../core/connection-step';
import { isDenial, isShoeboxError, ShoeboxError } from '../core/failure';
import { objectUrl } from '../core/s3-url';
import type { Settings } from '../core/settings';
import { isUnsupported } from './aws-failure';
import type { Bucket, S3Action } from './bucket';
import { findBucketRegion } from './bucket-region';
import { listObjects } from './list-objects';
import { signedRequest } from './signed-request';
import { textOfElement } from './xml';

// Steps of the connection test that look at what there is, and make nothing that stays.

/** What a step came to that did not fail. */
export type Found = Partial<Pick<ConnectionStep, 'state' | 'notes' | 'facts'>>;

const PATIENCE_MS = 10_000;

export async function probeRegion(settings: Settings): Promise<Found> {
  const region = await findBucketRegion(settings);
  if (region === null) return { state: 'skipped', notes: ['region-untold'] };
  // Other S3s name regions as they like, and take any.
  if (region !== settings.region && settings.endpoint === '')
    throw new ShoeboxError('wrong-region', { bucket: settings.bucket, region });
  return { facts: { region } };
}

/** @param openPaying the same bucket for who agrees to pay: that this is demanded, S3 says in no other words */
export async function probeList(bucket: Bucket, openPaying: () => Bucket): Promise<undefined> {
  const list = (from: Bucket) => listObjects(from, { prefix: from.settings.folder, maxKeys: 1 });
  try {
    await list(bucket);
  } catch (error) {
    const isDenied = isShoeboxError(error) && isDenial(error.code);
    if (!isDenied || bucket.settings.requesterPays) throw error;
    const [paid] = await Promise.allSettled([list(openPaying())]);
    throw paid.status === 'fulfilled' ? new ShoeboxError('requester-pays', {}, { cause: error }) : error;
  }
}

/** Whether whoever knows the address of the object, which is there, can read it. */
export async function probePublicAccess(settings: Settings, key: string): Promise<Found> {
  const unsigned = fetch(objectUrl(settings, key), {
    ...{ credentials: 'omit', cache: 'no-store', redirect: 'manual' },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const [answer] = await Promise.allSettled([unsigned]);
  return { notes: answer.status === 'fulfilled' && answer.value.ok ? ['public-read'] : [] };
}

const get = (
  bucket: Bucket,
  action: S3Action,
  key: string,
  query: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Response> =>
  bucket.attempt(action, key, () =>
    signedRequest(
      bucket,
      { method: 'GET', key, query, headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } },
      signal,
    ),
  );

/** Whether what was deleted can be had again: `key` was just deleted. */
export async function probeVersions(
  bucket: Bucket,
  key: string,
  signal: AbortSignal,
): Promise<Found | undefined> {
  let document: string;
  try {
    const list = await get(bucket, 's3:ListBucketVersions', '', { versions: '', prefix: key }, signal);
    document = await list.text();
  } catch (error) {
    if (!isUnsupported(error)) throw error;
    return { state: 'skipped', notes: ['versions-missing'] };
  }
  const versionId = textOfElement(document.slice(document.indexOf('<Version>')), 'VersionId');
  if (versionId === undefined || !document.includes('<DeleteMarker>'))
    return { state: 'skipped', notes: ['versions-off'] };
  await (await get(bucket, 's3:GetObjectVersion', key, { versionId }, signal)).body?.cancel();
  return undefined;
}

/**
 * What may be done beside the folder, where others may have theirs. Nothing that is there is read.
 * @param beginAndAbort an upload in parts to a key
 */
export async function probeOutside(
  bucket: Bucket,
  name: string,
  beginAndAbort: (key: string) => Promise<unknown>,
  signal: AbortSignal,
): Promise<Found> {
  const { folder } = bucket.settings;
  if (folder === '') return { state: 'skipped', notes: ['whole-bucket'] };
  const parent = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
  const key = `${parent}.shoebox-${name}`;
  const attempts: readonly (readonly [ConnectionNote, () => Promise<unknown>])[] = [
    ['outside-list', () => listObjects(bucket, { prefix: parent, maxKeys: 1 })],
    ['outside-read', () => get(bucket, 's3:GetObject', key, {}, signal)],
    ['outside-write', () => beginAndAbort(key)],
  ];
  const notes: ConnectionNote[] = [];
  for (const [note, attempt] of attempts) {
    const [outcome] = await Promise.allSettled([attempt()]);
    const reason: unknown = outcome.status === 'rejected' ? outcome.reason : null;
    if (reason !== null && !isShoeboxError(reason)) throw reason;
    // That nothing is there, S3 says only to who might read it; who may begin an upload may not be allowed to abort it.
    const isAllowed =
      reason === null ||
      reason.code === 'object-not-found' ||
      reason.detail['action'] === 's3:AbortMultipartUpload';
    if (isAllowed) notes.push(note);
    else if (!isDenial(reason.code)) throw reason;
  }
  return { notes };
}
