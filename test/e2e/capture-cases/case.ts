import type { Preferences } from '../../../src/core/preferences';
import type { CapturedBytes } from '../../../src/core/source';
import type { MenuContext } from '../../browser/context-menu';

/**
 * How a person says what they want: with the browser's own menu on an image (`image`), a film or a sound (`media`), a
 * link (`link`), or by "Find image here" (`find`). `told` is for what comes after the click
 * on an image: the worker is told of it, and no menu is seen.
 */
export type Trigger = 'told' | 'image' | 'media' | 'link' | 'find';

/** A picture on a page of the test site, and what has to come of it. */
export interface CaptureCase {
  /** What is hard about it. */
  readonly name: string;
  readonly trigger: Trigger;
  /** The page, by its file name in `test/site/pages/`. */
  readonly page: string;
  /** The host that the page is opened on; `here` if left out. */
  readonly on?: 'here' | 'public';
  /** What is right-clicked, as a selector; or, with `told`, a path of the site that the page does not show. */
  readonly target: string | { readonly path: string };
  /** Where the menu is opened, if not there: some things have no menu. Then the person points at the target. */
  readonly menuOn?: string;
  /** Whether that stands in the page's frame. */
  readonly framed?: true;
  /** What the browser's menu takes the target for; `thing` if left out. */
  readonly menuContext?: MenuContext;
  /** What the person says when the browser asks for access to a host; without it, nothing is asked. */
  readonly permissionAnswer?: 'allow' | 'deny';
  /** Pages that the person was on before, as paths of the site; `other:…` on the other host. */
  readonly visited?: readonly string[];
  /** What differs from the defaults. */
  readonly preferences?: Partial<Preferences>;
  readonly expected: ExpectedObject | ExpectedFailure;
  /** How long it may take, in milliseconds, where that is not just a moment. */
  readonly timeoutMs?: number;
}

/** An object in the bucket. */
export interface ExpectedObject {
  readonly as: 'saved';
  /** A file of the site whose very bytes it has, or a look at the bytes. */
  readonly content: string | ((bytes: Uint8Array, page: CasePage) => Promise<void> | void);
  /** The key's last segment. */
  readonly name: string | RegExp;
  readonly type: string;
  readonly rung: CapturedBytes['rung'];
  /** The code of what could not be done although it was saved; nothing if left out. */
  readonly note?: string;
}

/** The page of a case, in whichever browser. */
export interface CasePage {
  /** Runs a function in the page. */
  evaluate(script: () => string): Promise<string>;
}

/** A failure that is told, and nothing in the bucket. */
export interface ExpectedFailure {
  readonly as: 'refused';
  readonly code: string;
  readonly detail?: Readonly<Record<string, string>>;
}

const TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  webm: 'video/webm',
  ogg: 'audio/ogg',
};

/** The site's file itself, under its own name and type. */
export const savesFile = (
  file: string,
  rung: ExpectedObject['rung'],
  changes: Partial<Pick<ExpectedObject, 'name' | 'type'>> = {},
): ExpectedObject => ({
  as: 'saved',
  content: file,
  name: file,
  type: TYPES[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
  rung,
  ...changes,
});

export const failsWith = (code: string, detail: ExpectedFailure['detail'] = {}): ExpectedFailure => ({
  as: 'refused',
  code,
  detail,
});
