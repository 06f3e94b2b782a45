import { expect, it } from 'vitest';
import { AWS_REGIONS, isRegion } from '../../src/core/regions';

it('accepts every region of the list, each of which is there once', () => {
  expect(AWS_REGIONS.every(isRegion)).toBe(true);
  expect(new Set(AWS_REGIONS).size).toBe(AWS_REGIONS.length);
});

it.each(['default', 'garage', 'xx-new-9', 'a'])('accepts %s', region => expect(isRegion(region)).toBe(true));

it.each(['', 'EU', 'eu west', '-eu', 'eu-', 'eu.west', 'eu-west-1\n', 'a'.repeat(64)])('refuses %j', region =>
  expect(isRegion(region)).toBe(false),
);
