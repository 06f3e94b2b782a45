import { LINK_FORMATS, type LinkFormat, linkLifetimes, nearestLifetime } from '../../core/link-text';
import type { LinkPreferences } from '../../core/preferences';
import type { Settings } from '../../core/settings';
import { formatDuration } from '../../i18n/format';
import { message } from '../../i18n/message';
import { RadioCards, SelectField } from '../form/form-fields';
import { Imposable } from '../form/policy';
import { BaseUrlField } from './base-url-field';
import { CopyAfterSavingField } from './copy-after-saving-field';
import { PreferencesSection } from './preferences-section';
import { usePreferences } from './use-preferences';

/** A format as the page calls it; most are called the same in every language. */
export const formatName = (format: LinkFormat): string =>
  ({ url: message('links_format_url'), markdown: 'Markdown', html: 'HTML', bbcode: 'BBCode', s3: 's3://' })[
    format
  ];

/** Where links lead to. */
const addresses = (access: Settings['access']) =>
  [
    ['signed', 'links_signed', access === 'keys' ? 'links_signed_keys_help' : 'links_signed_help'],
    ['public', 'links_public', 'links_public_help'],
    ['own', 'links_own', 'links_own_help'],
  ] as const;

interface LinksCardProps {
  /** Of the settings in force: what signs links, and for how long at most. */
  readonly access: Settings['access'];
}

/** What links to photos are like. */
export function LinksCard({ access }: LinksCardProps) {
  const edited = usePreferences();
  const lifetimes = linkLifetimes(access);
  return (
    <PreferencesSection id="links" title="links_title" intro="links_intro" edited={edited}>
      {({ links }) => {
        const changeLinks = (changed: Partial<LinkPreferences>): void =>
          edited.change({ links: { ...links, ...changed } });
        return (
          <>
            <Imposable name="preferences.links.address">
              <RadioCards
                name="address"
                legend="links_address"
                choices={addresses(access)}
                value={links.address}
                onChange={address => changeLinks({ address })}
              />
            </Imposable>
            {links.address === 'own' && (
              <Imposable name="preferences.links.baseUrl">
                <BaseUrlField baseUrl={links.baseUrl} onChange={baseUrl => changeLinks({ baseUrl })} />
              </Imposable>
            )}
            <div class="conversion-columns">
              <Imposable name="preferences.links.format">
                <SelectField
                  id="link-format"
                  label={message('links_format')}
                  options={LINK_FORMATS.map(format => [format, formatName(format)])}
                  value={links.format}
                  onChange={format => changeLinks({ format })}
                />
              </Imposable>
              {links.address === 'signed' && (
                <Imposable name="preferences.links.lifeSeconds">
                  <SelectField
                    id="link-life"
                    label={message('links_life')}
                    options={lifetimes.map(seconds => [seconds, formatDuration(seconds)])}
                    value={nearestLifetime(links.lifeSeconds, lifetimes)}
                    onChange={lifeSeconds => changeLinks({ lifeSeconds })}
                  />
                </Imposable>
              )}
            </div>
            <CopyAfterSavingField
              isWanted={links.copyAfterSaving}
              onChange={copyAfterSaving => changeLinks({ copyAfterSaving })}
            />
          </>
        );
      }}
    </PreferencesSection>
  );
}
