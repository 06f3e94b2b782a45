import type { DBSchema } from 'idb';
import { openDatabase } from '../../src/durable/database';
import type { RecordTables } from '../../src/durable/record-store';

/** A record as the tests know it. */
export interface Row {
  readonly id: string;
  readonly value: number;
}

interface Schema extends DBSchema {
  rows: { key: string; value: Row };
  notes: { key: string; value: string };
}

/** What the tests do between a table and the disk: it may wait, or throw. */
export type Hook = (operation: 'load' | 'write' | 'remove') => Promise<void> | void;

/** Tables in IndexedDB, as one worker instance has them. `notes` has what was written beside the rows. */
export function openTables(hook: Hook = () => {}) {
  const { connect, commit } = openDatabase<Schema>('rows', 1, database => {
    database.createObjectStore('rows', { keyPath: 'id' });
    database.createObjectStore('notes');
  });
  const known: string[] = [];
  const written: (readonly [before: number | undefined, after: number])[] = [];
  const tables: RecordTables<Row, string> = {
    idOf: ({ id }) => id,
    async load() {
      await hook('load');
      return (await connect()).getAll('rows');
    },
    async write(writes, note, urgency) {
      written.push(...writes.map(({ before, after }) => [before?.value, after.value] as const));
      await hook('write');
      await commit(
        store => [
          ...writes.map(({ after }) => store('rows').put(after)),
          ...(note === undefined ? [] : [store('notes').put(note, note)]),
        ],
        urgency,
      );
    },
    async remove(ids, note) {
      await hook('remove');
      await commit(store => [
        ...ids.map(id => store('rows').delete(id)),
        ...(note === undefined ? [] : [store('notes').put(note, note)]),
      ]);
    },
    onExtra: note => void known.push(note),
  };
  return {
    tables,
    /** Notes that are known in memory. */
    known,
    /** Values of all rows that were written: what the disk had before, and what it was to have. */
    written,
    async onDisk(): Promise<{ rows: Record<string, number>; notes: string[] }> {
      const database = await connect();
      const rows = await database.getAll('rows');
      return {
        rows: Object.fromEntries(rows.map(({ id, value }) => [id, value])),
        notes: await database.getAll('notes'),
      };
    },
  };
}
