import { receiveDocument } from '../body/receive';
import type { Answer } from '../http/exchange';
import { checkWriteConditions } from './conditions';
import {
  authorize,
  type BucketRequest,
  type ObjectRequest,
  objectArn,
  type S3Context,
  xmlAnswer,
} from './request';
import { S3Error } from './s3-error';
import { childrenOf, element, parseXml, s3Document, text, textOf } from './xml';

/** S3's limit for one request. */
const MAX_KEYS = 1000;

/** Without a condition S3 answers the same whether there was an object or not. */
export async function deleteObject(
  { bucket, key, headers }: ObjectRequest,
  { store }: S3Context,
): Promise<Answer> {
  checkWriteConditions(headers, bucket.objects.get(key));
  await store.commit({ type: 'delete', bucket: bucket.name, keys: [key] });
  return { status: 204 };
}

/** Each key is allowed or refused by itself; the answer is 200 either way. */
export async function deleteObjects(request: BucketRequest, { store }: S3Context): Promise<Answer> {
  const { bucket, headers, principal } = request;
  const hasChecksum = Object.keys(headers).some(name => /^x-amz-(?:checksum-|trailer$)/u.test(name));
  if (headers['content-md5'] === undefined && !hasChecksum) {
    throw new S3Error('InvalidRequest', {
      message: 'Missing required header for this request: Content-MD5 OR x-amz-checksum-*',
    });
  }
  const document = parseXml(await receiveDocument(request.body), 'Delete');
  const wanted = childrenOf(document, 'Object').map(object => ({
    key: textOf(object, 'Key') ?? '',
    etag: textOf(object, 'ETag'),
  }));
  const isMalformed = wanted.length === 0 || wanted.length > MAX_KEYS || wanted.some(({ key }) => key === '');
  if (isMalformed) throw new S3Error('MalformedXML');
  const quiet = textOf(document, 'Quiet') === 'true';
  const refusals = wanted.map(({ key, etag }) => ({
    key,
    refusal: refusalOf(() => {
      authorize(principal, 's3:DeleteObject', objectArn(bucket.name, key));
      if (etag !== undefined) checkWriteConditions({ 'if-match': etag }, bucket.objects.get(key));
    }),
  }));
  const allowed = refusals.filter(({ refusal }) => refusal === undefined).map(({ key }) => key);
  if (allowed.length > 0) await store.commit({ type: 'delete', bucket: bucket.name, keys: allowed });
  const results = refusals.map(({ key, refusal }) => {
    if (refusal !== undefined) {
      return element('Error', text('Key', key), text('Code', refusal.code), text('Message', refusal.message));
    }
    return quiet ? '' : element('Deleted', text('Key', key));
  });
  return xmlAnswer(s3Document('DeleteResult', ...results));
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
