import type { Page } from 'playwright-core';
import { parsePolicy } from '../../../src/core/policy';
import { DEFAULT_PREFERENCES } from '../../../src/core/preferences';
import { parseSettings, type SettingsInput } from '../../../src/core/settings';
import { settingsFileOf } from '../../../src/core/settings-file';
import { setupCodeOf } from '../../../src/core/setup-code';
import { type PageState, POPUP_SIZE, type Scene } from './page-state';

const valid = (input: SettingsInput) => {
  const result = parseSettings(input);
  if (!result.ok) throw new Error(`no settings: ${JSON.stringify(result.problems)}`);
  return result.settings;
};

const openOptions = ({ fixture }: Scene, hash = ''): Promise<Page> =>
  fixture.browser.extensionPage(`src/options/index.html${hash}`);

/** The options with a set-up code in their address. */
export async function openWithCode(scene: Scene, input: SettingsInput): Promise<Page> {
  const page = await openOptions(scene, `#${setupCodeOf(valid(input))}`);
  await page.locator('.import').waitFor();
  return page;
}

async function openWithFile(scene: Scene, content: string): Promise<Page> {
  const page = await openOptions(scene);
  const buffer = Buffer.from(content);
  const files = { name: 'shoebox-settings.json', mimeType: 'application/json', buffer };
  await page.locator('input[type=file]').setInputFiles(files);
  await page.locator('.import, p[role=alert]').first().waitFor();
  return page;
}

const LONG = 'an/album/folder/with/a/rather/long/name/that/somebody/chose/in/a/large/organization';

/** Settings that come as a code or file. */
export const IMPORT_STATES: readonly PageState[] = [
  {
    name: 'options, a set-up code of others to be confirmed',
    open: scene =>
      openWithCode(scene, {
        ...scene.fixture.settings,
        ...{ bucket: 'a-team-bucket', region: 'ap-northeast-2', folder: `${LONG}/` },
        ...{ encryption: 'aws:kms', kmsKey: 'alias/pictures', requesterPays: true },
      }),
  },
  {
    name: 'options, a settings file to be confirmed',
    open: scene =>
      openWithFile(
        scene,
        settingsFileOf(valid(scene.fixture.settings), {
          ...{
            ...DEFAULT_PREFERENCES,
            version: 'shown',
            keepProvenance: false,
            nameTemplate: '{date} {name}',
          },
          conversion: { format: 'jpeg', maxEdge: 2048, quality: 80, stripLocation: true },
          links: { ...DEFAULT_PREFERENCES.links, format: 'markdown', lifeSeconds: 300 },
        }),
      ),
  },
  {
    name: 'options, a file that is none of ours',
    open: scene => openWithFile(scene, 'Dear all'),
  },
  {
    name: 'options, the set-up code for others',
    async open(scene) {
      const page = await openOptions(scene);
      await page.locator('#setup-code').scrollIntoViewIfNeeded();
      return page;
    },
  },
];

/** Answers in the place of the worker, by the names of messages; runs in the page, before it does. */
function answerWith(answers: Readonly<Record<string, unknown>>): void {
  const { sendMessage } = chrome.runtime;
  Object.assign(chrome.runtime, {
    sendMessage: (message: unknown, ...rest: unknown[]) => {
      const name = String(Reflect.get(Object(message), 'type'));
      if (!(name in answers)) return Reflect.apply(sendMessage, chrome.runtime, [message, ...rest]);
      const answer = { ok: true, value: answers[name] };
      const callback = rest.at(-1);
      if (typeof callback === 'function') callback(answer);
      return Promise.resolve(answer);
    },
  });
}

/** The popup before there is anything, over a page with two set-up codes. */
export async function openOverCodes({ fixture, text }: Scene): Promise<Page> {
  const page = await fixture.browser.context.newPage();
  const settings = valid(fixture.settings);
  const other = { ...settings, bucket: 'pictures-of-a-rather-large-organization-eu', region: 'eu-central-1' };
  await page.addInitScript(answerWith, {
    'page.setup-codes': [settings, other].map(setupCodeOf),
  });
  // As if it hung below the toolbar's button.
  await page.addInitScript(() => Object.assign(chrome.extension, { getViews: () => [window] }));
  await page.setViewportSize(POPUP_SIZE);
  await page.goto(fixture.managerUrl());
  await page.getByText(text('page_code_found')).first().waitFor();
  return page;
}

async function openUnderPolicy({ fixture }: Scene, policy: object): Promise<Page> {
  const page = await fixture.browser.context.newPage();
  await page.addInitScript(answerWith, { 'policy.get': parsePolicy(policy) });
  await page.goto(`chrome-extension://${fixture.browser.extensionId}/src/options/index.html`);
  await page.locator('.imposed').first().waitFor();
  return page;
}

/** What an organization imposes. */
export const POLICY_STATES: readonly PageState[] = [
  {
    name: 'options, all settings imposed',
    async open(scene) {
      const page = await openUnderPolicy(scene, { settings: scene.fixture.settings });
      await page.locator('.advanced summary').first().click();
      return page;
    },
  },
  {
    name: 'options, some imposed, and some that can’t be',
    open: scene =>
      openUnderPolicy(scene, {
        settings: { bucket: scene.fixture.settings.bucket, region: 'eu central', buket: 'team' },
        preferences: { version: 'worst' },
      }),
  },
  {
    name: 'preferences imposed',
    async open(scene) {
      const { format: _f, maxEdge: _e, ...conversion } = DEFAULT_PREFERENCES.conversion;
      const page = await openUnderPolicy(scene, {
        preferences: { version: 'best', nameTemplate: '{date} {name}', maxBytes: 2 ** 30, conversion },
      });
      await page.locator('#name-template').scrollIntoViewIfNeeded();
      return page;
    },
  },
];
