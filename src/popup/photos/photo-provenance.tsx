import type { Provenance } from '../../core/provenance';
import { message } from '../../i18n/message';
import { Bdi } from '../../ui/bdi';
import { Fact } from './fact';
import { STRATEGY_MESSAGES } from './strategy-messages';
import { webAddress } from './web-address';

/** Where a photo came from, as it was noted. */
export function PhotoProvenance({ provenance }: { readonly provenance: Provenance }) {
  const { pageUrl, pageTitle, sourceUrl, alt, rung } = provenance;
  const page = webAddress(pageUrl);
  const source = webAddress(sourceUrl);
  return (
    <>
      {(pageTitle !== '' || page !== null) && (
        <Fact name={message('details_page')}>
          {pageTitle !== '' && (
            <span class="details-title" title={pageTitle}>
              <Bdi name={pageTitle} />
            </span>
          )}
          {page !== null && (
            <span class="details-address" title={page.href}>
              {shortUrl(page)}
            </span>
          )}
        </Fact>
      )}
      {alt !== '' && (
        <Fact name={message('details_alt')}>
          <span class="details-text" title={alt}>
            <Bdi name={alt} />
          </span>
        </Fact>
      )}
      {source !== null && (
        <Fact name={message('details_source')}>
          <a class="details-address" href={source.href} target="_blank" rel="noreferrer" title={source.href}>
            {shortUrl(source)}
          </a>
        </Fact>
      )}
      {rung !== null && <Fact name={message('details_rung')}>{message(STRATEGY_MESSAGES[rung])}</Fact>}
    </>
  );
}

/** Without what says nothing to a person. */
const shortUrl = ({ host, pathname, search }: URL): string =>
  `${host}${pathname === '/' && search === '' ? '' : pathname}${search}`;
