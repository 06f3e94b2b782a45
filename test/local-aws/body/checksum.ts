import { createHash } from 'node:crypto';
import { S3Error } from '../s3/s3-error';
import type { HeaderFields } from '../sigv4/canonical';
import { createCrc, type RunningHash } from './crc';

/** S3's additional checksums, under the names that S3 gives them, with their length in bytes. */
export const CHECKSUM_BYTES = { CRC32: 4, CRC32C: 4, CRC64NVME: 8, SHA1: 20, SHA256: 32 } as const;

export type ChecksumAlgorithm = keyof typeof CHECKSUM_BYTES;

export const CHECKSUM_ALGORITHMS: readonly ChecksumAlgorithm[] = [
  'CRC32',
  'CRC32C',
  'CRC64NVME',
  'SHA1',
  'SHA256',
];

/** A checksum of bytes, in base64 as in headers. */
export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  readonly value: string;
}

/** What a client says about its body: the value now, or the promise of one behind the body. */
export type ChecksumClaim =
  | { readonly algorithm: ChecksumAlgorithm; readonly value: string }
  | { readonly algorithm: ChecksumAlgorithm; readonly inTrailer: true };

/** The header of an algorithm: `x-amz-checksum-crc32`. */
export function checksumHeader(algorithm: ChecksumAlgorithm): string {
  return `x-amz-checksum-${algorithm.toLowerCase()}`;
}

/** The name in a header or in XML (`CRC32`, any case), or nothing if S3 has no such algorithm. */
export function checksumAlgorithmOf(name: string): ChecksumAlgorithm | undefined {
  return CHECKSUM_ALGORITHMS.find(algorithm => algorithm === name.toUpperCase());
}

/** Starts computing. */
export function createChecksum(algorithm: ChecksumAlgorithm): RunningHash {
  if (algorithm === 'SHA1' || algorithm === 'SHA256') return createHash(algorithm);
  return createCrc(algorithm);
}

/** The one checksum that a request claims in a header or announces in its trailer. */
export function checksumClaimOf(headers: HeaderFields): ChecksumClaim | undefined {
  const inHeaders = CHECKSUM_ALGORITHMS.flatMap(algorithm => {
    const value = headers[checksumHeader(algorithm)];
    return value === undefined ? [] : [{ algorithm, value } satisfies ChecksumClaim];
  });
  const trailers = (headers['x-amz-trailer'] ?? '').toLowerCase().split(/[ ,]+/u);
  const inTrailer = CHECKSUM_ALGORITHMS.filter(algorithm => trailers.includes(checksumHeader(algorithm)));
  const claims = [...inHeaders, ...inTrailer.map(algorithm => ({ algorithm, inTrailer: true }) as const)];
  const [claim, ...more] = claims;
  if (more.length > 0) {
    throw invalid('Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.');
  }
  if (claim === undefined && headers['x-amz-sdk-checksum-algorithm'] !== undefined) {
    throw invalid(
      'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
    );
  }
  if (claim !== undefined && 'value' in claim) checkShape(claim);
  return claim;
}

/** Throws unless the value is base64 of the right length. */
export function checkShape({ algorithm, value }: Checksum): void {
  const bytes = Buffer.from(value, 'base64');
  if (bytes.length !== CHECKSUM_BYTES[algorithm] || bytes.toString('base64') !== value) {
    throw invalid(`Value for ${checksumHeader(algorithm)} header is invalid.`);
  }
}

/** The refusal of a body whose checksum is another than claimed. */
export function checksumMismatch(algorithm: ChecksumAlgorithm): S3Error {
  return new S3Error('BadDigest', {
    message: `The ${algorithm} you specified did not match the calculated checksum.`,
  });
}

function invalid(message: string): S3Error {
  return new S3Error('InvalidRequest', { message });
}
