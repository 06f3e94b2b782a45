import { S3Client } from '@aws-sdk/client-s3';
import { SignatureV4 } from '@smithy/signature-v4';
import { assertAddressable } from '../core/s3-url';
import type { Settings } from '../core/settings';
import type { Capabilities } from './capabilities';
import { checksumsIfTaken, LAST_BEFORE_SIGNING } from './checksums';
import { errorFromResponse } from './error-response';
import type { Identity } from './identity';
import type { ServerClock } from './identity-credentials';

/** The SDK's clients of one bucket, and the signer for what is sent past them. */
export interface S3Clients {
  readonly s3: S3Client;
  readonly s3Once: S3Client;
  readonly signer: SignatureV4;
}

/** All sign by `clock`, and correct it by S3's answers. */
export function newS3Clients(
  settings: Settings,
  identity: Identity,
  clock: ServerClock,
  capabilities: Capabilities,
): S3Clients {
  const s3 = newClient(settings, identity, clock, 3);
  const s3Once = newClient(settings, identity, clock, 1);
  for (const client of [s3, s3Once])
    client.middlewareStack.add(checksumsIfTaken(capabilities), LAST_BEFORE_SIGNING);
  const signer = new SignatureV4({
    credentials: s3Once.config.credentials,
    region: settings.region,
    service: 's3',
    sha256: s3Once.config.sha256,
    uriEscapePath: false, // S3 alone wants keys escaped once
  });
  return { s3, s3Once, signer };
}

function newClient(
  settings: Settings,
  identity: Identity,
  clock: ServerClock,
  maxAttempts: number,
): S3Client {
  const client = new S3Client({
    region: settings.region,
    ...(settings.endpoint && { endpoint: settings.endpoint }),
    forcePathStyle: settings.pathStyle,
    credentials: async () => {
      const { accessKeyId, secretAccessKey, sessionToken } = await identity.credentials();
      // The SDK would keep them until then, by this computer's clock: `identity` knows better how long.
      const token = sessionToken === undefined ? {} : { sessionToken };
      return { accessKeyId, secretAccessKey, ...token, expiration: new Date(0) };
    },
    ...(identity.sha256 !== undefined && { sha256: identity.sha256 }),
    maxAttempts,
    requestHandler: { customFetch: fetchWithoutRedirects },
    // The SDK's own checksums can't read a Blob in a worker; what we send ourselves has ours.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  client.middlewareStack.add(
    next => args => {
      // `fetch` folds `a/../b.jpg` to `b.jpg`: the request would be about that object.
      if ('Key' in args.input) assertAddressable(args.input.Key ?? '');
      return next(args);
    },
    { step: 'initialize', name: 'assertAddressable' },
  );
  // The SDK reads it for each signature and writes it with each answer: what one client learns, the other knows.
  Object.defineProperty(client.config, 'systemClockOffset', {
    get: () => clock.systemClockOffset,
    set: (offset: number) => {
      clock.systemClockOffset = offset;
    },
  });
  if (settings.requesterPays)
    client.middlewareStack.add(
      next => args => next({ ...args, input: { ...args.input, RequestPayer: 'requester' } }),
    );
  return client;
}

/**
 * A bucket in another region may be answered with a redirect. Followed, the request comes without its signature to a host
 * that the browser may not let us read, and all that is known is that there was no answer. What the SDK makes of an answer
 * that the browser hides is a success.
 */
async function fetchWithoutRedirects(request: Request): Promise<Response> {
  const response = await fetch(request, { redirect: 'manual' });
  if (response.type === 'opaqueredirect') throw await errorFromResponse(response, { systemClockOffset: 0 });
  return response;
}
