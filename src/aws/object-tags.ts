import { isDenial, isShoeboxError } from '../core/failure';
import type { ObjectRef } from '../core/s3-object';
import type { Bucket } from './bucket';
import { signedRequest } from './signed-request';
import { textOfElement } from './xml';

/**
 * The tags of an object, as `x-amz-tagging` takes them, empty where it has none; null where the policy does not let them
 * be read, so that nobody can say whether there are any (HEAD counts them for those only who may read them). Once tried.
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
      return tagsIn(await response.text());
    });
  } catch (error) {
    if (!isShoeboxError(error)) throw error;
    if (isDenial(error.code)) return null;
    // An S3 without tags.
    if (error.code === 's3-unsupported') return '';
    throw error;
  }
}

function tagsIn(document: string): string {
  const tags = (document.match(/<Tag>.*?<\/Tag>/gs) ?? []).map(tag =>
    ['Key', 'Value'].map(name => encodeURIComponent(textOfElement(tag, name) ?? '')).join('='),
  );
  return tags.join('&');
}
