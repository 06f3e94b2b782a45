import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { sandboxAvailable } from '../test/browser/switches';
import { findBrowser } from '../test/machine/find-browser';

// Draws the PNGs that manifest.json names, in a browser: node test/bootstrap.mjs icons/render.ts

/** At 16 px the drawing has its own version on the pixel grid; 32 px shows that one, every pixel doubled, no better. */
const DRAWINGS: readonly { readonly svg: string; readonly sizes: readonly number[] }[] = [
  { svg: 'shoebox-16.svg', sizes: [16] },
  { svg: 'shoebox.svg', sizes: [32, 48, 128] },
];

const { executablePath } = await findBrowser();
const browser = await chromium.launch({ executablePath, chromiumSandbox: sandboxAvailable() });
const page = await browser.newPage();
for (const { svg, sizes } of DRAWINGS) {
  const drawing = await readFile(inThisFolder(svg), 'utf8');
  for (const size of sizes) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(
      `<style>body { margin: 0 } svg { display: block; width: ${size}px }</style>${drawing}`,
    );
    const png = await page.screenshot({ omitBackground: true });
    await writeFile(inThisFolder(`shoebox-${size}.png`), png);
  }
}
await browser.close();

function inThisFolder(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
