import type { Preferences } from '../../src/core/preferences';
import type { WebSource } from '../../src/core/source';
import type { TransferView } from '../../src/messaging/protocol';
import type { E2eFixture } from './fixture';

/**
 * Saves something from the web as the picker does, into an album of its own unless one is named; resolves when it has
 * ended.
 */
export async function saveSource(
  fixture: E2eFixture,
  source: Pick<WebSource, 'url'> & Partial<WebSource>,
  album = `${crypto.randomUUID()}/`,
): Promise<TransferView> {
  const whole: WebSource = {
    kind: 'web',
    wanted: 'image',
    betterUrls: [],
    alt: '',
    pageUrl: fixture.site.url,
    frameUrl: fixture.site.url,
    pageTitle: 'Sample photographs',
    tabId: -1,
    frameId: 0,
    ...source,
  };
  await fixture.call('web.save', { album, sources: [whole] });
  return fixture.transferThat(
    transfer => transfer.album === album && (transfer.state === 'saved' || transfer.state === 'failed'),
  );
}

/** Changes some preferences; the others stay as they are. */
export async function setPreferences(fixture: E2eFixture, changes: Partial<Preferences>): Promise<void> {
  const reply = await fixture.call('preferences.get', undefined);
  if (!reply.ok) throw new Error(JSON.stringify(reply.failure));
  await fixture.call('preferences.save', { ...reply.value, ...changes });
}
