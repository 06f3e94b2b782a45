import { expect, it } from 'vitest';
import { EMPTY_SETTINGS, parseSettings } from '../../src/core/settings';
import { exampleSettings } from '../../src/setup/example-settings';

it('the example settings stand in for fields that are empty', () => {
  const example = exampleSettings(EMPTY_SETTINGS);
  expect(example).toMatchObject({ bucket: 'your-bucket-name', region: 'us-east-1', folder: '' });
  expect(parseSettings(example).ok).toBe(true);
});

it('the example settings keep valid fields, normalised', () => {
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

it('the example settings equal the settings once all are valid', () => {
  const complete = exampleSettings(EMPTY_SETTINGS);
  expect(exampleSettings(complete)).toEqual(complete);
});
