import type { InitializeHandler, MetadataBearer, Pluggable } from '@smithy/types';

/** SHA-256 in base64, as `x-amz-checksum-sha256` wants it. */
export async function sha256Base64(blob: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}

/**
 * Gives every Blob that is sent (an object, or a part of one) its SHA-256, which S3 verifies before it says "saved".
 * The Blob itself is streamed by the browser; bodies of other kinds keep the SDK's own way.
 */
export const sendBlobsWithChecksum = <Input extends object, Output extends MetadataBearer>(): Pluggable<
  Input,
  Output
> => ({
  applyToStack: stack => {
    const withChecksum =
      (next: InitializeHandler<Input, Output>): InitializeHandler<Input, Output> =>
      async args => {
        const body = 'Body' in args.input ? args.input.Body : undefined;
        if (!(body instanceof Blob)) return next(args);
        return next({ ...args, input: { ...args.input, ChecksumSHA256: await sha256Base64(body) } });
      };
    stack.add(withChecksum, { step: 'initialize', name: 'shoeboxBlobChecksum' });
  },
});
