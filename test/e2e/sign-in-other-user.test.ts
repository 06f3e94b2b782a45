import { afterEach, expect, test } from 'vitest';
import type { JobView } from '../../src/messaging/job-messages';
import type { ListChanges } from '../../src/messaging/list-changes';
import type { StreamReply } from '../../src/messaging/protocol';
import { identitiesOf, OWN_FOLDER, openSignInFixture, type SignInFixture } from './sign-in-fixture';
import { ADA, BOB } from './user-pool';

// What waits for one user's sign-in, through deaths of the worker, while another one signs in at the same computer.

let fixture: SignInFixture;

afterEach(() => fixture.close());

/** The jobs as they are now. */
async function jobs(): Promise<readonly JobView[]> {
  const page = await fixture.browser.extensionPage('src/options/index.html');
  const now = await page.evaluate(
    () =>
      new Promise<readonly JobView[]>((resolve, reject) => {
        const port = chrome.runtime.connect({ name: 'jobs.watch' });
        port.onMessage.addListener((reply: StreamReply<ListChanges<JobView>>) => {
          if (reply.kind === 'value') resolve(reply.value.changed);
          else reject(new Error(JSON.stringify(reply)));
          port.disconnect();
        });
        port.postMessage({});
      }),
  );
  await page.close();
  return now;
}

test.each([
  ['albums that are shared', ''],
  ['a folder of one’s own', OWN_FOLDER],
])(
  'in %s, an upload and a moved album that meet the end of a sign-in wait for that user, whoever else signs in, and are finished once',
  async (_case, folder) => {
    fixture = await openSignInFixture({
      ...{ folder, credentialLifeSeconds: 4, provider: { lives: { tokens: 4 } } },
    });
    expect(await fixture.signIn()).toMatchObject({ ok: true });
    const ada = await fixture.identity();
    const [adas, bobs] = [ada, ''].map(id => folder.replace('{identity}', id));
    await fixture.owner.put(`${adas}Trips/`);
    await fixture.owner.put(`${adas}Trips/a.txt`, 'a');
    await fixture.owner.put(`${adas}Trips/b.txt`, 'b');

    // The album is on its way when everything ends at once: what she had for S3, and what would renew it.
    const stop = fixture.aws.intercept(({ operation }) =>
      /^(Copy|Put)Object$/.test(operation) ? { delayMs: 5000 } : undefined,
    );
    const wish = {
      kind: 'move-album',
      prefix: `${adas}Trips/`,
      parent: adas ?? '',
      name: 'Journeys',
    } as const;
    expect(await fixture.call('jobs.start', { id: 'move', wish })).toMatchObject({ ok: true });
    fixture.provider.revokeUser(ADA.name);
    await fixture.save('rocket.jpg', `${adas}Waiting/`);
    await expect
      .poll(jobs, { timeout: 20_000 })
      .toMatchObject([{ id: 'move', waiting: { kind: 'sign-in' } }]);
    await fixture.transferThat(({ waiting }) => waiting?.kind === 'sign-in');
    stop();
    await fixture.browser.killWorker();
    await expect.poll(jobs).toMatchObject([{ state: 'under-way', failed: 0, waiting: { kind: 'sign-in' } }]);
    await fixture.transferThat(({ waiting }) => waiting?.kind === 'sign-in');

    const { seen, stop: stopSeeing } = identitiesOf(fixture.aws);
    expect(await fixture.signIn(BOB)).toMatchObject({ ok: true });
    const bob = await fixture.identity();
    const waiting = { kind: 'other-user', user: ADA.email };
    await expect.poll(jobs).toMatchObject([{ id: 'move', failed: 0, waiting }]);
    await expect.poll(fixture.transfers).toMatchObject([{ state: 'under-way', waiting }]);
    await fixture.browser.killWorker();
    await fixture.save('chelsea-the-cat.png', `${bobs?.replace('//', `/${bob}/`)}Bob/`);
    await fixture.transferThat(({ state }) => state === 'saved');
    await expect.poll(jobs).toMatchObject([{ id: 'move', failed: 0, waiting }]);
    const popup = await fixture.popup();
    await popup.getByText(`Waiting for ${ADA.email} to sign in`).first().waitFor();
    await popup.getByText('1 waiting for another user').waitFor();
    await popup.close();
    stopSeeing();
    expect([...seen]).toEqual([bob]);
    expect((await fixture.owner.keys('')).filter(key => key.includes('rocket'))).toEqual([]);

    await fixture.call('sign-in.end', undefined);
    expect(await fixture.signIn()).toMatchObject({ ok: true });
    await fixture.transferThat(({ name, state }) => name === 'rocket.jpg' && state === 'saved');
    await expect
      .poll(async () => (await fixture.owner.keys('')).filter(key => !/(^|\/)(Bob|\.shoebox)\//.test(key)))
      .toEqual(
        ['Journeys/', 'Journeys/a.txt', 'Journeys/b.txt', 'Waiting/rocket.jpg'].map(key => `${adas}${key}`),
      );
    expect((await jobs()).filter(({ state }) => state === 'failed')).toEqual([]);
  },
  150_000,
);
