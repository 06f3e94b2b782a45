import type { Answer } from '../http/exchange';
import type { StoredObject } from '../store/model';
import { authorize, objectResource } from './authorize';
import type { CopySource } from './copy-source';
import { existingObject } from './get-object';
import { type ObjectRequest, xmlAnswer } from './request';
import { objectOfVersion } from './versions';
import { element, s3Document, text } from './xml';

// Tags of objects. What reads or writes them takes rights of its own, also where a copy takes them along.

type Tagged = Pick<StoredObject, 'tags'>;

/** The tags that a write gives its object. Throws unless the principal may give any. */
export function tagsOf(request: ObjectRequest): Tagged {
  const tags = request.headers['x-amz-tagging'];
  if (tags === undefined || tags === '') return {};
  authorize(request, 's3:PutObjectTagging', objectResource(request.bucket, request.key));
  return { tags };
}

/** The tags of a copy, which are its source's. Throws unless the principal may read and give them. */
export function copiedTags(request: ObjectRequest, source: CopySource): Tagged {
  const { tags } = source.object;
  if (tags === undefined) return {};
  const action = source.isVersion ? 's3:GetObjectVersionTagging' : 's3:GetObjectTagging';
  authorize(request, action, source.resource);
  authorize(request, 's3:PutObjectTagging', objectResource(request.bucket, request.key));
  return { tags };
}

export async function getObjectTagging(request: ObjectRequest): Promise<Answer> {
  const { bucket, key, parameters } = request;
  const versionId = parameters.get('versionId');
  const { tags } =
    versionId === undefined ? existingObject(request, bucket, key) : objectOfVersion(bucket, key, versionId);
  const set = [...new URLSearchParams(tags)].map(([name, value]) =>
    element('Tag', text('Key', name), text('Value', value)),
  );
  return xmlAnswer(s3Document('Tagging', element('TagSet', ...set)));
}
