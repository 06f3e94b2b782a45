import type { ConnectionRun, StepResult } from '../../connection/run';
import { aboutText, noteText, stateText, stepName, summaryOf } from '../../connection/texts';
import type { Settings } from '../../core/settings';
import { storeOf } from '../../core/stores';
import { explainToAdmin } from '../../i18n/failure-messages';
import { message } from '../../i18n/message';

/** What else is told beside the test. */
export interface ReportContext {
  /** Of Shoebox. */
  readonly version: string;
  /** As the browser names itself. */
  readonly browser: string;
}

/** Letters of a state, the same in each language, so that a list can be read at a glance. */
const MARKS: { readonly [State in StepResult['state']]: string } = {
  passed: '[ok]',
  degraded: '[??]',
  failed: '[!!]',
  skipped: '[--]',
  running: '[..]',
  waiting: '[..]',
};

/** What the user entered, longest first, with what stands for it; a name that is a common word is one all the same. */
function names(settings: Settings): readonly (readonly [name: string, stands: string])[] {
  const host = (origin: string): string => (origin === '' ? '' : new URL(origin).host);
  const all: readonly (readonly [string, string])[] = [
    [settings.bucket, '(bucket)'],
    [settings.folder.slice(0, -1), '(folder)'],
    [host(settings.endpoint), '(endpoint)'],
    [host(settings.cognitoEndpoint), '(Cognito)'],
    [settings.identityPoolId, '(pool)'],
    [settings.kmsKey, '(key)'],
    [settings.issuer, '(issuer)'],
    [settings.clientId, '(client)'],
  ];
  return all.filter(([name]) => name !== '').sort(([a], [b]) => b.length - a.length);
}

/** What may stand in AWS's words: ids of identities and keys, accounts. */
const IDS: readonly (readonly [RegExp, string])[] = [
  [/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, '(id)'],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{12,}\b/g, '(key)'],
  [/\b\d{12}\b/g, '(account)'],
];

function withoutNames(text: string, settings: Settings): string {
  let clean = text;
  for (const [name, stands] of names(settings)) clean = clean.replaceAll(name, stands);
  for (const [id, stands] of IDS) clean = clean.replace(id, stands);
  return clean;
}

/** The store, and what of its place is no secret. */
function placeOf({ endpoint, region }: Settings): string {
  if (endpoint === '') return `AWS, ${region}`;
  const { endpoint: known, name } = storeOf({ endpoint });
  return known === '' ? ['own endpoint', name].filter(text => text !== '').join(', ') : `${name}, ${region}`;
}

const linesOf = (result: StepResult): readonly string[] => {
  const { step, state, failure, notes, because } = result;
  const detail =
    failure === null
      ? []
      : [`${explainToAdmin(failure).sentence} (${failure.code})`, explainToAdmin(failure).nextStep];
  return [
    `${MARKS[state]} ${stepName(step)} (${step}): ${stateText(result)}`,
    ...(because === null ? [] : [`     ${aboutText(result)}`]),
    ...[...detail, ...notes.map(note => `${noteText(note, result)} (${note})`)].map(line => `     ${line}`),
  ];
};

/**
 * The test as plain text for a forum or a mail, in the language of whoever sends it, with codes that are the same in each.
 * No name that the user entered is in it, no identity, and nothing of AWS's own words, which hold accounts and roles.
 */
export function connectionReport(run: ConnectionRun, { version, browser }: ReportContext): string {
  const { settings } = run;
  const facts = [
    settings.access,
    placeOf(settings),
    ...(settings.folder === '' ? [] : ['folder']),
    ...(settings.pathStyle ? ['path style'] : []),
    ...(settings.encryption === 'none' ? [] : [settings.encryption]),
    ...(settings.requesterPays ? ['requester pays'] : []),
  ];
  const text = [
    `${message('connection_test')}: ${summaryOf(run, false)}`,
    ...run.steps.flatMap(linesOf),
  ].join('\n');
  return [`Shoebox ${version}`, browser, facts.join(', '), '', withoutNames(text, settings), ''].join('\n');
}
