import type { DiagnosticFacts } from './diagnostics';

/** Something that went wrong, once or several times in the same way. Times in milliseconds since 1970. */
export interface DiagnosticEntry extends DiagnosticFacts {
  readonly firstAt: number;
  readonly lastAt: number;
  readonly count: number;
}

/** The last one that happened stands last. */
export type DiagnosticLog = readonly DiagnosticEntry[];

/** So many are kept: about 25 KB, of the 10 MB that session storage has. */
export const MAX_DIAGNOSTIC_ENTRIES = 200;

const EVENT = /^(?=.{3,60}$)[a-z-]+\.[a-z-]+$/;
const CODE = /^[a-z\d-]{1,40}$/;

/** Letters alone: no access key, bucket or file has such a name by accident. */
const CLASS_NAME = /^[A-Z][A-Za-z]{2,39}$/;

/** The facts as they may be kept; null when the event is none. What else is not of its form is left out. */
export function parseDiagnosticFacts(told: unknown): DiagnosticFacts | null {
  if (typeof told !== 'object' || told === null) return null;
  const { event, code, name, status } = told as Readonly<Record<string, unknown>>; // any object, so far
  if (typeof event !== 'string' || !EVENT.test(event)) return null;
  const isStatus = typeof status === 'number' && Number.isInteger(status) && status >= 100 && status <= 599;
  return {
    event,
    code: typeof code === 'string' && CODE.test(code) ? code : null,
    name: typeof name === 'string' && CLASS_NAME.test(name) ? name : null,
    status: isStatus ? status : null,
  };
}

const isSame = (one: DiagnosticFacts, other: DiagnosticFacts): boolean =>
  one.event === other.event &&
  one.code === other.code &&
  one.name === other.name &&
  one.status === other.status;

/** Both logs as one. What is in both is counted together; of more than {@link MAX_DIAGNOSTIC_ENTRIES} the oldest go. */
export const mergeDiagnosticLogs = (log: DiagnosticLog, added: DiagnosticLog): DiagnosticLog =>
  added.reduce<DiagnosticLog>((all, entry) => {
    const known = all.find(one => isSame(one, entry));
    const { firstAt = entry.firstAt, count = 0 } = known ?? {};
    const counted = { ...entry, firstAt, count: count + entry.count };
    return [...all.filter(one => one !== known), counted].slice(-MAX_DIAGNOSTIC_ENTRIES);
  }, log);
