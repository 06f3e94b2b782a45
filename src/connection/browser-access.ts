import type { ConnectionNote, ConnectionStep } from '../core/connection-step';
import { objectUrl } from '../core/s3-url';
import type { Settings } from '../core/settings';

/** The requests of this step need no credentials; each waits so long at most. */
const PATIENCE_MS = 10_000;

async function answerOf(url: URL, init: RequestInit): Promise<Response | null> {
  const request = fetch(url, {
    ...{
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    },
    ...init,
  });
  const [answer] = await Promise.allSettled([request]);
  return answer.status === 'fulfilled' ? answer.value : null;
}

/** Whether there is any answer, be it one that the browser does not let Shoebox read. */
const answers = async (url: URL): Promise<boolean> =>
  // No other way to treat redirects goes with the mode.
  (await answerOf(url, { mode: 'no-cors', redirect: 'follow' })) !== null;

/**
 * Whether the browser lets Shoebox reach the bucket, as the last step of the connection test: by what the worker's steps
 * came to, and by requests that nobody signed. A host that does not answer looks to the worker like one whose answers
 * the browser keeps from it.
 * @param isGranted whether the user gave access to the bucket's host: then CORS rules do not count
 */
export async function testBrowserAccess(
  settings: Settings,
  steps: readonly Pick<ConnectionStep, 'step' | 'state' | 'failure'>[],
  isGranted: boolean,
): Promise<ConnectionStep> {
  const found = (state: ConnectionStep['state'], ...notes: ConnectionNote[]): ConnectionStep => ({
    ...{ step: 'cors', state, notes, failure: null, facts: {}, because: null },
  });
  const failed = (code: string): boolean => steps.some(({ failure }) => failure?.code === code);
  const list = steps.find(({ step }) => step === 'list');
  if (failed('offline'))
    return {
      ...found('skipped'),
      because: list?.state === 'failed' || settings.access === 'keys' ? 'list' : 'pool',
    };
  const bucketUrl = objectUrl(settings, '');
  const mayNeedPathStyle = settings.endpoint !== '' && !settings.pathStyle;
  const pathStyleUrl = objectUrl({ ...settings, pathStyle: true }, '');
  if (failed('endpoint-unreachable')) {
    if (!isGranted && (await answers(bucketUrl))) return found('failed', 'cors-missing');
    if (mayNeedPathStyle && (await answers(pathStyleUrl))) return found('failed', 'path-style');
    return { ...found('skipped'), because: 'list' };
  }
  if (failed('bucket-not-found') && mayNeedPathStyle) {
    const answer = await answerOf(pathStyleUrl, { method: 'HEAD' });
    if (answer !== null && answer.status !== 404) return found('failed', 'path-style');
  }
  if (isGranted) return found('passed');
  // What everybody may ask, and is refused: read, it shows which headers the rules let Shoebox see.
  const answer = await answerOf(bucketUrl, { method: 'HEAD' });
  if (answer === null) return found('failed', 'cors-missing');
  return answer.headers.has('date') || answer.headers.has('x-amz-request-id')
    ? found('passed')
    : found(failed('not-confirmed') ? 'failed' : 'degraded', 'cors-hides-headers');
}
