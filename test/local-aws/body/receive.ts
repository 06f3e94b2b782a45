import { createHash } from 'node:crypto';
import { S3Error } from '../s3/s3-error';
import type { PayloadClaim } from '../sigv4/authenticate';
import type { HeaderFields } from '../sigv4/canonical';
import { decodeAwsChunked, type Trailer } from './aws-chunked';
import {
  type Checksum,
  checkShape,
  checksumClaimOf,
  checksumHeader,
  checksumMismatch,
  createChecksum,
} from './checksum';

/** A request's body before it was read, with all that the request says about it. */
export interface IncomingBody {
  readonly source: AsyncIterable<Buffer>;
  readonly headers: HeaderFields;
  readonly payload: PayloadClaim;
}

/** What was read, after everything claimed about it proved true. */
export interface ReceivedBody {
  readonly size: number;
  readonly md5: Buffer;
  /** Present if the client sent one. */
  readonly checksum?: Checksum;
}

/** S3's limit for one PUT: 5 GiB. */
const MAX_PUT_BYTES = 5 * 1024 ** 3;

/** The XML documents that S3 takes are far smaller than this. */
const MAX_DOCUMENT_BYTES = 4 * 1024 * 1024;

/**
 * Hands the body to `write`, piece by piece, and verifies length, payload hash, Content-MD5 and checksum.
 * Throws if one is wrong: what was written by then is to be thrown away.
 */
export async function receiveBody(
  body: IncomingBody,
  write: (bytes: Buffer) => Promise<void> | void,
): Promise<ReceivedBody> {
  const { headers, payload } = body;
  const chunked = payload.kind === 'unsigned-trailer';
  const length = declaredLength(headers, chunked);
  const contentMd5 = contentMd5Of(headers);
  const claim = checksumClaimOf(headers);
  const trailer: Trailer = new Map();
  const md5 = createHash('md5');
  const sha256 = payload.kind === 'signed' ? createHash('sha256') : undefined;
  const checksum = claim && createChecksum(claim.algorithm);
  let size = 0;
  for await (const bytes of chunked ? decodeAwsChunked(body.source, trailer) : body.source) {
    size += bytes.length;
    md5.update(bytes);
    sha256?.update(bytes);
    checksum?.update(bytes);
    await write(bytes);
  }
  if (size !== length) throw new S3Error('IncompleteBody');
  if (payload.kind === 'signed' && sha256 !== undefined) {
    const computed = sha256.digest('hex');
    if (computed !== payload.sha256) {
      throw new S3Error('XAmzContentSHA256Mismatch', {
        details: { ClientComputedContentSHA256: payload.sha256, S3ComputedContentSHA256: computed },
      });
    }
  }
  const md5Digest = md5.digest();
  if (contentMd5 !== undefined && !contentMd5.equals(md5Digest)) throw new S3Error('BadDigest');
  if (claim === undefined || checksum === undefined) return { size, md5: md5Digest };
  const claimed = 'value' in claim ? claim.value : trailer.get(checksumHeader(claim.algorithm));
  const computed: Checksum = { algorithm: claim.algorithm, value: checksum.digest().toString('base64') };
  if (claimed === undefined)
    throw new S3Error('InvalidRequest', { message: 'The announced trailer is missing.' });
  checkShape({ algorithm: claim.algorithm, value: claimed });
  if (claimed !== computed.value) throw checksumMismatch(claim.algorithm);
  return { size, md5: md5Digest, checksum: computed };
}

/** Reads a small document whole. */
export async function receiveDocument(body: IncomingBody): Promise<string> {
  if (declaredLength(body.headers, body.payload.kind === 'unsigned-trailer') > MAX_DOCUMENT_BYTES) {
    throw new S3Error('MalformedXML');
  }
  const pieces: Buffer[] = [];
  await receiveBody(body, bytes => {
    pieces.push(bytes);
  });
  return Buffer.concat(pieces).toString('utf8');
}

function declaredLength(headers: HeaderFields, chunked: boolean): number {
  const declared = headers[chunked ? 'x-amz-decoded-content-length' : 'content-length'];
  // Without a body there is no Content-Length either (GET, DELETE, an empty POST).
  if (declared === undefined && !chunked && headers['transfer-encoding'] === undefined) return 0;
  if (declared === undefined || !/^\d+$/u.test(declared)) throw new S3Error('MissingContentLength');
  const length = Number(declared);
  if (length > MAX_PUT_BYTES) {
    throw new S3Error('EntityTooLarge', { details: { ProposedSize: length, MaxSizeAllowed: MAX_PUT_BYTES } });
  }
  return length;
}

function contentMd5Of(headers: HeaderFields): Buffer | undefined {
  const header = headers['content-md5'];
  if (header === undefined) return undefined;
  const bytes = Buffer.from(header, 'base64');
  if (bytes.length !== 16 || bytes.toString('base64') !== header) throw new S3Error('InvalidDigest');
  return bytes;
}
