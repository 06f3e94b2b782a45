import { expect, test, vi } from 'vitest';
import { traySummary } from '../../../src/popup/tray/tray-summary';

vi.mock('webextension-polyfill', async () => {
  const texts: Record<string, { message: string }> = (
    await import('../../../src/public/_locales/en/messages.json')
  ).default;
  const getMessage = (key: string, substitutions: readonly string[]): string =>
    (texts[key]?.message ?? '').replace(/\$(\d)/g, (_, at: string) => substitutions[Number(at) - 1] ?? '');
  return { default: { i18n: { getMessage, getUILanguage: () => 'en' } } };
});

test('what needs the person comes first', () => {
  expect(traySummary(['under-way', 'saved', 'failed', 'under-way', 'choosing-album'])).toBe(
    '1 without an album · 1 not saved · Saving 2',
  );
});

test('once nothing else is left, it says what was saved', () => {
  expect(traySummary(['saved', 'saved'])).toBe('2 saved');
});
