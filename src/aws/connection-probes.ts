import type { CleanupTarget } from '../core/cleanup-target';
import type { ConnectionStepName } from '../core/connection-step';
import { isShoeboxError, ShoeboxError } from '../core/failure';
import type { MultipartUpload, StoredPart } from '../core/parts';
import { TRANSFER_ID } from '../core/provenance';
import type { ExpectedObject } from '../core/s3-object';
import type { Settings } from '../core/settings';
import { needsAccessKeys } from '../core/wait-reason';
import { openBucket } from './bucket';
import type { Condition, ConditionSupport, Feature, TestedCapabilities } from './capabilities';
import { copyObject } from './copies';
import { deleteObject } from './deletions';
import { getObjectBytes, readObject } from './get-object';
import type { CredentialStorage } from './identity-credentials';
import { listObjectsOnce } from './list-objects';
import {
  abortMultipartUpload,
  completeMultipartUpload,
  createMultipartUpload,
  listMultipartUploads,
  listParts,
  uploadPart,
} from './multipart-uploads';
import { probeDeletion, probeWrites } from './probe-conditions';
import { probeStore } from './probe-store';
import {
  type Found,
  probeList,
  probeOutside,
  probePublicAccess,
  probeRegion,
  probeVersions,
} from './probe-surroundings';
import { putObject } from './put-object';

/** Something of the test that may be in the bucket. */
export interface TestLeftover {
  readonly key: string;
  readonly what: CleanupTarget;
}

/** What the test needs of the worker. */
export interface ConnectionTestPorts {
  readonly storage: CredentialStorage;
  /** SHA-256 in base64. */
  readonly sha256: (blob: Blob) => Promise<string>;
  /** Keeps what was found out of the bucket's conditions. */
  readonly remember: (settings: Settings, tested: TestedCapabilities) => Promise<void>;
  /** Writes down what is about to be made, for the next worker instance to remove if this one dies. Never rejects. */
  readonly expect: (settings: Settings, leftovers: readonly TestLeftover[]) => Promise<void>;
  /** All of it is removed; or it is not, and has to be. Never rejects. */
  readonly settle: (isRemoved: boolean) => Promise<void>;
}

/** Each rejects with why its step fails. `passed`: the steps that did not. */
type Probe = (passed: ReadonlySet<ConnectionStepName>) => Promise<Found | undefined>;

/** Conditions are sent and not checked by Shoebox: the test is what S3 itself does with them. */
const ALL_HONOURED: TestedCapabilities = {
  ...{ putCondition: 'honoured', completeCondition: 'honoured', copyCondition: 'honoured' },
  ...{ copySourceCondition: 'honoured', deleteCondition: 'honoured', testedAt: 0 },
  // Nothing that is known of the store keeps it from being asked.
  refused: [],
};

/** AWS refuses signatures that are off by 15 minutes; Shoebox signs by AWS's clock, links live by this computer's. */
const CLOCK_TOLERANCE_S = 300;

/**
 * The steps with credentials, and what removes all that they made.
 * @param settings with the folder of whoever the credentials are
 */
