import { isImageType, mediaTypeOfName } from './media-type';
import { fileNameOfKey, visibleText } from './object-key';
import type { Settings } from './settings';

/** What a link is copied as. */
export const LINK_FORMATS = ['url', 'markdown', 'html', 'bbcode', 's3'] as const;

export type LinkFormat = (typeof LINK_FORMATS)[number];

/** How long a signed link may be asked to work, in seconds. Seven days is the longest that Signature Version 4 knows. */
export const LINK_LIFETIMES = [300, 900, 3600, 86_400, 604_800] as const;

export type LinkLifetime = (typeof LINK_LIFETIMES)[number];

/** Credentials of an identity pool live for an hour, and no link lives longer than what signed it; seconds. */
const LONGEST_BY_POOL: LinkLifetime = 3600;

/** The lifetimes that links come to: up to seven days where access keys sign, up to an hour elsewhere. */
export const linkLifetimes = (access: Settings['access']): readonly LinkLifetime[] =>
  access === 'keys' ? LINK_LIFETIMES : LINK_LIFETIMES.filter(seconds => seconds <= LONGEST_BY_POOL);

/** The longest of these that is no longer than wanted. */
export const nearestLifetime = (wanted: LinkLifetime, lifetimes: readonly LinkLifetime[]): LinkLifetime =>
  lifetimes.findLast(seconds => seconds <= wanted) ?? wanted;

/** A link to an object. */
export interface SharedLink {
  readonly key: string;
  readonly url: string;
  /** `s3://bucket/key`, as AWS's own tools name it. */
  readonly s3Uri: string;
  /** Milliseconds since 1970; null for one that has no end. */
  readonly expiresAt: number | null;
}

/** Something that is linked to. */
export interface Linked extends Pick<SharedLink, 'url' | 's3Uri'> {
  readonly name: string;
  /** Pictures are shown where they are linked from. */
  readonly isImage: boolean;
}

/** CommonMark 0.31, "Backslash escapes": any of these may be escaped, and none of them means anything then. */
const escapeMarkdown = (text: string): string => text.replace(/[\\`*_{}[\]()<>#+\-.!|~&]/g, '\\$&');

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, char => ENTITIES[char] ?? char);

/** BBCode knows no escapes: brackets that could be taken for a tag become others. */
const escapeBbcode = (text: string): string => text.replaceAll('[', '(').replaceAll(']', ')');

/**
 * The text that is copied: one line, in which a name can't end what it stands in. URLs are percent-encoded already;
 * parentheses alone end one in Markdown.
 */
export function linkText(format: LinkFormat, { url, s3Uri, name: strangers, isImage }: Linked): string {
  const name = visibleText(strangers);
  switch (format) {
    case 'url':
      return url;
    case 'markdown':
      return `${isImage ? '!' : ''}[${escapeMarkdown(name)}](${url.replaceAll('(', '%28').replaceAll(')', '%29')})`;
    case 'html':
      return isImage
        ? `<img src="${escapeHtml(url)}" alt="${escapeHtml(name)}">`
        : `<a href="${escapeHtml(url)}">${escapeHtml(name)}</a>`;
    case 'bbcode':
      return isImage ? `[img]${url}[/img]` : `[url=${url}]${escapeBbcode(name)}[/url]`;
    case 's3':
      // No tool takes escapes in such a URI: a key that is no line can't be copied as one, and is seen not to be.
      return visibleText(s3Uri);
  }
}

/** Links as they are copied. */
export interface CopiedLinks {
  readonly count: number;
  /** One a line. */
  readonly text: string;
  /** When the first of them ends, milliseconds since 1970; null for what has no end. */
  readonly expiresAt: number | null;
}

export function copiedLinks(format: LinkFormat, links: readonly SharedLink[]): CopiedLinks {
  const lines = links.map(link => {
    const name = fileNameOfKey(link.key);
    return linkText(format, { ...link, name, isImage: isImageType(mediaTypeOfName(name) ?? '') });
  });
  const ends = links.map(({ expiresAt }) => expiresAt).filter(end => end !== null);
  return {
    count: links.length,
    text: lines.join('\n'),
    expiresAt: format === 's3' || ends.length === 0 ? null : Math.min(...ends),
  };
}
