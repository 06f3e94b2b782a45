import { expect } from 'vitest';
import type { SettingsInput } from '../../src/core/settings';
import type { SignInStatus } from '../../src/core/sign-in-status';
import type { Reply, StreamReply } from '../../src/messaging/protocol';
import { type LoginPage, loginPage, type NameAndPassword } from '../browser/login-page';
import type { LocalAws } from '../local-aws/index';
import type { OpenIdProvider, OpenIdProviderOptions } from '../openid-provider/index';
import { BUCKET, type E2eFixture, type FixtureOptions, openFixture, POOL_ID } from './fixture';
import { clickMenuItem } from './menu-click';
import { ADA, signInSettings, startUserPool, usersPool } from './user-pool';

/** A folder of one's own for everybody. */
export const OWN_FOLDER = 'users/{identity}/';

export interface SignInFixtureOptions extends FixtureOptions {
  readonly provider?: Partial<OpenIdProviderOptions>;
}

/** A browser with Shoebox in which nobody is signed in yet, over a bucket that users share unless `folder` is another. Keys are named in full. */
export interface SignInFixture extends E2eFixture {
  readonly provider: OpenIdProvider;
  status(): Promise<SignInStatus>;
  /** Asks for a sign-in, and leaves the window to the test. */
  startSignIn(): Promise<{
    readonly window: LoginPage;
    readonly outcome: Promise<Reply<SignInStatus>>;
  }>;
  /** Signs in through the window. */
  signIn(user?: NameAndPassword): Promise<Reply<SignInStatus>>;
  /** The Cognito identity of whoever is signed in: that whose keys a list of albums is asked with. */
  identity(): Promise<string>;
  /** Saves a picture of the site into an album, named by its whole prefix. */
  save(picture: string, prefix: string): Promise<void>;
  /** How often each kind of request got a good answer from the provider's token endpoint. */
  grants(type: 'authorization_code' | 'refresh_token'): number;
}

export async function openSignInFixture(options: SignInFixtureOptions = {}): Promise<SignInFixture> {
  const provider = await startUserPool(options.provider);
  const { folder = '' } = options;
  const settings: Partial<SettingsInput> = { ...signInSettings(provider), folder, ...options.settings };
  const pool = usersPool(provider, { id: POOL_ID, bucket: BUCKET, folder });
  const fixture = await openFixture({
    permissions: ['identity'],
    ...options,
    ...{ folder: '', settings, aws: { pools: [pool], ...options.aws } },
  });
  const startSignIn: SignInFixture['startSignIn'] = async () => {
    const outcome = fixture.call('sign-in.start', undefined);
    return { outcome, window: await loginPage(fixture.browser.context) };
  };
  const identity = async (): Promise<string> => {
    const { seen, stop } = identitiesOf(fixture.aws);
    expect(await fixture.call('albums.list', undefined)).toMatchObject({ ok: true });
    stop();
    const [id = '', ...others] = seen;
    expect(others).toEqual([]);
    return id;
  };
  return {
    ...fixture,
    provider,
    identity,
    async save(picture, prefix) {
      const whole = { ...fixture, settings: { ...fixture.settings, folder: '' } };
      await clickMenuItem(whole, `${fixture.site.url}photos/${picture}`, prefix);
    },
    grants: type =>
      provider.requests.filter(({ grantType, status }) => grantType === type && status === 200).length,
    status: () => statusOf(fixture),
    startSignIn,
    async signIn(user = ADA) {
      const { window, outcome } = await startSignIn();
      await window.submit(user);
      return outcome;
    },
    async close() {
      await fixture.close();
      await provider.close();
    },
  };
}

/** Whose keys requests to S3 are signed with, from now until `stop`: the session tokens of the local AWS say it. */
export function identitiesOf(aws: LocalAws): {
  readonly seen: ReadonlySet<string>;
  readonly stop: () => void;
} {
  const seen = new Set<string>();
  const stop = aws.intercept(({ service, headers }) => {
    const [content = ''] = (headers['x-amz-security-token'] ?? '').split('.');
    if (service !== 's3' || content === '') return;
    const session = JSON.parse(Buffer.from(content, 'base64url').toString()) as { identityId: string }; // `Session` there
    seen.add(session.identityId);
  });
  return { seen, stop };
}

/** The status as it is now. */
async function statusOf(fixture: E2eFixture): Promise<SignInStatus> {
  const page = await fixture.browser.extensionPage('src/options/index.html');
  const status = await page.evaluate(
    () =>
      new Promise<SignInStatus>((resolve, reject) => {
        const port = chrome.runtime.connect({ name: 'sign-in.watch' });
        port.onMessage.addListener((reply: StreamReply<SignInStatus>) => {
          if (reply.kind === 'value') resolve(reply.value);
          else reject(new Error(JSON.stringify(reply)));
          port.disconnect();
        });
        port.postMessage({});
      }),
  );
  await page.close();
  return status;
}
