import { openBenchWorld } from './bench-world';
import { machineFacts } from './machine-facts';
import { click } from './parts/click';
import { large, many } from './parts/uploads';
import { type Section, writeReport } from './report';
import { FULL, SMOKE } from './scale';

// `npm run bench [names of parts]`: Shoebox beside what people would use instead, in one run, on a real gateway.
// `--smoke`: everything once and tiny, no report; `--rounds=N` other than five.

// The lock file keeps the SDK that Node 20 runs; nobody who measures can do anything about its warning.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

const PARTS = { large, many, click } as const;

type Part = keyof typeof PARTS;

const args = process.argv.slice(2);
const smoke = args.includes('--smoke');
const rounds = Number(args.find(arg => arg.startsWith('--rounds='))?.slice('--rounds='.length));
const scale = { ...(smoke ? SMOKE : FULL), ...(rounds > 0 && { rounds }) };
const names = Object.keys(PARTS) as readonly Part[]; // the object's own keys, of that very type
const asked = names.filter(name => args.includes(name));

const sections: Section[] = [];
for (const name of asked.length > 0 ? asked : names) {
  process.stderr.write(`${name}\n`);
  // A store of its own for each part: the gateway gets slower with what it has been through.
  const world = await openBenchWorld();
  try {
    const { title, body } = await PARTS[name](world, scale);
    const section = { title, body: `${body}\n\n${machineFacts(scale.rounds)}` };
    process.stdout.write(`\n## ${section.title}\n\n${section.body}\n\n`);
    sections.push(section);
  } catch (error) {
    // The other parts are worth having all the same.
    process.stderr.write(`${name} failed: ${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  } finally {
    await world.close();
  }
}
if (!smoke && sections.length > 0) process.stdout.write(`Written to ${await writeReport(sections)}\n`);
process.exit();
