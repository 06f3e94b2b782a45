import type { IncomingMessage } from 'node:http';
import type { HeaderFields } from '../sigv4/canonical';

/** The header as it came over the wire; unlike Node's `headers` it loses no repeated field. */
export function headerFields({ rawHeaders }: IncomingMessage): HeaderFields {
  const fields: Record<string, string> = {};
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    const value = rawHeaders[index + 1] ?? '';
    const before = fields[name];
    fields[name] = before === undefined ? value : `${before},${value}`;
  }
  return fields;
}
