import { followRename } from '../aws/covers';
import { currentBucket } from './current-bucket';

/** A photo was renamed; if it was its album's cover, it stays that. */
export const keepCover = async (from: string, name: string): Promise<void> =>
  followRename(await currentBucket(), from, name);
