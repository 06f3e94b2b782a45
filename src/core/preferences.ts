import * as v from 'valibot';
import { LINK_FORMATS, LINK_LIFETIMES } from './link-text';

const MIB = 1024 ** 2;

/** Longest edge in pixels that a conversion may be asked for: what browsers can still draw into one canvas. */
export const MAX_EDGE = 16_384;

/** Below this a picture is an icon. */
export const MIN_EDGE = 16;

/** Of the template of names, in UTF-16 code units. */
export const MAX_TEMPLATE_LENGTH = 200;

/** What the cap for one file may be, in bytes; S3 takes no object over 5 TiB. */
export const MAX_BYTES_RANGE = { least: MIB, most: 5 * 1024 ** 4 } as const;

const conversionSchema = v.object({
  /** `keep` leaves the format as it is; WebP and AVIF become one of the others. */
  format: v.picklist(['keep', 'jpeg', 'png']),
  /** Longest edge in pixels, for pictures that are larger; null leaves the size as it is. */
  maxEdge: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(MIN_EDGE), v.maxValue(MAX_EDGE))),
  /** Of JPEG, in percent. */
  quality: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)),
  /** Whether the place where a photograph was taken is removed from it. */
  stripLocation: v.boolean(),
});

/** What is done to pictures on their way; as it is here, nothing. */
export type Conversion = v.InferOutput<typeof conversionSchema>;

export const NO_CONVERSION: Conversion = { format: 'keep', maxEdge: null, quality: 90, stripLocation: false };

const linksSchema = v.object({
  /** What they are copied as. */
  format: v.picklist(LINK_FORMATS),
  /** `signed` works for everybody, and ends; `public` is for buckets that all may read; `own` begins with `baseUrl`. */
  address: v.picklist(['signed', 'public', 'own']),
  /** How long a signed one works, if what signs it lives so long. */
  lifeSeconds: v.picklist(LINK_LIFETIMES),
  /** Before the key, for `own`: `https://cdn.example.com/`. Empty while there is none. */
  baseUrl: v.pipe(v.string(), v.maxLength(500), v.check(isBaseUrl)),
  /** Whether links to what was saved from the web are copied at once; unknown to earlier versions. */
  copyAfterSaving: v.optional(v.boolean(), false),
});

/** How links to photos are made. */
export type LinkPreferences = v.InferOutput<typeof linksSchema>;

/** Whether keys can follow it. */
export function isBaseUrl(text: string): boolean {
  if (text === '') return true;
  if (!URL.canParse(text)) return false;
  const { protocol, search, hash, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && search + hash + username + password === '';
}

const preferencesSchema = v.object({
  /** Of a picture that a page has in several versions: the best there is, or the very one that is shown. */
  version: v.picklist(['best', 'shown']),
  /** How things from the web are named; the placeholders stand in `core/name-template.ts`. */
  nameTemplate: v.pipe(v.string(), v.maxLength(MAX_TEMPLATE_LENGTH)),
  /** Whether it is noted with a picture where it came from. */
  keepProvenance: v.boolean(),
  /** Whether small pictures of photos are kept in the bucket, beside them. */
  storeThumbnails: v.boolean(),
  /** Largest thing that is taken from the web, in bytes. */
  maxBytes: v.pipe(
    v.number(),
    v.integer(),
    v.minValue(MAX_BYTES_RANGE.least),
    v.maxValue(MAX_BYTES_RANGE.most),
  ),
  /** Which of what is saved from the web is told by a notification. Badge and list of transfers tell of failures always. */
  notifications: v.picklist(['all', 'failures', 'none']),
  conversion: conversionSchema,
  links: linksSchema,
});

/**
 * How the user likes things from the web to be saved, and links to be made. Unlike the settings, there is always a good
 * value.
 */
export type Preferences = v.InferOutput<typeof preferencesSchema>;

export const DEFAULT_PREFERENCES: Preferences = {
  version: 'best',
  nameTemplate: '{name}',
  keepProvenance: true,
  storeThumbnails: true,
  maxBytes: 2048 * MIB,
  notifications: 'all',
  conversion: NO_CONVERSION,
  links: { format: 'url', address: 'signed', lifeSeconds: 3600, baseUrl: '', copyAfterSaving: false },
};

/** Anything that claims to be preferences: what is missing or wrong in it is as it is by default. Never throws. */
export function parsePreferences(input: unknown): Preferences {
  const claimed = v.is(v.record(v.string(), v.unknown()), input) ? input : {};
  const result = v.safeParse(preferencesSchema, { ...DEFAULT_PREFERENCES, ...claimed });
  if (result.success) return result.output;
  const wrong = new Set(result.issues.map(issue => issue.path?.[0]?.key));
  const right = Object.entries(claimed).filter(([field]) => !wrong.has(field));
  return v.parse(preferencesSchema, { ...DEFAULT_PREFERENCES, ...Object.fromEntries(right) });
}

/**
 * What the worker needs to copy something by itself, asked for when the user wants that. In Chrome it has no clipboard:
 * a page that nobody sees has it.
 */
export const clipboardPermissions = (isFirefox: boolean): readonly string[] =>
  isFirefox ? ['clipboardWrite'] : ['clipboardWrite', 'offscreen'];
