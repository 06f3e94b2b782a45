import { receiveDocument } from '../body/receive';
import type { Answer } from '../http/exchange';
import type { HeaderFields } from '../sigv4/canonical';
import { type DeleteMarker, isDeleteMarker, type StoredVersion, versionIdOf } from '../store/model';
import type { BucketState } from '../store/state';
import { versionsOf } from '../store/versioning';
import { refusedBy } from '../stores/heeded';
import type { StoreProfile } from '../stores/profile';
import { authorize, authorizeIfMatch, objectResource } from './authorize';
import { checkWriteConditions } from './conditions';
import { checkUnlocked } from './object-lock';
import { type BucketRequest, type ObjectRequest, type S3Context, wholeSecond, xmlAnswer } from './request';
import { S3Error } from './s3-error';
import { newVersion, versionHeaders } from './versions';
import { childrenOf, element, parseXml, s3Document, text, textOf } from './xml';

/** S3's limit for one request. */
const MAX_KEYS = 1000;

/** Without a condition S3 answers the same whether there was an object or not. */
export async function deleteObject(request: ObjectRequest, { store, now }: S3Context): Promise<Answer> {
  const { bucket, key, headers, parameters } = request;
  const versionId = parameters.get('versionId');
  if (versionId !== undefined) {
    const version = versionsOf(bucket, key).find(one => versionIdOf(one) === versionId);
    checkUnlocked(version, now());
    await store.commit({ type: 'delete-versions', bucket: bucket.name, versions: [{ key, versionId }] });
    return { status: 204, headers: version === undefined ? {} : versionHeaders(bucket, version) };
  }
  authorizeIfMatch(request, headers['if-match'], key);
  checkWriteConditions(headers, bucket.objects.get(key));
  if (bucket.versioning === undefined) {
    await store.commit({ type: 'delete', bucket: bucket.name, keys: [key] });
    return { status: 204 };
  }
  const marker = newMarker(bucket, key, now());
  await store.commit({ type: 'mark', bucket: bucket.name, markers: [marker] });
  return { status: 204, headers: versionHeaders(bucket, marker) };
}

/** What stands for the deletion of a key in a versioned bucket. */
const newMarker = (bucket: BucketState, key: string, now: number): DeleteMarker => ({
  key,
  ...newVersion(bucket),
  lastModified: wholeSecond(now),
  isDeleteMarker: true,
});

/** What is to be deleted, as the document names it. */
interface Wanted {
  readonly key: string;
  readonly etag: string | undefined;
  readonly versionId: string | undefined;
}

/** Each key is allowed or refused by itself; the answer is 200 either way. */
export async function deleteObjects(request: BucketRequest, context: S3Context): Promise<Answer> {
  const { bucket, headers } = request;
  checkDigest(headers, context.profile);
  const document = parseXml(await receiveDocument(request.body), 'Delete');
  const wanted = childrenOf(document, 'Object').map(object => ({
    key: textOf(object, 'Key') ?? '',
    etag: textOf(object, 'ETag'),
    versionId: textOf(object, 'VersionId'),
  }));
  const isMalformed = wanted.length === 0 || wanted.length > MAX_KEYS || wanted.some(({ key }) => key === '');
  if (isMalformed) throw new S3Error('MalformedXML');
  const unheeded = context.profile.conditions?.delete;
  const quiet = textOf(document, 'Quiet') === 'true';
  const refusals = wanted.map(one => ({
    one,
    refusal: refusalOf(() => {
      const { key, etag, versionId } = one;
      const action = versionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion';
      authorize(request, action, objectResource(bucket, key), {
        ...(versionId !== undefined && { 's3:versionid': versionId }),
        ...(etag !== undefined && { 's3:if-match': etag }),
      });
      if (versionId !== undefined) {
        const version = versionsOf(bucket, key).find(known => versionIdOf(known) === versionId);
        checkUnlocked(version, context.now());
      }
      if (etag === undefined || unheeded === 'ignored') return;
      if (unheeded === 'refused') throw new S3Error('NotImplemented');
      authorizeIfMatch(request, etag, key);
      checkWriteConditions({ 'if-match': etag }, bucket.objects.get(key));
    }),
  }));
  const allowed = refusals.filter(({ refusal }) => refusal === undefined).map(({ one }) => one);
  const gone = await deleteAll(bucket, allowed, context);
  const results = refusals.map(({ one, refusal }) => {
    if (refusal !== undefined) {
      return element(
        'Error',
        text('Key', one.key),
        text('Code', refusal.code),
        text('Message', refusal.message),
      );
    }
    return quiet ? '' : element('Deleted', text('Key', one.key), deletedVersionXml(one, gone.get(one)));
  });
  return xmlAnswer(s3Document('DeleteResult', ...results));
}

/** Throws where the document comes without a hash that the S3 asks for. */
function checkDigest(headers: HeaderFields, { batchDigest, words }: StoreProfile): void {
  const hasChecksum = Object.keys(headers).some(name => /^x-amz-(?:checksum-|trailer$)/u.test(name));
  const isEnough = batchDigest === 'none' || (batchDigest === undefined && hasChecksum);
  if (headers['content-md5'] !== undefined || isEnough) return;
  if (words?.noDigest !== undefined) throw refusedBy(words.noDigest);
  throw new S3Error('InvalidRequest', {
    message: 'Missing required header for this request: Content-MD5 OR x-amz-checksum-*',
  });
}

/** Resolves with the versions that were made or removed by it. */
async function deleteAll(
  bucket: BucketState,
  all: readonly Wanted[],
  { store, now }: S3Context,
): Promise<ReadonlyMap<Wanted, StoredVersion>> {
  const touched = new Map<Wanted, StoredVersion>();
  const versions: { readonly key: string; readonly versionId: string }[] = [];
  const markers: DeleteMarker[] = [];
  const keys: string[] = [];
  for (const one of all) {
    const { key, versionId } = one;
    if (versionId !== undefined) {
      const version = versionsOf(bucket, key).find(known => versionIdOf(known) === versionId);
      if (version !== undefined) touched.set(one, version);
      versions.push({ key, versionId });
    } else if (bucket.versioning === undefined) keys.push(key);
    else {
      const marker = newMarker(bucket, key, now());
      touched.set(one, marker);
      markers.push(marker);
    }
  }
  const { name } = bucket;
  await Promise.all([
    versions.length > 0 && store.commit({ type: 'delete-versions', bucket: name, versions }),
    markers.length > 0 && store.commit({ type: 'mark', bucket: name, markers }),
    keys.length > 0 && store.commit({ type: 'delete', bucket: name, keys }),
  ]);
  return touched;
}

function deletedVersionXml({ versionId }: Wanted, touched: StoredVersion | undefined): string {
  const isMarker = touched !== undefined && isDeleteMarker(touched);
  return [
    text('VersionId', versionId),
    text('DeleteMarker', isMarker || undefined),
    text('DeleteMarkerVersionId', isMarker ? versionIdOf(touched) : undefined),
  ].join('');
}

function refusalOf(check: () => void): S3Error | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof S3Error) return error;
    throw error;
  }
}
