import { styleText } from 'node:util';

type Style = 'bold' | 'dim' | 'green' | 'red';

/** Plain text where it goes into a file, or where NO_COLOR (no-color.org) asks for it. */
function styled(style: Style, text: string): string {
  const { NO_COLOR = '' } = process.env;
  return process.stdout.isTTY === true && NO_COLOR === '' ? styleText(style, text) : text;
}

/** A heading, with air around it. */
export function heading(text: string): void {
  process.stdout.write(`\n  ${styled('bold', text)}\n\n`);
}

/** Something that is done. */
export function done(text: string): void {
  process.stdout.write(`  ${styled('green', '✓')} ${text}\n`);
}

/** A word with what belongs to it, in columns. */
export function fact(label: string, value: string): void {
  process.stdout.write(`  ${styled('dim', label.padEnd(LABEL_WIDTH))}${value}\n`);
}

/** A line of text, or an empty one. */
export function line(text = ''): void {
  process.stdout.write(text === '' ? '\n' : `  ${text}\n`);
}

/** What went wrong, on standard error. */
export function failure(text: string): void {
  process.stderr.write(`\n  ${styled('red', '✗')} ${text.replaceAll('\n', '\n    ')}\n\n`);
}

/** As wide as the longest label, "Sample page", and two spaces. */
const LABEL_WIDTH = 13;
