import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { permissionsForSettings } from '../../core/s3-url';
import type { Settings } from '../../core/settings';
import { reportFromPage } from '../../messaging/report-from-page';
import { SIGN_IN_PERMISSIONS } from '../../messaging/sign-in';

/** Whether the browser lets Shoebox reach the hosts of the settings without asking those hosts (CORS). */
export interface HostAccess {
  /** The settings whose hosts are out of reach. */
  readonly missing: Settings | null;
  /** The settings for which the browser's question is open. */
  readonly pending: Settings | null;
  /**
   * Asks the browser, which asks the user unless it knows. Must be called in the click itself: even one `await`
   * before it loses the right to ask. Never rejects.
   */
  readonly request: (settings: Settings) => Promise<void>;
}

type Answers = Omit<HostAccess, 'request'>;

const UNKNOWN: Answers = { missing: null, pending: null };

/** A browser that already knows answers within some milliseconds; only a real question takes longer than this. */
const QUESTION_AFTER_MS = 400;

/** The hosts as the user knows them, with nothing of the match pattern around them. */
export const hostsOf = (settings: Settings): string[] =>
  permissionsForSettings(settings).map(pattern => pattern.replace(/^https?:\/\/|\/\*$/g, ''));

/** Access to the hosts of `stored`, and of any other settings that {@link HostAccess.request} is called with. */
export function useHostAccess(stored: Settings | null): HostAccess {
  const [answers, setAnswers] = useState(UNKNOWN);

  useEffect(() => {
    if (stored === null) return undefined;
    // Settings that came over from another computer bring no permissions, and permissions can be taken back.
    let isCurrent = true;
    void browser.permissions.contains({ origins: permissionsForSettings(stored) }).then(
      granted => {
        if (isCurrent) setAnswers(now => ({ ...now, missing: granted ? null : stored }));
      },
      error => reportFromPage('settings.read-access', error),
    );
    return () => {
      isCurrent = false;
    };
  }, [stored]);

  /** How often it was asked: only the last answer counts. */
  const questions = useRef(0);

  const request = useCallback(async (settings: Settings) => {
    const answer = browser.permissions.request({
      origins: permissionsForSettings(settings),
      // In the same question: for a second one there is no click.
      ...(settings.access === 'user' && { permissions: SIGN_IN_PERMISSIONS }),
    });
    questions.current += 1;
    const which = questions.current;
    const question = setTimeout(() => setAnswers({ ...UNKNOWN, pending: settings }), QUESTION_AFTER_MS);
    const granted = await answer.catch(error => {
      reportFromPage('settings.request-access', error);
      return false;
    });
    clearTimeout(question);
    if (which !== questions.current) return;
    setAnswers({ ...UNKNOWN, missing: granted ? null : settings });
  }, []);

  return useMemo(() => ({ ...answers, request }), [answers, request]);
}
