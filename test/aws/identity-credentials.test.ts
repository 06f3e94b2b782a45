import { beforeEach, describe, expect, test, vi } from 'vitest';
import {
  type Clocks,
  type CredentialStorage,
  type PoolIdentity,
  poolIdentity,
  type ServerClock,
} from '../../src/aws/identity-credentials';
import type { LocalAws } from '../local-aws/index';
import { useLocalAws } from '../use-local-aws';
import { GUEST_BUCKET, guestStorage, settingsOf } from './local-bucket';

vi.setConfig({ testTimeout: 60_000 });

const { start } = useLocalAws();

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

// Node 20 has none.
beforeEach(() => vi.stubGlobal('navigator', { onLine: true }));

/** A computer on which time goes by, and whose clock is wrong and can be set. */
function computer(clockErrorMs = 0) {
  let passed = 0;
  let asleep = 0;
  let error = clockErrorMs;
  const trueNow = (): number => START + passed + asleep;
  const clocks: Clocks = { now: () => trueNow() + error, monotonicNow: () => passed };
  return {
    clocks,
    trueNow,
    wait(ms: number): void {
      passed += ms;
    },
    sleep(ms: number): void {
      asleep += ms;
    },
    setClock(ms: number): void {
      error += ms;
    },
  };
}

/** A whole second: what headers can say. */
const START = Date.UTC(2030, 0, 1);

const asked = ({ requests }: LocalAws, operation = 'GetCredentialsForIdentity'): number =>
  requests.filter(request => request.operation === operation).length;

interface Guest extends PoolIdentity {
  readonly clock: ServerClock;
}

/** As a worker instance begins with it. */
function guestOf(aws: LocalAws, storage: CredentialStorage, clocks: Clocks): Guest {
  const clock: ServerClock = { systemClockOffset: 0 };
  return { ...poolIdentity(settingsOf(aws), storage, clock, { clocks }), clock };
}

/** Asks ten times, as one after another of an album's pictures does. */
async function askTenTimes(guest: Guest): Promise<void> {
  for (let n = 0; n < 10; n++) await guest.credentials();
}

describe.each([0, 75 * MINUTE, -75 * MINUTE, DAY, -DAY])('on a clock that is %i ms wrong', error => {
  test('credentials are asked for once while they live, and once more when they end', async () => {
    const { clocks, trueNow, wait } = computer(error);
    const aws = await start({ ...GUEST_BUCKET, now: trueNow });
    const guest = guestOf(aws, guestStorage(), clocks);
    await askTenTimes(guest);
    wait(54 * MINUTE);
    await askTenTimes(guest);
    expect(asked(aws)).toBe(1);
    wait(2 * MINUTE);
    await askTenTimes(guest);
    expect(asked(aws)).toBe(2);
    expect(asked(aws, 'GetId')).toBe(1);
  });

  test('credentials are asked for once for all worker instances while they live', async () => {
    const { clocks, trueNow, wait } = computer(error);
    const aws = await start({ ...GUEST_BUCKET, now: trueNow });
    const storage = guestStorage();
    for (const minutes of [0, 30, 20]) {
      wait(minutes * MINUTE);
      await guestOf(aws, storage, clocks).credentials();
    }
    expect(asked(aws)).toBe(1);
    wait(6 * MINUTE);
    await guestOf(aws, storage, clocks).credentials();
    expect(asked(aws)).toBe(2);
  });

  test('how wrong it is comes with the credentials, the kept ones too', async () => {
    const { clocks, trueNow } = computer(error);
    const aws = await start({ ...GUEST_BUCKET, now: trueNow });
    const storage = guestStorage();
    for (const _ of ['new', 'kept']) {
      const guest = guestOf(aws, storage, clocks);
      const { issuedAt, expiresAt } = await guest.credentials();
      expect([issuedAt, expiresAt]).toEqual([START, START + HOUR]);
      expect(guest.clock.systemClockOffset).toBeCloseTo(-error);
    }
  });
});

