// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import type { ContentFunctions } from '../../src/content/functions';
import { show } from './page';

test('the injected script leaves its functions in the frame, by the names that the worker calls', async () => {
  show('');
  await import('../../src/content/content-script');
  const { shoeboxContent } = globalThis as unknown as { readonly shoeboxContent: ContentFunctions };
  expect(Object.values(shoeboxContent).every(value => typeof value === 'function')).toBe(true);
  expect(await shoeboxContent.readChunk(1, 0)).toBeNull();
  expect(await shoeboxContent.describeImage('https://h/a.jpg')).toBeNull();
});
