import { GetObjectCommand } from '@aws-sdk/client-s3';
import { type Failure, isShoeboxError, ShoeboxError, toFailure } from '../core/failure';
import type { MultipartUpload } from '../core/parts';
import type { Settings } from '../core/settings';
import { openBucket } from './bucket';
import type { Condition, ConditionSupport, TestedConditions } from './conditions';
import { deleteObject } from './deletions';
import type { CredentialStorage } from './guest-credentials';
import { listObjects } from './list-objects';
import { abortMultipartUpload } from './multipart-uploads';
import { probeDeletion, probeWrites } from './probe-conditions';
import { putObject } from './put-object';

/** What the user should know of an S3 that Shoebox can work with all the same. */
type ConnectionNote = 'names-not-refused' | 'deletions-not-refused';

export interface ConnectionStep {
  readonly step: 'identity' | 'credentials' | 'list' | 'write' | 'read' | 'conditions' | 'delete';
  readonly state: 'running' | 'passed' | 'failed';
  readonly failure: Failure | null;
  /** With `passed` only. */
  readonly notes: readonly ConnectionNote[];
}

/** What the test needs of the worker. */
export interface ConnectionTestPorts {
  readonly storage: CredentialStorage;
  /** SHA-256 in base64. */
  readonly sha256: (blob: Blob) => Promise<string>;
  /** Keeps what was found out of the bucket's conditions. */
  readonly remember: (tested: TestedConditions) => Promise<void>;
}

/** Nothing is kept: the test asks Cognito anew, but stays the guest that it was. */
const withoutKeptCredentials = (storage: CredentialStorage): CredentialStorage => ({
  identities: storage.identities,
  credentials: { get: async () => null, set: async () => {}, remove: async () => {} },
});

/** Conditions are sent and not checked by Shoebox: the test is what S3 itself does with them. */
const ALL_HONOURED: TestedConditions = {
  ...{ putCondition: 'honoured', completeCondition: 'honoured', copyCondition: 'honoured' },
  ...{ copySourceCondition: 'honoured', deleteCondition: 'honoured', testedAt: 0 },
};

/**
 * Does once all that Shoebox will ever do, in order, and tells each step before and after. Ends at the first step that
 * fails; what it put into the bucket is removed also then, and when nobody listens any more.
 */
export async function* testConnection(
  settings: Settings,
  { storage, sha256, remember }: ConnectionTestPorts,
): AsyncGenerator<ConnectionStep, void, undefined> {
  let knowIdentity = (): void => {};
  const identity = new Promise<void>(resolve => {
    knowIdentity = resolve;
  });
  const bucket = openBucket(settings, withoutKeptCredentials(storage), {
    tested: ALL_HONOURED,
    onIdentity: () => knowIdentity(),
  });
  // Where nothing is shown as a photo, also not as a deleted one in a bucket that keeps versions.
  const key = `${settings.folder}.shoebox/connection-test-${crypto.randomUUID()}`;
  const text = `Shoebox was here: ${key}`;
  const body = new Blob([text], { type: 'text/plain' });
  const { signal } = new AbortController();
  const objects = new Set<string>();
  const uploads = new Set<MultipartUpload>();

  async function removeAll(): Promise<void> {
    for (const upload of uploads) {
      await abortMultipartUpload(bucket, upload, signal);
      uploads.delete(upload);
    }
    for (const made of objects) {
      await deleteObject(bucket, { key: made, etag: '' }, signal);
      objects.delete(made);
    }
  }

  const probe = { bucket, sha256, signal, onUpload: (upload: MultipartUpload) => void uploads.add(upload) };
  let support: Readonly<Record<Condition, ConditionSupport>> = ALL_HONOURED;

  async function conditions(): Promise<readonly ConnectionNote[]> {
    const [other, free] = [`${key}-other`, `${key}-free`];
    for (const made of [other, free]) objects.add(made);
    const found = await probeWrites(probe, { taken: key, other, free });
    support = { ...support, ...found };
    // A copy of a source that was replaced is not told of: it is noticed before anything is deleted.
    const { putCondition, completeCondition, copyCondition } = found;
    const isRefused = [putCondition, completeCondition, copyCondition].every(one => one === 'honoured');
    return isRefused ? [] : ['names-not-refused'];
  }

  async function deletion(): Promise<readonly ConnectionNote[]> {
    const deleteCondition = await probeDeletion(probe, key);
    await remember({ ...support, deleteCondition, testedAt: bucket.now() });
    await removeAll();
    return deleteCondition === 'honoured' ? [] : ['deletions-not-refused'];
  }

  let credentials: Promise<unknown> = Promise.resolve();
  const none = async (work: Promise<unknown>): Promise<readonly ConnectionNote[]> => {
    await work;
    return [];
  };
  const steps: readonly [ConnectionStep['step'], () => Promise<readonly ConnectionNote[]>][] = [
    [
      'identity',
      () => {
        credentials = bucket.guest.credentials();
        return none(Promise.race([identity, credentials]));
      },
    ],
    ['credentials', () => none(credentials)],
    ['list', () => none(listObjects(bucket, { prefix: settings.folder, maxKeys: 1 }))],
    [
      'write',
      async () => {
        const checksum = await sha256(body);
        objects.add(key);
        // The very way in which pictures are saved: what fails there has to fail here.
        await putObject(bucket, { key, body, mediaType: body.type, metadata: {}, checksum }, signal);
        return [];
      },
    ],
    [
      'read',
      async () => {
        const object = await bucket.attempt('s3:GetObject', key, () =>
          bucket.s3.send(new GetObjectCommand({ Bucket: settings.bucket, Key: key })),
        );
        if ((await object.Body?.transformToString()) !== text) throw new ShoeboxError('not-confirmed');
        return [];
      },
    ],
    ['conditions', conditions],
    ['delete', deletion],
  ];

  try {
    for (const [step, run] of steps) {
      yield { step, state: 'running', failure: null, notes: [] };
      let notes: readonly ConnectionNote[];
      try {
        notes = await run();
      } catch (error) {
        yield { step, state: 'failed', failure: toFailure(error), notes: [] };
        return;
      }
      yield { step, state: 'passed', failure: null, notes };
    }
  } finally {
    await removeAll().catch(error => {
      // The user is told of the step that failed: where S3 can't be reached or refuses, this is no other failure.
      if (!isShoeboxError(error)) throw error;
    });
  }
}
