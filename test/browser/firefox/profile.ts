import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FIREFOX_ADDON_ID } from '../../../src/core/extension-ids';

/** The host of the extension's addresses: otherwise random for each profile. */
export const EXTENSION_HOST = '5b0eb0c5-0000-4000-8000-0000000f1ef0';

/** The value of a preference, of the type that Firefox knows for it. */
export type Preferences = Readonly<Record<string, boolean | number | string>>;

/** Quiet, offline but for loopback, and with our extension although nobody has signed it (ESR allows that). */
const QUIET: Preferences = {
  // A free port, told in a file of the profile.
  'marionette.port': 0,
  'xpinstall.signatures.required': false,
  'extensions.webextensions.uuids': JSON.stringify({ [FIREFOX_ADDON_ID]: EXTENSION_HOST }),
  'security.notification_enable_delay': 0,
  'browser.aboutwelcome.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'browser.startup.homepage': 'about:blank',
  'browser.newtabpage.enabled': false,
  'browser.sessionstore.resume_from_crash': false,
  'browser.tabs.warnOnClose': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'datareporting.healthreport.uploadEnabled': false,
  'toolkit.telemetry.enabled': false,
  'toolkit.telemetry.server': '',
  'app.normandy.enabled': false,
  'app.update.auto': false,
  'browser.region.update.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.safebrowsing.downloads.enabled': false,
  'browser.search.update': false,
  'extensions.update.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'services.settings.server': 'data:,',
  'media.gmp-manager.updateEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.dns.disablePrefetch': true,
  'network.prefetch-next': false,
  'network.http.speculative-parallel-limit': 0,
  'network.trr.mode': 5,
  // Whether the machine has a network says nothing about loopback; tests say themselves when they are offline,
  'network.manage-offline-status': false,
  // and then loopback is gone as well.
  'network.disable-localhost-when-offline': true,
  'dom.push.connection.enabled': false,
  'toolkit.startup.max_resumed_crashes': -1,
};

/** Writes the preferences that Firefox reads from a profile at its start. */
export async function writePreferences(profile: string, more: Preferences): Promise<void> {
  const lines = Object.entries({ ...QUIET, ...more }).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  await writeFile(join(profile, 'user.js'), lines.join(''));
}
