import type { CopiedLinks } from '../core/link-text';
import { formatLinkExpiry } from './link-end';
import { plural } from './message';

/** That they are copied, and how long they work. */
export const linksCopiedMessage = ({ count, expiresAt }: CopiedLinks): string =>
  expiresAt === null
    ? plural('links_copied_lasting', count)
    : plural('links_copied', count, formatLinkExpiry(expiresAt, Date.now()));
