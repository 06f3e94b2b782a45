import type { SettingsProblem } from '../core/settings';
import { message, uiLanguage } from '../i18n/message';
import { CorsInstructions } from './cors-instructions';
import { type HostAccess, hostsOf } from './use-host-access';

interface SaveStatusProps {
  readonly problems: Readonly<Partial<Record<string, SettingsProblem>>>;
  /** Save was pressed last, and the fields were wrong. */
  readonly refused: boolean;
  readonly saving: boolean;
  readonly saved: boolean;
  /** What was saved works once the user has signed in. */
  readonly needsSignIn: boolean;
  readonly access: HostAccess;
}

/** What became of pressing "Save", in one place that screen readers listen to. */
export function SaveStatus({ problems, refused, saving, saved, needsSignIn, access }: SaveStatusProps) {
  const hosts = (settings: Parameters<typeof hostsOf>[0]): string =>
    new Intl.ListFormat(uiLanguage()).format(hostsOf(settings));
  return (
    <div class="save-status" role="status">
      {access.pending !== null ? (
        <p class="notice">{message('save_asking', hosts(access.pending))}</p>
      ) : saving ? (
        <p class="notice">{message('save_saving')}</p>
      ) : refused && Object.keys(problems).length > 0 ? (
        <p class="notice notice-bad">{message('save_invalid')}</p>
      ) : (
        saved && (
          <div class={needsSignIn ? 'notice' : 'notice notice-good'}>
            <p class="notice-title">{message('save_done')}</p>
            <p>
              {needsSignIn ? message('save_done_sign_in') : message('save_done_next', message('menu_save'))}
            </p>
          </div>
        )
      )}
      {access.allowed !== null && (
        <p class="visually-hidden">{message('access_allowed', hosts(access.allowed))}</p>
      )}
    </div>
  );
}

/** What it means that the browser may not reach the bucket directly, and both ways out. */
export function AccessNotice({ access }: { readonly access: HostAccess }) {
  const { missing } = access;
  if (missing === null) return null;
  const hosts = new Intl.ListFormat(uiLanguage()).format(hostsOf(missing));
  return (
    <section class="notice notice-warning" role="alert">
      <p class="notice-title">{message('access_missing', hosts)}</p>
      <p>{message('access_missing_consequence')}</p>
      <div>
        <button type="button" class="button" onClick={() => void access.request(missing)}>
          {message('access_allow')}
        </button>
      </div>
      <CorsInstructions />
    </section>
  );
}
