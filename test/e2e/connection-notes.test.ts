import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectionPanel } from './connection-panel';
import { type E2eFixture, openFixture } from './fixture';

let fixture: E2eFixture;

beforeAll(async () => {
  fixture = await openFixture();
});

afterAll(() => fixture.close());

test('the connection test passes on an S3 without conditional requests, and says once what that means', async () => {
  fixture.aws.intercept(({ operation, headers }) =>
    (operation === 'PutObject' && headers['if-none-match'] !== undefined) ||
    (operation === 'DeleteObject' && headers['if-match'] !== undefined)
      ? { status: 501, body: '<Error><Code>NotImplemented</Code></Error>' }
      : undefined,
  );
  const options = await fixture.browser.extensionPage('src/options/index.html');
  const panel = connectionPanel(options);
  expect(await panel.run()).toBe('Works, with 2 things to know.');
  const notesOf = (step: string): Promise<string[]> =>
    panel.step(step).getByRole('paragraph').allTextContents();
  expect(await notesOf('No overwriting')).toEqual([
    expect.stringContaining('two computers saving the same name at the same moment'),
  ]);
  expect(await notesOf('Delete')).toEqual([
    expect.stringContaining('a photo that another computer replaces at that very moment'),
  ]);
  expect(await fixture.owner.keys('.shoebox/connection-test')).toEqual([]);
  await options.close();
});
