import { afterAll, beforeAll, expect, test } from 'vitest';
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
  await options.getByRole('button', { name: 'Test connection' }).click();
  const steps = options.getByRole('list', { name: 'Connection test' }).getByRole('listitem');
  await expect.poll(() => steps.filter({ hasText: 'passed' }).count()).toBe(7);
  const notesOf = (step: string): Promise<string[]> =>
    steps.filter({ hasText: step }).getByRole('paragraph').allTextContents();
  expect(await notesOf('No overwriting')).toEqual([
    expect.stringContaining('two computers that save the same name at the same moment'),
  ]);
  expect(await notesOf('Remove the test file again')).toEqual([
    expect.stringContaining('a picture that another computer replaces at that very moment'),
  ]);
  expect(await fixture.owner.keys()).toEqual([]);
  await options.close();
});
