import { message } from '../i18n/message';
import { Bdi } from '../ui/bdi';
import { TaskFailure } from '../ui/failure-notice';
import type { GrantedHost } from './granted-hosts';
import { useSiteAccess } from './use-site-access';
import './site-access.css';

/** Which sites Shoebox may reach by itself: each can be taken back, and all of them be allowed at once. */
export function SiteAccessCard() {
  const { hosts, task, takeBack, allowAll } = useSiteAccess();
  const isAllowedAll = hosts?.some(({ host }) => host === null) === true;
  return (
    <section class="card site-access" aria-labelledby="site-access">
      <h2 id="site-access">{message('site_access_title')}</h2>
      <p class="site-access-intro">{message('site_access_intro')}</p>
      {hosts?.length === 0 && <p class="site-access-none">{message('site_access_none')}</p>}
      {hosts !== null && hosts.length > 0 && (
        <ul class="granted-hosts" aria-labelledby="site-access">
          {hosts.map(host => (
            <HostRow key={host.host} host={host} onTakeBack={() => takeBack(host)} />
          ))}
        </ul>
      )}
      {!isAllowedAll && (
        <div class="allow-all">
          <button type="button" class="button" aria-describedby="allow-all-help" onClick={allowAll}>
            {message('site_access_allow_all')}
          </button>
          <p id="allow-all-help" class="field-help">
            {message('site_access_allow_all_help')}
          </p>
        </div>
      )}
      <TaskFailure task={task} />
    </section>
  );
}

interface HostRowProps {
  readonly host: GrantedHost;
  readonly onTakeBack: () => void;
}

function HostRow({ host: { host }, onTakeBack }: HostRowProps) {
  const name = host ?? message('site_access_all');
  return (
    <li>
      <Bdi name={name} />
      <button
        type="button"
        class="button button-small"
        aria-label={message('site_access_take_back_from', name)}
        onClick={onTakeBack}
      >
        {message('site_access_take_back')}
      </button>
    </li>
  );
}
