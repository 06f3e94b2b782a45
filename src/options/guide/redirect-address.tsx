import browser from 'webextension-polyfill';
import { message } from '../../i18n/message';
import { consoleLinks } from '../../setup/console-links';
import { Copyable } from '../../ui/copyable';
import { ConsoleLink } from './setup-guide-step';

/**
 * Where a sign-in comes back to, in this browser. Chrome tells it to whoever has the permission `identity` only, which is not
 * asked for before somebody signs in; it is made of the extension's id (Chrome Extensions, `identity.getRedirectURL`).
 */
export const redirectAddress = (): string =>
  import.meta.env.MODE === 'firefox'
    ? browser.identity.getRedirectURL()
    : `https://${browser.runtime.id}.chromiumapp.org/`;

interface RedirectAddressProps {
  /** In whose console it is registered; may be empty. */
  readonly region: string;
}

/** The address that the provider has to know, and where it is entered in Cognito. */
export const RedirectAddress = ({ region }: RedirectAddressProps) => (
  <div class="field">
    <p class="field-name">{message('redirect_address')}</p>
    <Copyable value={redirectAddress()} name="redirect_address" label="copy_redirect_address" rows={1} />
    <p class="field-help">{message('redirect_address_help')}</p>
    <ConsoleLink href={consoleLinks(region).userPools} text="setup_open_user_pools" />
  </div>
);
