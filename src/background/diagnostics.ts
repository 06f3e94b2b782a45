import browser from 'webextension-polyfill';
import { type DiagnosticLog, mergeDiagnosticLogs, parseDiagnosticFacts } from '../core/diagnostic-log';
import { type DiagnosticFacts, diagnosticFacts, type ReportError } from '../core/diagnostics';
import { settled } from '../core/promises';
import { serialQueue } from '../core/serial-queue';

/** Errors in a burst are written together, this long after the first one. */
const WRITE_AFTER_MS = 500;

/**
 * Key in `storage.session`, which is gone with the browser. Chrome has one for all windows, private ones too (measured): the
 * log may tell of these by event and time, and of two workers that write at once, one may lose an entry.
 */
const KEY = 'diagnostics';

/** Where the log is stored for the next worker instances. */
interface LogStorage {
  read(): Promise<DiagnosticLog>;
  write(log: DiagnosticLog): Promise<void>;
}

interface Diagnostics {
  readonly report: ReportError;
  /** Logs facts that came from a page. What is not of their form is dropped. */
  readonly note: (facts: unknown) => void;
  /** All that is kept, the last one last. */
  readonly all: () => Promise<DiagnosticLog>;
}

/** A bounded log of what went wrong, in storage and, until it is written there, in memory. Nothing of it fails. */
export function openDiagnostics(storage: LogStorage, now: () => number = Date.now): Diagnostics {
  let unwritten: DiagnosticLog = [];
  let isScheduled = false;
  const enqueue = serialQueue();

  async function write(): Promise<void> {
    isScheduled = false;
    const writing = unwritten;
    unwritten = [];
    // biome-ignore lint/plugin/no-silent-catch: this is where failures are reported to; it is written with the next one.
    try {
      await storage.write(mergeDiagnosticLogs(await storage.read(), writing));
    } catch {
      unwritten = mergeDiagnosticLogs(writing, unwritten);
    }
  }

  function note(told: unknown): void {
    const facts = parseDiagnosticFacts(told);
    if (facts === null) return;
    const at = now();
    unwritten = mergeDiagnosticLogs(unwritten, [{ ...facts, firstAt: at, lastAt: at, count: 1 }]);
    if (isScheduled) return;
    isScheduled = true;
    setTimeout(() => void settled(enqueue(write)), WRITE_AFTER_MS);
  }

  const report: ReportError = (event, error) => {
    let facts: DiagnosticFacts = { event, code: null, name: null, status: null };
    // biome-ignore lint/plugin/no-silent-catch: an object whose members throw is noted without them.
    try {
      facts = diagnosticFacts(event, error);
    } catch {}
    note(facts);
  };

  /** That the storage can't be read is itself an error that the user may want to copy. */
  async function all(): Promise<DiagnosticLog> {
    let written: DiagnosticLog = [];
    try {
      written = await storage.read();
    } catch (error) {
      report('diagnostics.read', error);
    }
    return mergeDiagnosticLogs(written, unwritten);
  }

  return { note, report, all: () => enqueue(all) };
}

/** This worker's log; its entries survive the worker in `storage.session`. */
export const diagnostics = openDiagnostics({
  async read() {
    const stored = await browser.storage.session.get(KEY);
    return (stored[KEY] as DiagnosticLog | undefined) ?? []; // written by `write` below and by nobody else
  },
  write: log => browser.storage.session.set({ [KEY]: log }),
});

/** Notes what went wrong in this worker. */
export const { report } = diagnostics;
