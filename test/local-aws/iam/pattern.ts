/**
 * What a request tells IAM of itself, by the names of IAM's condition keys, in lower case. What is not there, is absent; a
 * list is the value of a key that may have several.
 */
export type ConditionKeys = Readonly<Record<string, string | readonly string[]>>;

/** How the text of a policy is read. */
export interface Reading {
  /** Whether `*` and `?` are wildcards. */
  readonly hasWildcards: boolean;
  /** What `${…}` stands for; null: for itself. */
  readonly variables: ConditionKeys | null;
}

const SPECIAL = /\$\{(?<variable>[^}]*)\}|[*?]/gu;

/**
 * Whether the text of a policy matches a value. What a variable stands for is taken literally, so an identity id can't
 * bring wildcards along; a text with a variable that stands for nothing matches nothing.
 */
export function matches(pattern: string, value: string, { hasWildcards, variables }: Reading): boolean {
  let source = '';
  let end = 0;
  for (const match of pattern.matchAll(SPECIAL)) {
    source += escapeRegExp(pattern.slice(end, match.index));
    end = match.index + match[0].length;
    const variable = match.groups?.['variable'];
    if (variable === undefined) source += wildcard(match[0], hasWildcards);
    else if (variables === null) source += escapeRegExp(match[0]);
    else {
      const meaning = meaningOf(variable, variables);
      if (meaning === undefined) return false;
      source += escapeRegExp(meaning);
    }
  }
  return new RegExp(`^${source}${escapeRegExp(pattern.slice(end))}$`, 'su').test(value);
}

/** `${*}`, `${?}` and `${$}` are how a policy writes these characters themselves. A key of several values is no variable. */
function meaningOf(variable: string, keys: ConditionKeys): string | undefined {
  if (['*', '?', '$'].includes(variable)) return variable;
  const value = keys[variable.toLowerCase()];
  return typeof value === 'string' ? value : undefined;
}

function wildcard(character: string, isMeant: boolean): string {
  if (!isMeant) return escapeRegExp(character);
  return character === '*' ? '.*' : '.';
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
}
