import { requireDebianPackages } from '../machine/debian';
import { type BenchFixture, openBenchFixture } from './bench-fixture';
import { machineFacts } from './machine-facts';
import { album } from './parts/album';
import { checksum } from './parts/checksum';
import { click } from './parts/click';
import { far } from './parts/far';
import { kill } from './parts/kill';
import { memory } from './parts/memory';
import { open } from './parts/open';
import { large, many } from './parts/uploads';
import { type Section, writeReport } from './report';
import { FULL, SMOKE } from './scale';

// `npm run bench [names of parts]`: Shoebox beside what people would use instead, in one run, on a real gateway.
// `--smoke`: everything once and tiny, without Debian's tools and without a report; `--rounds=N` other than five.

// The lock file keeps the SDK that Node 20 runs; nobody who measures can do anything about its warning.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

const PARTS = { large, many, far, click, kill, memory, checksum, album, open } as const;

type Part = keyof typeof PARTS;

const TOOLS = [
  { command: 'curl', debianPackage: 'curl' },
  { command: 'rclone', debianPackage: 'rclone' },
  { command: 'aws', debianPackage: 'awscli' },
  { command: 's3cmd', debianPackage: 's3cmd' },
] as const;

const args = process.argv.slice(2);
const smoke = args.includes('--smoke');
const rounds = Number(args.find(arg => arg.startsWith('--rounds='))?.slice('--rounds='.length));
const scale = scaleOf(smoke ? SMOKE : FULL, rounds);
const names = Object.keys(PARTS) as readonly Part[]; // the object's own keys, of that very type
const asked = names.filter(name => args.includes(name));
if (!smoke) await requireDebianPackages(TOOLS, 'to be measured beside Shoebox');

const sections = new Map<Part, Section>();
for (const name of asked.length > 0 ? asked : names) {
  process.stderr.write(`${name}\n`);
  try {
    // A store of its own for each part: the gateway gets slower with what it has been through.
    const { title, body } = await inNewWorld(fixture => PARTS[name](fixture, scale));
    const section = { title, body: `${body}\n\n${machineFacts()}` };
    process.stdout.write(`\n## ${name}: ${section.title}\n\n${section.body}\n\n`);
    sections.set(name, section);
  } catch (error) {
    // The other parts are worth having all the same.
    process.stderr.write(`${name} failed: ${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  }
}
if (!smoke && sections.size > 0) process.stdout.write(`Written to ${await writeReport(sections, names)}\n`);
process.exit();

async function inNewWorld<Value>(work: (fixture: BenchFixture) => Promise<Value>): Promise<Value> {
  const fixture = await openBenchFixture();
  try {
    return await work(fixture);
  } finally {
    await fixture.close();
  }
}

/** As many rounds as asked for, everywhere; as many as it says by itself otherwise. */
function scaleOf(scale: typeof FULL, rounds: number): typeof FULL {
  if (!(rounds > 0)) return scale;
  return { ...scale, rounds, far: { ...scale.far, rounds }, memory: { ...scale.memory, rounds } };
}
