import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { recordFailure } from './failure-reporter';
import { requireDebianPackages } from './machine/debian';
import { findFirefoxEsr } from './machine/find-firefox';

// `npm test`: everything fast first, then the local AWS against its contract, then the browsers, then the faults.
// `npm run test:ceph`: the same contract against Ceph's gateway, and then faults between it and the browser.

// The lock file keeps the SDK that Node 20 runs; nobody who runs the tests can do anything about its warning.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

/** So many failures are one cause, and each test waits a minute for it. */
const HOPELESS = 20;

const PARTS = {
  check: ['npm', 'run', '--silent', 'check'],
  'local-aws': vitest('local-aws'),
  'faults-proxy': vitest('faults-proxy'),
  faults: vitest('faults'),
  e2e: [...vitest('e2e'), `--bail=${HOPELESS}`],
  'e2e-keys': [...vitest('e2e-keys'), `--bail=${HOPELESS}`],
  firefox: vitest('firefox'),
  ceph: vitest('ceph'),
  'faults-ceph': vitest('faults-ceph'),
  'faults-ceph-keys': vitest('faults-ceph-keys'),
  screenshots: vitest('screenshots'),
} as const;

const BROWSER_TESTS_NEED = [
  { command: 'chromium', debianPackage: 'chromium' },
  { command: 'Xvfb', debianPackage: 'xvfb' },
  { command: 'xdotool', debianPackage: 'xdotool' },
];

type Part = keyof typeof PARTS;

function vitest(project: string): readonly string[] {
  return ['npx', 'vitest', 'run', '--config', 'test/vitest.config.ts', '--project', project];
}

/** Whether it passed. */
async function run([command, ...args]: readonly string[]): Promise<boolean> {
  const child = spawn(command ?? '', args, { stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  return code === 0;
}

const asked = process.argv.slice(2).filter((name): name is Part => name in PARTS);
const parts: readonly Part[] =
  asked.length > 0 ? asked : ['check', 'local-aws', 'faults-proxy', 'e2e', 'e2e-keys', 'firefox', 'faults'];

if (parts.some(part => /^(?:e2e|screenshots|faults)/u.test(part))) {
  await requireDebianPackages(BROWSER_TESTS_NEED, 'The end-to-end tests drive a real browser.');
}
if (parts.includes('firefox')) await findFirefoxEsr();

// All that fails is told by one run.
const failed: Part[] = [];
for (const part of parts) {
  const begun = performance.now();
  if (!(await run(PARTS[part]))) failed.push(part);
  process.stdout.write(`${part}: ${Math.round((performance.now() - begun) / 1000)} s\n`);
  // It may have failed before it built what the browsers load.
  if (failed.length > 0 && part === 'check' && !(await run(['npm', 'run', '--silent', 'build']))) break;
}
if (failed.length > 0) {
  process.stderr.write(`Failed: ${failed.join(', ')}\n`);
  recordFailure(`parts: ${failed.join(', ')}`);
  process.exitCode = 1;
}
