import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Measured } from './rounds';
import { type Summary, summarize } from './statistics';

const FILE = fileURLToPath(new URL('../../.github/bench/latest.md', import.meta.url));

/** One part of the bench, as a section of the report. */
export interface Section {
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

/** A table of everything as it is. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, index) => (index === 0 ? ':--' : '--:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

/** Which of them ran fastest, of those whose names begin so. */
export function fastest(measured: readonly Measured[], name: string): Measured | undefined {
  return measured
    .filter(one => one.name.startsWith(name) && one.values.length > 0)
    .toSorted((a, b) => summarize(a.values).median - summarize(b.values).median)[0];
}

export interface Ratio {
  readonly head: string;
  readonly to: Measured | undefined;
}

/** Medians with their spread, and as multiples of others. */
export function resultTable(
  measured: readonly Measured[],
  show: (value: number) => string,
  ratios: readonly Ratio[],
): string {
  const head = ['', 'median', 'min–max', ...ratios.map(ratio => ratio.head)];
  const rows = measured.map(({ name, values, failure }) => {
    if (failure !== null) return [name, `failed: ${oneLine(failure)}`, '', ...ratios.map(() => '')];
    const summary = summarize(values);
    const multiples = ratios.map(({ to }) => multipleOf(summary, to));
    return [name, show(summary.median), `${show(summary.min)}–${show(summary.max)}`, ...multiples];
  });
  return table(head, rows);
}

function multipleOf({ median }: Summary, to: Measured | undefined): string {
  if (to === undefined || to.values.length === 0) return '';
  return `${(median / summarize(to.values).median).toFixed(2)} ×`;
}

/** Text of strangers' making, for a table: it must neither end the cell nor fill the screen. */
export const oneLine = (text: string): string =>
  text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').slice(0, 160).trim();

export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;
export const milliseconds = (value: number): string => `${value.toFixed(1)} ms`;

/**
 * Puts each part's section in the place of what the committed report has of that part; the other parts stay as they
 * are. `order` holds the names of all parts.
 */
export async function writeReport(
  measured: ReadonlyMap<string, Section>,
  order: readonly string[],
): Promise<string> {
  const written = await readFile(FILE, 'utf8').catch(() => '');
  const before = written.split(/^## /m).slice(1);
  const partOf = (section: string): string => section.slice(0, section.indexOf(':'));
  const all = new Map(before.map(section => [partOf(section), section.trim()]));
  for (const [part, { title, body }] of measured) all.set(part, `${part}: ${title}\n\n${body}`);
  const sections = order.map(part => all.get(part)).filter(section => section !== undefined);
  const text = [INTRODUCTION, ...sections.map(section => `## ${section}`)].join('\n\n');
  await mkdir(dirname(FILE), { recursive: true });
  await writeFile(FILE, `${text}\n`);
  return FILE;
}

const INTRODUCTION = `# Shoebox's bench

Written by \`npm run bench\`; each part says when and where it was measured.

**Method.** Everything runs on one machine: Ceph's RADOS Gateway with its data in memory, and Debian's Chromium, headless,
with the built extension and no debugger attached to its worker. Contestants take turns (A B C A B C …) with the same
random bytes under new keys. After each turn the store is checked
for all objects and bytes, and emptied, outside anybody's time. Times are medians with the smallest and the largest.

- The *browser's floor* is raw \`fetch\` of slices of the chosen files to presigned URLs from a page of the extension, 16
  MiB parts, the better of four and six at once is what others are compared with; opening, signing and completing the
  upload are not in it.
- *Shoebox, from the person's hands*: from the moment the popup has the files, before a byte of them is in IndexedDB,
  until the worker reports the last one saved. *From photos.add*: the bytes were staged before.
- *One curl* is one presigned PUT of the whole file, or of small files one after the other over one connection; with
  several at once curl sends the floor's parts of a large file, or several small ones.
- rclone, awscli and s3cmd are Debian's, with their own defaults, their start included.
- Uppy (core and aws-s3, presigned URLs from an endpoint of its site) and plain \`Upload\` of @aws-sdk/lib-storage (six
  small files at once) run in an ordinary web page with their own defaults; the bucket has CORS rules for it.`;
