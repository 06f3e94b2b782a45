import type { BrowserContext, Page } from 'playwright-core';
import { waitUntil } from './wait-until';

/** What somebody types into a login page. */
export interface NameAndPassword {
  readonly name: string;
  readonly password: string;
}

/** The window of a sign-in at `test/openid-provider`, which the browser opened for the extension. */
export interface LoginPage {
  /** Fills in the form and sends it. */
  submit(user: NameAndPassword): Promise<void>;
  /** What it says was wrong. */
  problem(): Promise<string>;
  /** As a person closes the window. */
  close(): Promise<void>;
}

/** Discovery, then a window. */
const WINDOW_TIMEOUT_MS = 20_000;

/** Waits until the browser shows the login page. To Playwright the window of `launchWebAuthFlow` is a page like others. */
export async function loginPage(context: BrowserContext): Promise<LoginPage> {
  const shown = (): Page | undefined => context.pages().find(page => isLogin(page.url()));
  await waitUntil('No login page', WINDOW_TIMEOUT_MS, async () => shown() !== undefined);
  const page = shown();
  if (page === undefined) throw new Error('unreachable: it was waited for');
  return {
    async submit({ name, password }) {
      await page.getByLabel('User name').fill(name);
      await page.getByLabel('Password').fill(password);
      // The window closes under the click where this signs in.
      await page.getByRole('button', { name: 'Sign in' }).click({ noWaitAfter: true });
    },
    problem: async () => (await page.getByRole('alert').textContent()) ?? '',
    close: () => page.close(),
  };
}

/** Whether a login page is on the screen. */
export const isLoginShown = (context: BrowserContext): boolean =>
  context.pages().some(page => isLogin(page.url()));

const isLogin = (url: string): boolean => URL.canParse(url) && new URL(url).pathname.startsWith('/login/');
