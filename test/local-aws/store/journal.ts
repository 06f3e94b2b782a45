import { type FileHandle, open, readFile, rename } from 'node:fs/promises';

/**
 * A file of JSON lines to which changes are appended. A change counts once its line is whole: a line torn by a crash is
 * dropped at the next start.
 *
 * `append` answers once the operating system has the line, so what it answered for survives the process being killed
 * at any instant. A power cut may take the last seconds with it: for demo data that is no loss, and an fsync for each
 * change made seeding an album several times slower. Changes made at the same time share one write.
 */
export class Journal<Entry> {
  readonly #file: FileHandle;
  #waiting: string[] = [];
  #flush: Promise<void> | undefined;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /** The entries so far; none if there is no file. */
  static async read<Entry>(path: string): Promise<readonly Entry[]> {
    const content = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    const lines = content.split('\n').slice(0, -1); // behind the last line break is nothing, or a torn line
    return lines.map(line => JSON.parse(line) as Entry); // written below, by this class only
  }

  /** Puts a journal with these entries in place of what is there, in one step, and opens it for more. */
  static async create<Entry>(path: string, entries: Iterable<Entry>): Promise<Journal<Entry>> {
    const fresh = `${path}.new`;
    const file = await open(fresh, 'w', 0o600);
    let batch = '';
    for (const entry of entries) {
      batch += `${JSON.stringify(entry)}\n`;
      if (batch.length > 1_000_000) {
        await file.write(batch);
        batch = '';
      }
    }
    await file.write(batch);
    await file.sync();
    await rename(fresh, path);
    return new Journal<Entry>(file);
  }

  /** Resolves once the entry is written. Order is kept. */
  append(entry: Entry): Promise<void> {
    this.#waiting.push(`${JSON.stringify(entry)}\n`);
    // A flush under way has taken its lines already; the next one takes this line and all that came meanwhile.
    const next = (this.#flush ?? Promise.resolve()).then(() => this.#write());
    this.#flush = next;
    return next;
  }

  async close(): Promise<void> {
    await this.#flush?.catch(() => undefined); // whoever appended has got the error
    await this.#file.sync();
    await this.#file.close();
  }

  async #write(): Promise<void> {
    if (this.#waiting.length === 0) return;
    const lines = this.#waiting.join('');
    this.#waiting = [];
    await this.#file.appendFile(lines);
  }
}
