import type { LocalAws } from '../local-aws/index';

/** The folder in which the suites run; its names need encoding, and one that is not inside begins like it. */
export const FOLDER = 'team/a b/';

/** What keys and prefixes are called in messages, other than in the settings. */
const NAMES_OF_KEYS: ReadonlySet<string> = new Set(['key', 'keys', 'prefix', 'parent', 'album', 'to']);

/** A message with its keys and prefixes changed, however deep. */
export function withKeys<Message>(message: Message, change: (key: string) => string): Message {
  const changed = (value: unknown, isKey: boolean): unknown => {
    if (typeof value === 'string') return isKey ? change(value) : value;
    if (Array.isArray(value)) return value.map(one => changed(one, isKey));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, changed(one, NAMES_OF_KEYS.has(name))]),
    );
  };
  return changed(message, false) as Message; // its strings alone were changed
}

/** Says keys below a folder as if there were no folder, and the other way round. */
export interface FolderNames {
  /** The key as S3 has it. */
  inside(key: string): string;
  /** What is left of a key that S3 has, without the folder; one that is not in it stays as it is. */
  below(key: string): string;
}

export const folderNames = (folder: string): FolderNames => ({
  inside: key => `${folder}${key}`,
  below: key => (key.startsWith(folder) ? key.slice(folder.length) : key),
});

/** The query of a page of the manager's, with the albums that it names. */
export function pageParameters(parameters: string, { inside }: Pick<FolderNames, 'inside'>): string {
  if (parameters === '') return '';
  const query = new URLSearchParams(parameters);
  for (const name of ['album', 'deleted']) {
    const prefix = query.get(name);
    if (prefix !== null) query.set(name, inside(prefix));
  }
  return `?${query}`;
}

/** The local AWS, with the keys of its requests and of its log as they are named below the folder. */
export function awsInFolder(aws: LocalAws, { below }: FolderNames): LocalAws {
  const named = <Request extends { readonly key?: string }>(request: Request): Request =>
    request.key === undefined ? request : { ...request, key: below(request.key) };
  return {
    ...aws,
    get requests() {
      return aws.requests.map(named);
    },
    intercept: interceptor => aws.intercept(request => interceptor(named(request))),
  };
}

/** The key in {@link FOLDER}, as S3 has it. */
export const inFolder = folderNames(FOLDER).inside;