describe('a clock that is set while credentials live', () => {
  test.each([DAY, 75 * MINUTE])('by %i ms ahead: they are asked for once more, and live on', async ahead => {
    const { clocks, trueNow, wait, setClock } = computer();
    const aws = await start({ ...GUEST_BUCKET, now: trueNow });
    const guest = guestOf(aws, guestStorage(), clocks);
    await guest.credentials();
    setClock(ahead);
    await askTenTimes(guest);
    wait(50 * MINUTE);
    await askTenTimes(guest);
    expect(asked(aws)).toBe(2);
    expect(guest.clock.systemClockOffset).toBe(-ahead);
  });

  test.each([-DAY, -75 * MINUTE])('by %i ms back: they live as long as before', async back => {
    const { clocks, trueNow, wait, setClock } = computer();
    const aws = await start({ ...GUEST_BUCKET, now: trueNow });
    const guest = guestOf(aws, guestStorage(), clocks);
    await guest.credentials();
    setClock(back);
    wait(54 * MINUTE);
    await askTenTimes(guest);
    expect(asked(aws)).toBe(1);
    wait(2 * MINUTE);
    await askTenTimes(guest);
    expect(asked(aws)).toBe(2);
  });

  test('back while no worker runs: kept credentials of which nobody knows the age are not used', async () => {
    const { clocks, trueNow, setClock } = computer();
    const aws = await start({ ...GUEST_BUCKET, now: trueNow });
    const storage = guestStorage();
    await guestOf(aws, storage, clocks).credentials();
    setClock(-DAY);
    await askTenTimes(guestOf(aws, storage, clocks));
    expect(asked(aws)).toBe(2);
  });
});

test('credentials that ended while the computer slept, and its clock of elapsed time with it, are renewed', async () => {
  const { clocks, trueNow, sleep } = computer();
  const aws = await start({ ...GUEST_BUCKET, now: trueNow });
  const guest = guestOf(aws, guestStorage(), clocks);
  await guest.credentials();
  sleep(8 * HOUR);
  await askTenTimes(guest);
  expect(asked(aws)).toBe(2);
});

test('credentials live by this computer’s clock, as S3 corrects it, where the answer tells no readable Date', async () => {
  const { clocks, trueNow } = computer(DAY);
  const aws = await start({ ...GUEST_BUCKET, now: trueNow });
  aws.intercept(({ operation }) =>
    operation === 'GetCredentialsForIdentity'
      ? {
          status: 200,
          headers: { date: 'today', 'content-type': 'application/x-amz-json-1.1' },
          body: JSON.stringify({
            Credentials: {
              ...{ AccessKeyId: 'A', SecretKey: 'B', SessionToken: 'C' },
              Expiration: (START + HOUR) / 1000,
            },
          }),
        }
      : undefined,
  );
  const guest = guestOf(aws, guestStorage(), clocks);
  guest.clock.systemClockOffset = -DAY;
  expect(await guest.credentials()).toMatchObject({ issuedAt: START, expiresAt: START + HOUR });
  await askTenTimes(guest);
  expect(asked(aws)).toBe(1);
});

describe('an identity', () => {
  test.each(['deleted', 'linked'] as const)('that was %s is forgotten, and another asked for', async end => {
    const { clocks, trueNow, wait } = computer();
    const aws = await start({ ...GUEST_BUCKET, now: trueNow });
    const storage = guestStorage();
    const guest = guestOf(aws, storage, clocks);
    await guest.credentials();
    await aws.endIdentities(end);
    wait(HOUR);
    await askTenTimes(guest);
    await guestOf(aws, storage, clocks).credentials();
    expect([asked(aws, 'GetId'), asked(aws)]).toEqual([2, 3]);
  });

  test('of a pool that no longer lets guests in is kept', async () => {
    const { clocks, trueNow, wait } = computer();
    const aws = await start({ ...GUEST_BUCKET, now: trueNow });
    const guest = guestOf(aws, guestStorage(), clocks);
    await guest.credentials();
    wait(HOUR);
    aws.setPools((GUEST_BUCKET.pools ?? []).map(pool => ({ ...pool, guests: false })));
    await expect(guest.credentials()).rejects.toMatchObject({ code: 'guests-not-allowed' });
    aws.setPools(GUEST_BUCKET.pools ?? []);
    await guest.credentials();
    expect(asked(aws, 'GetId')).toBe(1);
  });

  test('that can’t be kept makes credentials all the same', async () => {
    const { clocks, trueNow } = computer();
    const aws = await start({ ...GUEST_BUCKET, now: trueNow });
    const storage = guestStorage();
    const full = { ...storage.identities, set: () => Promise.reject(new Error('full')) };
    const guest = guestOf(aws, { ...storage, identities: full }, clocks);
    expect(await guest.credentials()).toMatchObject({ issuedAt: START });
  });
});

test('a Cognito that is asked too often is asked again, and then told of', async () => {
  const { clocks, trueNow } = computer();
  const aws = await start({ ...GUEST_BUCKET, now: trueNow, cognitoRequestsPerSecond: 0 });
  const guest = guestOf(aws, guestStorage(), clocks);
  await expect(guest.credentials()).rejects.toMatchObject({ code: 'throttled' });
  expect(asked(aws, 'GetId')).toBe(3);
});
