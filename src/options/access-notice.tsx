import { message, uiLanguage } from '../i18n/message';
import { CorsInstructions } from './cors-instructions';
import { type HostAccess, hostsOf } from './use-host-access';

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
