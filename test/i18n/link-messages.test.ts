import { expect, test } from 'vitest';
import { formatLinkExpiry } from '../../src/i18n/link-messages';
import { fakeBrowser } from '../webextension/fake-browser';
import { textsIn } from '../webextension/texts';

fakeBrowser({ i18n: { ...textsIn('en'), getUILanguage: () => 'en-GB' } });

const at = (day: number, hour: number): number => new Date(2026, 10, day, hour, 40).getTime();

test('a link’s expiry today is shown as a time', () => {
  expect(formatLinkExpiry(at(22, 15), at(22, 14))).toBe('15:40');
});

test('a link’s expiry on another day is shown with the day', () => {
  expect(formatLinkExpiry(at(23, 0), at(22, 23))).toMatch(/23 Nov 2026.*00:40/);
});
