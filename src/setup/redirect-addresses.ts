import { CHROMIUM_DEVELOPMENT_ID } from '../core/extension-ids';

/** What `identity.getRedirectURL` says in an extension that has its published id; Firefox takes the SHA-1 of it. */
const PUBLISHED = [
  `https://${CHROMIUM_DEVELOPMENT_ID}.chromiumapp.org/`,
  'https://ac7df1bda7f40c472d5fc99bab3a50ada7195f78.extensions.allizom.org/',
];

/** Where a sign-in may return to: the published extensions, and the one `here`, of whatever id. */
export const redirectAddresses = (here: string): readonly string[] => [...new Set([...PUBLISHED, here])];
