import { isImageType, mediaTypeOfName } from './media-type';
import { fileNameOfKey, visibleText } from './object-key';

/** What a link is copied as. */
export const LINK_FORMATS = ['url', 'markdown', 'html', 'bbcode', 's3'] as const;

export type LinkFormat = (typeof LINK_FORMATS)[number];

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
