import { mkdir } from 'node:fs/promises';
import { builtExtension } from '../browser/built-extension';
import { findBrowser } from '../machine/find-browser';
import { startConfiguredBrowser } from './configured-browser';
import { startDemoAws } from './demo-aws';
import { openDemoBucket } from './demo-bucket';
import { DATA_FOLDER, DEMO_BUCKET, demoSettings, PORTS } from './demo-settings';
import { preferredPort } from './preferred-port';
import { ONCE_PHOTO, saveOnce } from './save-once';
import { seedAlbums } from './seeded-albums';
import { ResourceStack, shutdownRequested } from './shutdown';
import { startSampleSite } from './site';
import { done, fact, failure, heading, line } from './terminal';

// `npm start`: a browser with Shoebox, a bucket and a page of photographs. `npm start -- --once`, or no display:
// the same without a window, one picture saved and compared, and an exit code.

// The lock file keeps the SDK that Node 20 runs; whoever tries the demo can do nothing about its warning.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

const once = process.argv.includes('--once') || hasNoDisplay();
/** What shells report for a command that Ctrl-C ended: nothing was compared. */
const INTERRUPTED = 130;

const ended = shutdownRequested();
const closing = new ResourceStack();

try {
  const exitCode = await Promise.race([run(), ended.then(() => (once ? INTERRUPTED : 0))]);
  if (!once) line('Good-bye.');
  await closing.closeAll();
  process.exit(exitCode);
} catch (error) {
  failure(error instanceof Error ? error.message : String(error));
  await closing.closeAll();
  process.exit(1);
}

async function run(): Promise<number> {
  heading(once ? 'Shoebox, once and without a window' : 'Shoebox');
  const browserProgram = await findBrowser();
  const extension = await builtExtension();
  done(extension.fresh ? 'Extension built into dist/chrome' : 'Extension in dist/chrome is up to date');

  await mkdir(DATA_FOLDER, { recursive: true });
  const aws = closing.add(await startDemoAws());
  const site = closing.add(await startSampleSite({ port: await preferredPort(PORTS.site) }));
  const bucket = openDemoBucket(aws);
  await seedAlbums(bucket, site.files);
  done(`S3 and Cognito on this computer, bucket ${DEMO_BUCKET}`);

  const demo = await startConfiguredBrowser({
    browser: browserProgram,
    extensionDir: extension.dir,
    headless: once,
    settings: demoSettings(aws),
    url: site.url,
    grantedHosts: once ? ['http://127.0.0.1/*', 'http://localhost/*'] : ['http://127.0.0.1/*'],
  });
  closing.add(demo.browser);
  const windowClosed = new Promise<void>(resolve => demo.browser.context.once('close', () => resolve()));
  done(`${browserProgram.name} with Shoebox, ready to use`);
  line();

  if (once) {
    const source = site.files.get(ONCE_PHOTO) ?? new Uint8Array();
    const { key, ...saved } = await saveOnce(demo, bucket, source);
    const same = saved.source.sha256 === saved.stored.sha256 && saved.source.size === saved.stored.size;
    fact('Key', `${DEMO_BUCKET}/${key}`);
    fact('Size', `${saved.source.size} bytes on the page, ${saved.stored.size} in S3`);
    fact('SHA-256', `${saved.source.sha256} on the page`);
    fact('', `${saved.stored.sha256} in S3`);
    line();
    if (same) done('The same picture, read back from S3');
    else failure('What S3 gave back is not the picture on the page.');
    line();
    return same ? 0 : 1;
  }

  fact('Sample page', site.url);
  fact('S3', `${aws.endpoint}/${DEMO_BUCKET}`);
  fact('Cognito', aws.cognitoEndpoint);
  fact('Data', '.shoebox (delete it to start afresh)');
  line();
  line('Right-click a photo, choose “Save to Shoebox” and an album. Ctrl-C ends everything.');
  line();
  await windowClosed;
  return 0;
}

function hasNoDisplay(): boolean {
  const { DISPLAY = '', WAYLAND_DISPLAY = '' } = process.env;
  return process.platform === 'linux' && DISPLAY === '' && WAYLAND_DISPLAY === '';
}
