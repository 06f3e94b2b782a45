import { expect, it } from 'vitest';
import { EMPTY_SETTINGS, parseSettings } from '../../src/core/settings';
import { exampleSettings } from '../../src/setup/example-settings';

it('stands in for what is not entered yet', () => {
  const example = exampleSettings(EMPTY_SETTINGS);
  expect(example).toMatchObject({ bucket: 'your-bucket-name', region: 'us-east-1', folder: '' });
  expect(parseSettings(example).ok).toBe(true);
});

it('keeps what is right already, as it will be saved', () => {
  const entered = {
    ...EMPTY_SETTINGS,
    bucket: ' photos ',
    folder: '/a',
    endpoint: 'nonsense',
    pathStyle: true,
  };
  expect(exampleSettings(entered)).toMatchObject({
    bucket: 'photos',
    folder: 'a/',
    endpoint: '',
    pathStyle: true,
  });
});

it('is the settings themselves once all are right', () => {
  const complete = exampleSettings(EMPTY_SETTINGS);
  expect(exampleSettings(complete)).toEqual(complete);
});
