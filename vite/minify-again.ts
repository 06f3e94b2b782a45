import { minify } from '@swc/core';
import type { Plugin } from 'vite';

/**
 * Minifies what Vite's own minifier made once more: 2.4 % less to load, gzipped (of the worker 3.4 KB, in two seconds more
 * of build). Terser gives half of that in twenty-five seconds.
 */
export const minifyAgain: Plugin = {
  name: 'shoebox:minify-again',
  apply: 'build',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    async handler(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        const { code } = await minify(file.code, {
          module: true,
          ecma: 2022,
          compress: { passes: 2 },
          mangle: true,
        });
        file.code = code;
      }
    },
  },
};
