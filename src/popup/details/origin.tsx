import type { Provenance } from '../../core/provenance';
import { message } from '../../i18n/message';
import { NameOf } from '../name-of';
import { Fact } from './fact';
import { RUNG_TEXTS } from './rung-texts';
import { webAddress } from './web-address';

/** Where a photo came from, as it was noted. */
export function Origin({ provenance }: { readonly provenance: Provenance }) {
  const { pageUrl, pageTitle, sourceUrl, alt, rung } = provenance;
  const page = webAddress(pageUrl);
  const source = webAddress(sourceUrl);
  return (
    <>
      {(pageTitle !== '' || page !== null) && (
        <Fact name={message('details_page')}>
          {pageTitle !== '' && (
            <span class="details-title" title={pageTitle}>
              <NameOf name={pageTitle} />
            </span>
          )}
          {page !== null && (
            <span class="details-address" title={page.href}>
              {readable(page)}
            </span>
          )}
        </Fact>
      )}
      {alt !== '' && (
        <Fact name={message('details_alt')}>
          <span class="details-text" title={alt}>
            <NameOf name={alt} />
          </span>
        </Fact>
      )}
      {source !== null && (
        <Fact name={message('details_source')}>
          <a class="details-address" href={source.href} target="_blank" rel="noreferrer" title={source.href}>
            {readable(source)}
          </a>
        </Fact>
      )}
      {rung !== null && <Fact name={message('details_rung')}>{message(RUNG_TEXTS[rung])}</Fact>}
    </>
  );
}

/** Without what says nothing to a person. */
const readable = ({ host, pathname, search }: URL): string =>
  `${host}${pathname === '/' && search === '' ? '' : pathname}${search}`;
