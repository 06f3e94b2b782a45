import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, test } from 'vitest';
import { openWorld, type World } from './world';
const OUT = '/tmp/viewer-shots';
for (const locale of ['en', 'ko'] as const) {
  test(locale, async () => {
    const world = await openWorld({ locale });
    const long = 'A very long name of a photograph that somebody saved from a page with an even longer title, in a valley far away — 아주 긴 이름을 가진 사진';
    for (const n of ['dandelions.jpg', 'fig-in-a-bowl.jpg', 'rocket.jpg', 'chelsea-the-cat.png']) await world.owner.put(`Look/${n}`, world.site.files.get(n) ?? '', 'image/jpeg', { 'source-page': 'https://example.com/story/of/a/very/long/path/that/goes/on', 'source-title': 'A story about evenings by the sea', 'source-alt': 'Figs in a bowl', 'source-rung': 'worker', 'source-url': 'https://images.example.com/pictures/2026/11/fig-in-a-bowl.jpg' });
    await world.owner.put(`Look/${long}.jpg`, world.site.files.get('two-friends.jpg') ?? '', 'image/jpeg');
    for (const [n, t] of [['chime.ogg', 'audio/ogg'], ['shore.svg', 'image/svg+xml'], ['stream-pan.webm', 'video/webm']]) await world.owner.put(`Look/${n}`, await readFile(`test/site/photos/${n}`), t);
    await world.owner.put('Look/letter.pdf', 'x', 'application/pdf');
    for (const [w, h] of [[440, 600], [1400, 900]]) {
      const page = await world.popup('?album=Look%2F');
      await page.setViewportSize({ width: w!, height: h! });
      const open = async (n: string) => { await page.getByRole('list').last().getByRole('button').getByRole('img', { name: n }).first().click(); await page.locator('dialog.viewer').waitFor(); await page.waitForTimeout(700); };
      const shot = async (n: string) => { await page.waitForTimeout(300); await page.screenshot({ path: `${OUT}/${locale}-${w}-${n}.png` }); };
      await open('fig-in-a-bowl'); await shot('picture');
      await page.keyboard.press('i'); await shot('facts'); await page.keyboard.press('i');
      await page.keyboard.press('+'); await page.keyboard.press('+'); await page.keyboard.press('Tab'); await shot('zoomed');
      await page.keyboard.press('Escape');
      for (const n of ['chime', 'shore', 'stream-pan', 'letter', 'chelsea', 'A very long']) { await open(n); await shot(n.replace(/ /g, '-')); await page.keyboard.press('Escape'); }
      await open('dandelions'); await page.keyboard.press('Delete'); await shot('delete');
      await page.close();
    }
    await world.close();
  }, 120000);
}
