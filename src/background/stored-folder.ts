import { openBucket } from '../aws/bucket';
import { listObjectsOnce } from '../aws/list-objects';
import { otherForms } from '../core/object-key';
import { needsIdentity, parseSettings, type Settings, type SettingsInput } from '../core/settings';
import { credentialStorage } from './credential-storage';
import { reportedAs } from './side-effects';

/** Who saves settings waits for it, and may be offline. */
const PATIENCE_MS = 5_000;

/**
 * Settings with the folder as the bucket has it: what Macs have uploaded is written in another form of Unicode than what is
 * typed, and to S3 is another folder. The form that was typed stays where it holds anything, or neither does, or it can't
 * be asked.
 */
export async function withStoredFolder(input: SettingsInput): Promise<SettingsInput> {
  const result = parseSettings(input);
  if (!result.ok || needsIdentity(result.settings)) return input;
  const { settings } = result;
  const others = otherForms(settings.folder);
  if (others.length === 0) return input;
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const [typed, ...found] = await Promise.all(
    [settings.folder, ...others].map(folder => holdsObjects({ ...settings, folder }, signal)),
  );
  const folder = others.find((_, index) => found[index] === true);
  return typed === true || folder === undefined ? input : { ...input, folder };
}

async function holdsObjects(settings: Settings, signal: AbortSignal): Promise<boolean> {
  const bucket = openBucket(settings, credentialStorage, { tested: null });
  // A policy may allow one of them only; what else goes wrong is told by whatever is asked next.
  const listed = await listObjectsOnce(bucket, { prefix: settings.folder, maxKeys: 1 }, signal).catch(
    reportedAs('settings.look-for-folder', null),
  );
  return listed !== null && listed.objects.length > 0;
}
