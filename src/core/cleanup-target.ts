/** What of ours may be at a key of the bucket and must not stay there, and how it is told from anybody else's. */
export type CleanupTarget =
  /** A multipart upload of a transfer that was cancelled or given up. */
  | { readonly kind: 'upload'; readonly uploadId: string }
  /** Multipart uploads whose ids did not reach us, `startedAt` (milliseconds since 1970) or later. */
  | { readonly kind: 'unnamed-uploads'; readonly startedAt: number }
  /** An object that bears this id, which S3 may have stored while it was being cancelled. */
  | { readonly kind: 'object'; readonly transferId: string };
