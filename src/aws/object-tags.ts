import { isDenial, isShoeboxError } from '../core/failure';
import type { ObjectRef } from '../core/s3-object';
import type { Bucket } from './bucket';
import { signedRequest } from './signed-request';
import { textOfElement } from './xml';

/** Ten tags of 128 and 256 characters are the most that an object has (S3 User Guide, "Categorizing your objects using tags"). */
const MAX_BYTES = 64 * 1024;

/** What an S3 without tags calls the question, or an object without any. */
const NO_TAGS = new Set(['NotImplemented', 'MethodNotAllowed', 'NoSuchTagSet', '405']);

/**
 * The tags of an object, as `x-amz-tagging` takes them, empty where it has none; null where the policy does not let them
 * be read, or S3 refuses to tell, so that nobody can say whether there are any (HEAD counts them for those only who may
 * read them). Once tried.
 */
export async function readTags(
  bucket: Bucket,
  { key, versionId }: ObjectRef,
  signal: AbortSignal,
): Promise<string | null> {
  const headers = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
  const query = { tagging: '', ...(versionId !== undefined && { versionId }) };
  const action = versionId === undefined ? 's3:GetObjectTagging' : 's3:GetObjectVersionTagging';
  try {
    return await bucket.attempt(action, key, async () => {
      const response = await signedRequest(bucket, { method: 'GET', key, query, headers }, signal);
      return tagsIn(await shortText(response));
    });
  } catch (error) {
    if (!isShoeboxError(error)) throw error;
    if (isDenial(error.code)) return null;
    if (error.cause instanceof Error && NO_TAGS.has(error.cause.name)) return '';
    if (error.code === 'request-refused') return null;
    throw error;
  }
}

/** Whether S3 refuses to store an object for its tags: 501, or 400 that names them. */
export const refusesTags = (error: unknown): boolean =>
  isShoeboxError(error) &&
  (error.code === 's3-unsupported' ||
    (error.code === 'request-refused' &&
      error.cause instanceof Error &&
      /tagging/i.test(error.cause.message)));

/** Empty where it is longer than tags are: an S3 that does not know the question answers with the object itself. */
async function shortText({ body }: Response): Promise<string> {
  const reader = body?.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for (;;) {
    const chunk = (await reader?.read())?.value;
    if (chunk === undefined) return await new Blob(chunks).text();
    bytes += chunk.byteLength;
    chunks.push(chunk);
    if (bytes <= MAX_BYTES) continue;
    await reader?.cancel();
    return '';
  }
}

function tagsIn(document: string): string {
  const tags = (document.match(/<Tag>.*?<\/Tag>/gs) ?? []).map(tag =>
    ['Key', 'Value'].map(name => encodeURIComponent(textOfElement(tag, name) ?? '')).join('='),
  );
  return tags.join('&');
}
