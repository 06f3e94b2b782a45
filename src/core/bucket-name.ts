/** Which of S3's rules a bucket name breaks. */
export type BucketNameProblem =
  | 'empty'
  | 'length'
  | 'characters'
  | 'edges'
  | 'dots'
  | 'ip-address'
  | 'reserved-prefix'
  | 'reserved-suffix';

const RESERVED_PREFIXES = ['xn--', 'sthree-', 'amzn-s3-demo-'];
const RESERVED_SUFFIXES = ['-s3alias', '--ol-s3', '.mrap', '--x-s3', '--table-s3'];

/**
 * The first rule for general purpose buckets that `name` breaks, or null.
 * Source: Amazon S3 User Guide, "General purpose bucket naming rules".
 */
export function bucketNameProblem(name: string): BucketNameProblem | null {
  if (name === '') return 'empty';
  if (!/^[a-z0-9.-]+$/.test(name)) return 'characters';
  if (name.length < 3 || name.length > 63) return 'length';
  if (!/^[a-z0-9].*[a-z0-9]$/.test(name)) return 'edges';
  if (name.includes('..')) return 'dots';
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return 'ip-address';
  if (RESERVED_PREFIXES.some(prefix => name.startsWith(prefix))) return 'reserved-prefix';
  if (RESERVED_SUFFIXES.some(suffix => name.endsWith(suffix))) return 'reserved-suffix';
  return null;
}
