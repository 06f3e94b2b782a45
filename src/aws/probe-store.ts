import type { ConnectionNote } from '../core/connection-step';
import { isDenial, isShoeboxError } from '../core/failure';
import type { MultipartUpload, StoredPart } from '../core/parts';
import type { ExpectedObject } from '../core/s3-object';
import { isUnsupported } from './aws-failure';
import type { Bucket } from './bucket';
import { FEATURES, type Feature } from './capabilities';
import { beginMultipartCopy, uploadPartCopy } from './copies';
import { deleteObjects } from './deletions';
import { headObject } from './head-object';
import { listObjectsOnce } from './list-objects';

// What not every S3 can do, beside conditions. Whoever asks removes all that is made, whatever happens.

interface StoreProbeContext {
  readonly bucket: Bucket;
  /** Is there, and stays. All that is made has a key that begins with this one. */
  readonly stored: ExpectedObject;
  /** Is there, under a name of unusual characters, and may go; null where nothing could be copied. */
  readonly spare: string | null;
  /** Begins an upload that is written down before; told of its parts as they come. */
  readonly begin: (create: () => Promise<MultipartUpload>) => Promise<MultipartUpload>;
  readonly onPart: (upload: MultipartUpload, part: StoredPart) => void;
  readonly signal: AbortSignal;
}

/** The names of these notes say what is found. */
const NOTES: { readonly [Name in Feature]: ConnectionNote } = {
  checksums: 'checksums-refused',
  batchDeletion: 'deletions-one-by-one',
  partCopies: 'no-part-copies',
};

/**
 * Finds out what the store refuses, and how it lists. Needs the permissions of saving, copying and deleting; what is denied is
 * not found out, and is told of by the steps that these are about.
 * @param partKey nothing is there
 */
export async function probeStore(
  probe: StoreProbeContext,
  partKey: string,
): Promise<{ readonly refused: readonly Feature[]; readonly notes: readonly ConnectionNote[] }> {
  const { bucket, spare } = probe;
  const { capabilities } = bucket;
  const notes = [...(await unlessDenied(() => probeListing(probe), []))];
  if (!(await unlessDenied(() => copiesParts(probe, partKey), true)))
    capabilities.markUnsupported('partCopies');
  if (spare !== null && !(await deletesBatches(probe, spare))) capabilities.markUnsupported('batchDeletion');
  const refused = FEATURES.filter(feature => !capabilities.shouldSend(feature));
  return { refused, notes: [...notes, ...refused.map(feature => NOTES[feature])] };
}

async function unlessDenied<Value>(probe: () => Promise<Value>, otherwise: Value): Promise<Value> {
  try {
    return await probe();
  } catch (error) {
    if (isShoeboxError(error) && isDenial(error.code)) return otherwise;
    throw error;
  }
}

/** Whether lists can begin anywhere, and have names as they are. */
async function probeListing({
  bucket,
  stored: { key },
  spare,
  signal,
}: StoreProbeContext): Promise<readonly ConnectionNote[]> {
  const { objects } = await listObjectsOnce(bucket, { prefix: key, after: key }, signal);
  const keys = objects.map(object => object.key);
  const isGarbled =
    spare !== null &&
    !keys.includes(spare) &&
    keys.some(other => other !== key && other.startsWith(spare.slice(0, spare.indexOf(' '))));
  return [
    ...(keys.includes(key) ? (['list-from-start'] as const) : []),
    ...(isGarbled ? (['names-garbled'] as const) : []),
  ];
}

async function copiesParts(
  { bucket, stored, begin, onPart, signal }: StoreProbeContext,
  target: string,
): Promise<boolean> {
  const source = await headObject(bucket, stored, signal);
  if (source === null) return true;
  const upload = await begin(() => beginMultipartCopy(bucket, source, target, null, signal));
  try {
    const whole = { partNumber: 1, start: 0, end: stored.size };
    // Its condition is a matter of another step.
    onPart(upload, await uploadPartCopy(bucket, upload, { ...stored, etag: '' }, whole, signal));
    return true;
  } catch (error) {
    if (isUnsupported(error) || (isShoeboxError(error) && error.code === 'request-refused')) return false;
    throw error;
  }
}

/** Whether DeleteObjects deletes; also where that is not allowed, which the deletion of each by itself tells. */
async function deletesBatches({ bucket, signal }: StoreProbeContext, spare: string): Promise<boolean> {
  const left = await deleteObjects(bucket, [{ key: spare, etag: '', size: 0 }], signal);
  const failure = left.get(spare);
  if (failure !== undefined) return isDenial(failure.code);
  return (await headObject(bucket, { key: spare }, signal)) === null;
}
