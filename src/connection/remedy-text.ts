import { message } from '../i18n/message';
import { readableJson } from '../ui/copyable';
import type { Remedy } from './remedies';

/** What is to be added and where, as a text to send to whoever set up the bucket; null where nothing is to be added. */
export function remedyText({ text, facts = [], paste }: Remedy): string | null {
  if (text === null || paste === undefined) return null;
  const { value } = paste;
  return `${message(text, ...facts)}\n\n${typeof value === 'string' ? value : readableJson(value)}`;
}
