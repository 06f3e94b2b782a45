import { bytesOfBase64 } from '../core/encoding';
import type { PartRange, SentPart } from '../core/parts';
import { settled } from '../core/promises';
import type { IsSame } from './resolve-key';
import type { UploadContext } from './upload-context';

/** SHA-256 of the parts of one file, in base64, each computed once. */
export class PartChecksums {
  readonly #known = new Map<number, Promise<string>>();
  readonly #context: Pick<UploadContext, 'body' | 'sha256'>;

  constructor(context: Pick<UploadContext, 'body' | 'sha256'>) {
    this.#context = context;
  }

  of({ partNumber, start, end }: PartRange): Promise<string> {
    const { body, sha256 } = this.#context;
    const checksum = this.#known.get(partNumber) ?? sha256(body.slice(start, end));
    this.#known.set(partNumber, checksum);
    return checksum;
  }

  /** Begins to compute one that will be asked for soon; whoever asks is told of a failure. */
  prepare(range: PartRange | undefined): void {
    if (range !== undefined) void settled(this.of(range));
  }
}

/**
 * The checksum of an object in parts, as S3 tells it: SHA-256 over the digests of the parts, and their number (S3 User
 * Guide, "Checking object integrity", composite checksums).
 */
export async function compositeChecksum(
  parts: readonly Pick<SentPart, 'checksum'>[],
  sha256: (blob: Blob) => Promise<string>,
): Promise<string> {
  const digests = parts.map(({ checksum }) => bytesOfBase64(checksum));
  return `${await sha256(new Blob(digests))}-${parts.length}`;
}

/**
 * Whether an object has the bytes of a file that is cut so. Reads the file only where S3 tells a checksum of as many
 * parts; null, not comparable, elsewhere.
 */
export const sameParts =
  (
    { sha256 }: Pick<UploadContext, 'sha256'>,
    ranges: readonly PartRange[],
    checksums: PartChecksums,
  ): IsSame =>
  async ({ checksums: stored }) => {
    const checksum = stored['sha256'];
    if (!checksum?.endsWith(`-${ranges.length}`)) return null;
    const parts: { checksum: string }[] = [];
    for (const range of ranges) parts.push({ checksum: await checksums.of(range) });
    return checksum === (await compositeChecksum(parts, sha256));
  };
