import { S3Client } from '@aws-sdk/client-s3';
import { SignatureV4 } from '@smithy/signature-v4';
import { assertAddressable } from '../core/s3-url';
import type { Settings } from '../core/settings';
import { errorFromResponse } from './error-response';
import type { GuestIdentity } from './guest-credentials';

/** The SDK's clients of one bucket, and the signer for what is sent past them. */
export interface S3Clients {
  readonly s3: S3Client;
  readonly s3Once: S3Client;
  readonly signer: SignatureV4;
  /** What the clients have learned of the server's clock; 0 while that is nothing. */
  systemClockOffset(): number;
  /** What one client has learned of it, the other need not find out. */
  shareClock(): void;
}

export function newS3Clients(settings: Settings, guest: GuestIdentity, systemClockOffset = 0): S3Clients {
  const s3 = newClient(settings, guest, systemClockOffset, 3);
  const s3Once = newClient(settings, guest, systemClockOffset, 1);
  const signer = new SignatureV4({
    credentials: s3Once.config.credentials,
    region: settings.region,
    service: 's3',
    sha256: s3Once.config.sha256,
    uriEscapePath: false, // S3 alone wants keys escaped once
  });
  const learned = (): number => s3Once.config.systemClockOffset || s3.config.systemClockOffset;
  return {
    s3,
    s3Once,
    signer,
    systemClockOffset: learned,
    shareClock() {
      const offset = learned();
      s3.config.systemClockOffset = offset;
      s3Once.config.systemClockOffset = offset;
    },
  };
}

function newClient(
  settings: Settings,
  guest: GuestIdentity,
  systemClockOffset: number,
  maxAttempts: number,
): S3Client {
  const client = new S3Client({
    region: settings.region,
    ...(settings.endpoint && { endpoint: settings.endpoint }),
    forcePathStyle: settings.pathStyle,
    credentials: async () => {
      const { expiresAt, accessKeyId, secretAccessKey, sessionToken } = await guest.credentials();
      return { accessKeyId, secretAccessKey, sessionToken, expiration: new Date(expiresAt) };
    },
    systemClockOffset,
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
