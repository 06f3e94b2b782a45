import { GetObjectCommand } from '@aws-sdk/client-s3';
import { type Failure, ShoeboxError, toFailure } from '../core/failure';
import type { Settings } from '../core/settings';
import { listObjects } from './album-listing';
import { openBucket } from './bucket';
import type { CredentialStorage } from './guest-credentials';
import { deleteObject, putObject } from './objects';

export interface ConnectionStep {
  readonly step: 'identity' | 'credentials' | 'list' | 'write' | 'read' | 'delete';
  readonly state: 'running' | 'passed' | 'failed';
  readonly failure: Failure | null;
}

/** Nothing is kept: the test asks Cognito anew, but stays the guest that it was. */
const withoutKeptCredentials = (storage: CredentialStorage): CredentialStorage => ({
  identities: storage.identities,
  credentials: { get: async () => null, set: async () => {}, remove: async () => {} },
});

/**
 * Does once all that Shoebox will ever do, in order, and tells each step before and after. Ends at the first step
 * that fails; the test object is removed also when reading it back failed.
 */
export async function* testConnection(
  settings: Settings,
  storage: CredentialStorage,
  sha256: (blob: Blob) => Promise<string>,
): AsyncGenerator<ConnectionStep, void, undefined> {
  let knowIdentity = (): void => {};
  const identity = new Promise<void>(resolve => {
    knowIdentity = resolve;
  });
  const bucket = openBucket(settings, withoutKeptCredentials(storage), () => knowIdentity());
  const Bucket = settings.bucket;
  const key = `${settings.folder}.shoebox-connection-test-${crypto.randomUUID()}`;
  const text = `Shoebox was here: ${key}`;
  const body = new Blob([text], { type: 'text/plain' });
  const never = new AbortController().signal;

  let credentials: Promise<unknown> = Promise.resolve();
  const steps: readonly [ConnectionStep['step'], () => Promise<unknown>][] = [
    [
      'identity',
      () => {
        credentials = bucket.guest.credentials();
        return Promise.race([identity, credentials]);
      },
    ],
    ['credentials', () => credentials],
    ['list', () => listObjects(bucket, { prefix: settings.folder, maxKeys: 1 })],
    [
      'write',
      () =>
        // The very way in which pictures are saved: what fails there has to fail here.
        sha256(body).then(checksum =>
          putObject(bucket, { key, body, mediaType: body.type, metadata: {}, checksum }, never),
        ),
    ],
    [
      'read',
      async () => {
        const object = await bucket.attempt('s3:GetObject', key, () =>
          bucket.s3.send(new GetObjectCommand({ Bucket, Key: key })),
        );
        if ((await object.Body?.transformToString()) !== text) throw new ShoeboxError('not-confirmed');
      },
    ],
    ['delete', () => deleteObject(bucket, key)],
  ];

  for (const [step, run] of steps) {
    yield { step, state: 'running', failure: null };
    try {
      await run();
    } catch (error) {
      yield { step, state: 'failed', failure: toFailure(error) };
      if (step === 'read') await deleteObject(bucket, key).catch(() => {}); // the reading is what the person hears about
      return;
    }
    yield { step, state: 'passed', failure: null };
  }
}
