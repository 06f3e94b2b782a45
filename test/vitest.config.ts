import { defineConfig } from 'vitest/config';
import { libraryCuts } from '../vite/library-cuts.ts';
import { failureReporter } from './failure-reporter.ts';
import { sdkAsBuilt } from './sdk-as-built.ts';

/**
 * What `npm test` and `npm run test:ceph` run, in parts; each can be run alone with `npx vitest --config
 * test/vitest.config.ts --project NAME`.
 */
/**
 * One file after the other, in one process: what drives browsers is read once, not by each file anew, which is a tenth of
 * the time. Files leave nothing behind in modules.
 */
const oneByOne = { fileParallelism: false, isolate: false } as const;

export default defineConfig({
  root: '.',
  test: {
    // All cores: by itself Vitest leaves one to whoever watches, and of two that is half.
    maxWorkers: '100%',
    reporters: ['default', failureReporter],
    projects: [
      {
        extends: true,
        plugins: [libraryCuts()],
        test: {
          name: 'unit',
          // As the build has them, without what `vite/library-cuts.ts` takes out.
          server: { deps: { inline: ['idb', 'oauth4webapi', 'valibot'] } },
          // Sooner there than processes, and these tests start none whose memory counts.
          pool: 'threads',
          // A busy machine may need more than the five seconds that are usual.
          testTimeout: 30_000,
          include: ['test/**/*.test.{ts,tsx}'],
          setupFiles: ['test/webextension/setup.ts'],
          // All that is not a project of its own: the tests of a new module run without a line here.
          exclude: [
            'test/{build,ceph,e2e,e2e-firefox,fault-proxy,faults,local-aws,openid-provider,screenshots}/**',
            // A minute of work: with the SDK as it ships alone, in \`aws-as-built\`.
            'test/aws/stores.test.ts',
          ],
        },
      },
      {
        extends: true,
        plugins: [sdkAsBuilt()],
        test: {
          name: 'aws-as-built',
          include: ['test/aws/**/*.test.ts'],
          setupFiles: ['test/webextension/setup.ts'],
          testTimeout: 60_000,
        },
      },
      { extends: true, test: { name: 'build', include: ['test/build/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'local-aws',
          include: ['test/{local-aws,openid-provider}/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'faults-proxy',
          include: ['test/{fault-proxy,faults/schedule}/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: ['test/faults/*.test.ts'],
          // Each drives a browser of its own, and half a minute of silence is what some of them are about.
          ...oneByOne,
          testTimeout: 240_000,
          hookTimeout: 60_000,
          provide: { s3BehindTheProxy: 'local' },
        },
      },
      {
        extends: true,
        test: {
          name: 'faults-ceph',
          // Not the clock: the gateway's is this computer's. Refusals and the slow line are the proxy's work alone.
          include: ['test/faults/{faulty-requests,interrupted,killed-browser,mix,races,random}.test.ts'],
          ...oneByOne,
          testTimeout: 240_000,
          hookTimeout: 180_000,
          provide: { s3BehindTheProxy: 'ceph' },
        },
      },
      {
        extends: true,
        test: {
          name: 'faults-ceph-keys',
          // What comes through deaths, with access keys in place of a guest's credentials.
          include: ['test/faults/interrupted.test.ts'],
          ...oneByOne,
          testTimeout: 240_000,
          hookTimeout: 180_000,
          provide: { s3BehindTheProxy: 'ceph', access: 'keys' },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e-keys',
          // Of what `e2e` does as a guest, that which has the most to do with the bucket.
          include: ['test/e2e/{albums,jobs,worker-death}.test.ts'],
          ...oneByOne,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 30_000 } },
          provide: { access: 'keys' },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          // One browser at a time: native menus and permission prompts need the display's focus.
          ...oneByOne,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // A deletion can be undone for ten seconds, and a busy machine takes its time for the rest.
          expect: { poll: { timeout: 30_000 } },
        },
      },
      {
        extends: true,
        test: {
          name: 'screenshots',
          include: ['test/screenshots/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'firefox',
          include: ['test/e2e-firefox/**/*.test.ts'],
          // One browser at a time: the machine may have no more than two cores.
          ...oneByOne,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 30_000 } },
        },
      },
      {
        extends: true,
        test: {
          name: 'ceph',
          include: ['test/ceph/**/*.test.ts'],
          ...oneByOne,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
