import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

/** Named by whoever asked for Shoebox (CONTRIBUTING, "House rules"). That they are used is what `npm run unused` checks. */
const AT_RUN_TIME = [
  '@aws-sdk/client-s3',
  '@aws-sdk/credential-provider-cognito-identity',
  '@aws-sdk/lib-storage',
  'webextension-polyfill',
];
const FOR_BUILDING = ['@crxjs/vite-plugin', 'vite', 'vitest'];

test('package.json has the packages that Shoebox was to be built with', async () => {
  const { dependencies, devDependencies } = JSON.parse(await readFile('package.json', 'utf8'));
  expect(Object.keys(dependencies)).toEqual(expect.arrayContaining(AT_RUN_TIME));
  expect(Object.keys(devDependencies)).toEqual(expect.arrayContaining(FOR_BUILDING));
});
