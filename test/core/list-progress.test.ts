import { describe, expect, test } from 'vitest';
import { listProgress } from '../../src/core/list-progress';

const REPEATS = expect.objectContaining({ code: 'list-repeats' });

describe('the pages of a list', () => {
  test('may begin with anything, each with something else', () => {
    const assertProgress = listProgress();
    for (const first of ['a', 'c', 'b', undefined, undefined, 'd']) assertProgress(first);
  });

  test('end when one begins as one before did, also not the last one', () => {
    const assertProgress = listProgress();
    assertProgress('a');
    assertProgress('b');
    expect(() => assertProgress('a')).toThrow(REPEATS);
  });

  test('end when a thousand hold nothing', () => {
    const assertProgress = listProgress();
    for (let page = 0; page < 1000; page++) assertProgress(undefined);
    expect(() => assertProgress(undefined)).toThrow(REPEATS);
  });
});
