// @vitest-environment happy-dom
import { createRef, h, render } from 'preact';
import { expect, test } from 'vitest';
import { SummaryLine } from '../../../src/popup/footer/summary-line';
import { settle } from '../../ui/render-hook';

test('the line that goes leaves the focus to the title', async () => {
  const [title, page] = [document.createElement('h1'), document.createElement('div')];
  title.tabIndex = -1;
  document.body.replaceChildren(title, page);
  const toggle = createRef<HTMLButtonElement>();
  const summary = { primary: [{ kind: 'saved', text: '2 saved' }], secondary: [], news: '' } as const;
  const line = h(SummaryLine, {
    ...{
      summary,
      needsSignIn: false,
      needsKeys: false,
      transfers: [],
      jobs: [],
      isOpen: true,
      toggle,
      panelId: 'panel',
    },
    onToggle: () => {},
  });
  await settle(() => render(line, page));
  toggle.current?.focus();
  expect(document.activeElement).toBe(toggle.current);
  await settle(() => render(null, page));
  expect(document.activeElement).toBe(title);
});