export function openConnectionProbes(
  settings: Settings,
  { storage, sha256, remember, expect, settle }: ConnectionTestPorts,
): {
  readonly probes: Readonly<Partial<Record<ConnectionStepName, Probe>>>;
  readonly removeAll: () => Promise<void>;
} {
  const options = { tested: ALL_HONOURED };
  const bucket = openBucket(settings, storage, options);
  const { folder } = settings;
  const id = `connection-test-${crypto.randomUUID()}`;
  // Where nothing is shown as a photo, also not as a deleted one in a bucket that keeps versions.
  const key = `${folder}.shoebox/${id}`;
  // The last one has characters that stores list in different ways.
  const [other, free, damaged, copy] = ['other', 'free', 'damaged', 'copy 100%+ü'].map(
    name => `${key}-${name}`,
  ) as [...[string, string, string, string]]; // as many as named
  const text = `Shoebox was here: ${key}`;
  const { signal } = new AbortController();
  const objects = new Set<string>();
  const uploads = new Map<MultipartUpload, readonly StoredPart[]>();
  /** The test object, once it is there. */
  let stored: ExpectedObject = { key, size: 0, etag: '' };
  let support: Readonly<Record<Condition, ConditionSupport>> | undefined;
  let refused: readonly Feature[] | undefined;
  let storesDamaged = false;
  /** What was found out of all this, once it is known. */
  let tested: TestedCapabilities | undefined;

  const contentOf = async (content: string) => {
    const body = new Blob([content], { type: 'text/plain' });
    return { body, mediaType: body.type, metadata: { [TRANSFER_ID]: id }, checksum: await sha256(body) };
  };
  const expectUpload = (at: string) =>
    expect(settings, [{ key: at, what: { kind: 'unnamed-uploads', startedAt: bucket.now() } }]);
  const onUpload = async (upload: MultipartUpload, parts: readonly StoredPart[]): Promise<void> => {
    uploads.set(upload, parts);
    if (parts.length === 0)
      await expect(settings, [{ key: upload.key, what: { kind: 'upload', uploadId: upload.uploadId } }]);
  };
  const begin = async (at: string, create: () => Promise<MultipartUpload>): Promise<MultipartUpload> => {
    await expectUpload(at);
    const upload = await create();
    await onUpload(upload, []);
    return upload;
  };
  const beginUpload = async (at: string): Promise<MultipartUpload> => {
    const content = await contentOf('');
    return begin(at, () => createMultipartUpload(bucket, { key: at, ...content }, signal));
  };
  const abort = async (upload: MultipartUpload): Promise<void> => {
    await abortMultipartUpload(bucket, upload, signal);
    uploads.delete(upload);
  };
  const latest = (): MultipartUpload => {
    const upload = [...uploads.keys()].at(-1);
    if (upload === undefined) throw new ShoeboxError('upload-gone');
    return upload;
  };
  const assertSame = async (blob: Blob): Promise<undefined> => {
    if ((await blob.text()) !== text) throw new ShoeboxError('not-confirmed');
  };
  const probe = { bucket, sha256, signal, onUpload, metadata: { [TRANSFER_ID]: id } };

  async function removeObjects(): Promise<void> {
    for (const made of objects) {
      await deleteObject(bucket, { key: made, etag: '' }, signal);
      objects.delete(made);
    }
  }

  async function removeAll(): Promise<void> {
    let isRemoved = false;
    try {
      await removeObjects();
      for (const [upload, parts] of uploads) {
        // Who may not abort it can still make an object of it, and delete that.
        await abort(upload).catch(async error => {
          if (parts.length === 0) throw error;
          await completeMultipartUpload(bucket, upload, parts, signal);
          objects.add(upload.key);
        });
      }
      await removeObjects();
      isRemoved = true;
    } finally {
      await settle(isRemoved);
    }
  }

  const probes: Readonly<Partial<Record<ConnectionStepName, Probe>>> = {
    async keys() {
      await bucket.identity.credentials();
      await listObjectsOnce(bucket, { prefix: folder, maxKeys: 1 }, signal).catch(error => {
        if (needsAccessKeys(error)) throw error; // what else is wrong, the other steps tell
      });
      return {};
    },
    async clock() {
      await bucket.identity.credentials(); // those of a pool come with AWS's time
      await bucket.learnServerDate();
      const seconds = Math.round((bucket.now() - Date.now()) / 1000);
      return {
        notes: Math.abs(seconds) > CLOCK_TOLERANCE_S ? ['clock-off'] : [],
        facts: { seconds: String(seconds) },
      };
    },
    region: () => probeRegion(settings),
    list: () => probeList(bucket, () => openBucket({ ...settings, requesterPays: true }, storage, options)),
    async write() {
      const content = await contentOf(text);
      await expect(
        settings,
        [key, other, free, damaged, copy].map(at => ({
          key: at,
          what: { kind: 'object', transferId: id },
        })),
      );
      objects.add(key);
      // The very way in which pictures are saved: what fails there has to fail here.
      const etag = await putObject(bucket, { key, ...content }, signal);
      stored = { key, size: content.body.size, etag };
      return undefined;
    },
    read: async () => assertSame((await getObjectBytes(bucket, stored, null, signal)).blob),
    presigned: async () =>
      assertSame(await readObject(bucket, { key }, { etag: null, maxBytes: stored.size, range: null })),
    async overwrite() {
      for (const made of [other, free]) objects.add(made);
      await expectUpload(key);
      const found = await probeWrites(probe, { taken: key, other, free });
      support = { ...ALL_HONOURED, ...found };
      // A copy of a source that was replaced is not told of: it is noticed before anything is deleted.
      const { putCondition, completeCondition, copyCondition } = found;
      const isRefused = [putCondition, completeCondition, copyCondition].every(one => one === 'honoured');
      return { notes: isRefused ? [] : ['names-not-refused'] };
    },
    async checksum() {
      objects.add(damaged);
      const { checksum } = await contentOf('');
      try {
        await putObject(bucket, { key: damaged, ...(await contentOf(text)), checksum }, signal);
      } catch (error) {
        if (!isShoeboxError(error) || !['not-confirmed', 'request-refused'].includes(error.code)) throw error;
        return undefined;
      }
      storesDamaged = true;
      return { notes: ['checksum-not-verified'] };
    },
    async multipart() {
      const upload = await beginUpload(`${key}-parts`);
      const part = await uploadPart(bucket, upload, { partNumber: 1, ...(await contentOf(text)) }, signal);
      uploads.set(upload, [part]);
      return undefined;
    },
    async resume() {
      await listParts(bucket, latest(), null, signal);
      return undefined;
    },
    async uploads() {
      await listMultipartUploads(bucket, latest().key, 0, signal);
      return undefined;
    },
    async abort() {
      await abort(latest());
      return undefined;
    },
    async copy() {
      objects.add(copy);
      // Whatever becomes of its source is a matter of `overwrite`.
      await copyObject(bucket, { ...stored, etag: '' }, copy, signal);
      return undefined;
    },
    async store(passed) {
      const partKey = `${key}-part-copies`;
      const spare = passed.has('copy') ? copy : null;
      const onPart = (upload: MultipartUpload, part: StoredPart) => void uploads.set(upload, [part]);
      const create = (make: () => Promise<MultipartUpload>) => begin(partKey, make);
      const found = await probeStore({ bucket, stored, spare, begin: create, onPart, signal }, partKey);
      refused = found.refused;
      return { notes: found.notes };
    },
    public: () => probePublicAccess(settings, key),
    async delete(passed) {
      const deleteCondition = passed.has('read') ? await probeDeletion(probe, key) : 'honoured';
      if (support !== undefined) {
        tested = {
          ...{ ...support, deleteCondition, storesDamaged, testedAt: bucket.now() },
          ...(refused !== undefined && { refused }),
        };
        await remember(settings, tested);
      }
      await removeObjects();
      return { notes: deleteCondition === 'honoured' ? [] : ['deletions-not-refused'] };
    },
    async versions() {
      const found = await probeVersions(bucket, key, signal);
      const isLost =
        found?.notes?.some(note => note === 'versions-off' || note === 'versions-missing') === true;
      if (tested !== undefined) await remember(settings, { ...tested, keepsDeleted: !isLost });
      return found;
    },
    outside: () => probeOutside(bucket, id, at => beginUpload(at).then(abort), signal),
  };
  return { probes, removeAll };
}
