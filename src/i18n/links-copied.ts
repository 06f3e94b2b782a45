import type { LinkLines } from '../core/link-text';
import { linkEnd } from './link-end';
import { plural } from './message';

/** That they are copied, and how long they work. */
export const linksCopied = ({ count, expiresAt }: LinkLines): string =>
  expiresAt === null
    ? plural('links_copied_lasting', count)
    : plural('links_copied', count, linkEnd(expiresAt, Date.now()));
