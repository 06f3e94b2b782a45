/** The languages that the extension speaks. */
export type UiLocale = 'en' | 'ko';

/** What each place calls a language: the --lang switch, the variable LANGUAGE, and pages. */
const LANGUAGES: Readonly<
  Record<UiLocale, { readonly lang: string; readonly unix: string; readonly page: string }>
> = {
  en: { lang: 'en-US', unix: 'en_US', page: 'en-US' },
  ko: { lang: 'ko', unix: 'ko_KR', page: 'ko-KR' },
};

/** What every browser of ours is started with: quiet, offline but for loopback, and always of one size. */
export const QUIET_SWITCHES: readonly string[] = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--hide-crash-restore-bubble',
];

/**
 * Fixes where things are on the screen, for a native right click at computed coordinates; --test-type hides
 * the yellow bars that would shift the page.
 */
export const FIXED_WINDOW_SWITCHES: readonly string[] = [
  '--window-size=1000,800',
  '--window-position=0,0',
  '--force-device-scale-factor=1',
  '--test-type',
];

/** What answers under names of the internet, on this computer. */
export interface AwsNames {
  /** `127.0.0.1:PORT`, where it answers by HTTPS. */
  readonly address: string;
  /** SHA-256, in base64, of the public key of its certificate, which the browser is to trust. */
  readonly spki: string;
}

/** What AWS's host names end in, in all of its partitions, and those of the pages on which users of Cognito sign in. */
const AWS_DOMAINS = ['amazonaws.com', 'amazonaws.com.cn', 'amazonaws.eu', 'amazoncognito.com'];

/**
 * Leads names of the internet (RFC 2606 keeps .example for such) to this computer: what a browser is told by a public
 * name, it takes for public. With {@link AwsNames} those of AWS as well, or, with an internet of its own, all names.
 */
export function publicNameSwitches(aws: AwsNames | undefined, internet?: AwsNames): readonly string[] {
  if (internet !== undefined) {
    const rules = `MAP * ${internet.address},EXCLUDE 127.0.0.1,EXCLUDE localhost,EXCLUDE *.localhost`;
    return [`--host-resolver-rules=${rules}`, `--ignore-certificate-errors-spki-list=${internet.spki}`];
  }
  const rules = ['MAP *.example 127.0.0.1'];
  if (aws === undefined) return [`--host-resolver-rules=${rules.join()}`];
  rules.push(...AWS_DOMAINS.map(domain => `MAP *.${domain} ${aws.address}`));
  return [`--host-resolver-rules=${rules.join()}`, `--ignore-certificate-errors-spki-list=${aws.spki}`];
}

/**
 * The switch that sets the browser's own language. On Linux the variable LANGUAGE decides instead, and
 * `i18n.getUILanguage` stays English without Debian's chromium-l10n; `i18n.getMessage` does not need that one.
 */
export function languageSwitches(locale: UiLocale): readonly string[] {
  return [`--lang=${LANGUAGES[locale].lang}`];
}

/** What `navigator.language` says in pages. */
export function pageLocale(locale: UiLocale): string {
  return LANGUAGES[locale].page;
}

/** The environment of the browser process: its display and its language, where these are not to be the person's own. */
export function browserEnvironment(
  display: string | undefined,
  locale: UiLocale | undefined,
): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined) environment[name] = value;
  }
  if (locale !== undefined) environment['LANGUAGE'] = LANGUAGES[locale].unix;
  if (display !== undefined) {
    environment['DISPLAY'] = display;
    // With it Chromium would open on the person's own screen.
    delete environment['WAYLAND_DISPLAY'];
  }
  return environment;
}

/** Chromium's sandbox does not start as root; everybody else keeps it. */
export function sandboxAvailable(): boolean {
  return process.getuid?.() !== 0;
}
