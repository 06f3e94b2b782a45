import { type ConnectionStep, type ConnectionStepName, stepsFor } from '../core/connection-step';
import { isDenial, isShoeboxError, toFailure } from '../core/failure';
import { IDENTITY_PLACEHOLDER, type Settings } from '../core/settings';
import { type ConnectionTestPorts, openConnectionProbes } from './connection-probes';
import { forThisTest, openIdentityProbes } from './probe-identity';
import type { Found } from './probe-surroundings';

/** Without these, a step is not tried. */
const NEEDS: Readonly<Partial<Record<ConnectionStepName, readonly ConnectionStepName[]>>> = {
  credentials: ['pool'],
  read: ['write'],
  presigned: ['write', 'read'],
  overwrite: ['write', 'read'],
  checksum: ['write'],
  multipart: ['write'],
  resume: ['multipart'],
  uploads: ['multipart'],
  abort: ['multipart'],
  copy: ['write', 'read'],
  store: ['write', 'read'],
  public: ['write'],
  delete: ['write'],
  versions: ['delete'],
};

/** What a denied permission is to Shoebox where not a failure: what these steps try is needed only now and then. */
const WHEN_DENIED: Readonly<Partial<Record<ConnectionStepName, ConnectionStep['state']>>> = {
  resume: 'degraded',
  uploads: 'degraded',
  abort: 'degraded',
  versions: 'skipped',
};

/** What these steps try, some stores do not have, and it is needed only now and then. */
const WHEN_UNSUPPORTED: Readonly<Partial<Record<ConnectionStepName, ConnectionStep['state']>>> = {
  resume: 'degraded',
  uploads: 'degraded',
  abort: 'degraded',
};

/** After these nothing else can succeed, unless it is only the list that is not allowed. */
const DECISIVE: readonly ConnectionStepName[] = ['pool', 'credentials', 'keys', 'region', 'list'];

const isIdentityStep = (step: ConnectionStepName) => step === 'pool' || step === 'credentials';

const NOTHING: Omit<ConnectionStep, 'step' | 'state'> = {
  failure: null,
  notes: [],
  facts: {},
  because: null,
};

/**
 * Does once all that Shoebox will ever do, in order, and tells each step before and after. Goes on after a step that
 * fails, with what does not depend on it. What it put into the bucket is removed also when nobody listens any more, and by
 * the next worker instance if this one dies.
 */
export async function* testConnection(
  settings: Settings,
  ports: ConnectionTestPorts,
): AsyncGenerator<ConnectionStep, void, undefined> {
  const storage = forThisTest(ports.storage);
  const identity = openIdentityProbes(settings, storage);
  // Of users each has a folder of their own, and who this is has to be found out.
  let folder = settings.access === 'keys' ? settings.folder : '';
  let bucket: ReturnType<typeof openConnectionProbes> | undefined;
  const withCredentials = () => {
    bucket ??= openConnectionProbes({ ...settings, folder }, { ...ports, storage });
    return bucket.probes;
  };
  const passed = new Set<ConnectionStepName>();
  let blocker: ConnectionStepName | undefined;
  try {
    for (const step of stepsFor(settings)) {
      if (step === 'cors') continue; // the page's own
      const because = blocker ?? NEEDS[step]?.find(needed => !passed.has(needed));
      if (because !== undefined) {
        yield { ...NOTHING, step, state: 'skipped', because };
        continue;
      }
      yield { ...NOTHING, step, state: 'running' };
      try {
        const probe = isIdentityStep(step) ? identity[step] : withCredentials()[step];
        const { notes = [], ...found }: Found = (await probe?.(passed)) ?? {};
        if (found.facts?.['identity'] !== undefined)
          folder = settings.folder.replaceAll(IDENTITY_PLACEHOLDER, found.facts['identity']);
        passed.add(step);
        yield { ...NOTHING, step, state: notes.length > 0 ? 'degraded' : 'passed', notes, ...found };
      } catch (error) {
        const failure = toFailure(error);
        const denied = isDenial(failure.code);
        if (DECISIVE.includes(step) && !(denied && step === 'list')) blocker = step;
        const unsupported = failure.code === 's3-unsupported';
        const state = (denied && WHEN_DENIED[step]) || (unsupported && WHEN_UNSUPPORTED[step]) || 'failed';
        yield { ...NOTHING, step, state, failure };
      }
    }
  } finally {
    await bucket?.removeAll().catch(error => {
      // The user is told of the step that failed: where S3 can't be reached or refuses, this is no other failure.
      if (!isShoeboxError(error)) throw error;
    });
  }
}
