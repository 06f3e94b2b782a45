import type { DiagnosticEntry, DiagnosticLog } from '../core/diagnostic-log';
import type { Settings } from '../core/settings';
import { storeOf } from '../core/stores';

/** What else is told beside the log. */
export interface DiagnosticContext {
  /** Of Shoebox. */
  readonly version: string;
  /** As the browser names itself. */
  readonly browser: string;
  /** Null while nothing is configured, undefined when nobody knows. */
  readonly settings: Settings | null | undefined;
}

/** Everything for a bug report, in English whoever copies it: it is read by those who mend it. */
export const diagnosticsText = (
  { version, browser, settings }: DiagnosticContext,
  log: DiagnosticLog,
): string =>
  [
    `Shoebox ${version}`,
    browser,
    `Settings: ${settingsFacts(settings)}`,
    `Entries: ${log.length}${log.length > 0 ? ', the last one last' : ''}`,
    ...log.map(lineOf),
    '',
  ].join('\n');

/** Whether, never what: addresses and names are nobody's business. */
function settingsFacts(settings: Settings | null | undefined): string {
  if (settings === undefined) return 'unknown';
  if (settings === null) return 'none';
  const yesOrNo = (is: boolean): string => (is ? 'yes' : 'no');
  return [
    `endpoint: ${endpointName(settings)}`,
    `Cognito endpoint: ${settings.cognitoEndpoint === '' ? 'AWS' : 'own'}`,
    `folder: ${yesOrNo(settings.folder !== '')}`,
    `path style: ${yesOrNo(settings.pathStyle)}`,
    `encryption: ${settings.encryption}`,
    `requester pays: ${yesOrNo(settings.requesterPays)}`,
    `access: ${settings.access}`,
  ].join(', ');
}

/** Which service, where its address is everybody's; an owner's address is nobody's business. */
function endpointName({ endpoint }: Settings): string {
  if (endpoint === '') return 'AWS';
  const store = storeOf({ endpoint });
  return store.endpoint === '' ? 'own' : store.name;
}

const timeOf = (at: number): string => new Date(at).toISOString();

const lineOf = ({ event, code, name, status, firstAt, lastAt, count }: DiagnosticEntry): string =>
  [
    timeOf(lastAt),
    event,
    ...[code, name, status].filter(fact => fact !== null),
    ...(count > 1 ? [`(${count} times since ${timeOf(firstAt)})`] : []),
  ].join(' ');
