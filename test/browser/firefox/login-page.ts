import type { LoginPage } from '../login-page';
import { button, field, textWith } from './element-path';
import type { FirefoxWithExtension } from './launch';

/** The same in Firefox, where the window of `launchWebAuthFlow` is one of WebDriver's. */
export async function firefoxLoginPage(firefox: FirefoxWithExtension): Promise<LoginPage> {
  const page = await firefox.openedPage('/login/');
  return {
    async submit({ name, password }) {
      await page.fill(field('User name'), name);
      await page.fill(field('Password'), password);
      await page.click(button('Sign in'));
    },
    problem: () => page.textOf(textWith('Incorrect')),
    close: () => page.close(),
  };
}
