import { readdirSync, readFileSync } from 'node:fs';

/** All words of the sources in a folder, those of comments too. */
export const wordsOf = (folder: URL): ReadonlySet<string> =>
  new Set(
    readdirSync(folder).flatMap(file => readFileSync(new URL(file, folder), 'utf8').match(/\w+/g) ?? []),
  );

/** A structure of an API's model: its members, their schemas, and how many of the first are required. */
const STRUCTURE = /^(export var [\w$]+ = \[3, .*\n.*\n +)\[(.*)\],\n +\[(.*)\]((?:, \d+)?)\n\];$/gm;

/** The elements of a list in a source. */
function elementsOf(list: string): readonly string[] {
  const elements = [''];
  let depth = 0;
  for (const character of list) {
    if ('[{('.includes(character)) depth++;
    if (']})'.includes(character)) depth--;
    if (character === ',' && depth === 0) elements.push('');
    else elements[elements.length - 1] += character;
  }
  return elements.map(element => element.trim());
}

/**
 * An API's model without the optional members of requests and answers that nobody names, which are most of S3's: what a
 * source asks for or reads, it names.
 * @param model `schemas_0.js` of a client
 */
export function withNamedMembers(model: string, named: ReadonlySet<string>): string {
  const nameOf = new Map([...model.matchAll(/^const (\w+) = "(\w+)";$/gm)].map(([, id, name]) => [id, name]));
  // An update of the SDK may have written it otherwise.
  if (model.search(STRUCTURE) === -1) throw new Error('no structures in the model of an API');
  return model.replace(STRUCTURE, (_all, head: string, ids: string, schemas: string, required: string) => {
    const schemaOf = elementsOf(schemas);
    const kept = elementsOf(ids)
      .map((id, index) => ({ id, index, schema: schemaOf[index] }))
      .filter(({ id, index }) => index < Number(required.slice(1)) || named.has(nameOf.get(id) ?? ''));
    const list = (one: 'id' | 'schema'): string => `[${kept.map(member => member[one]).join(', ')}]`;
    return `${head}${list('id')}, ${list('schema')}${required}];`;
  });
}
