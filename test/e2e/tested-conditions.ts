import type { Condition, TestedCapabilities } from '../../src/aws/capabilities';
import { bucketIdentity, parseSettings, type SettingsInput } from '../../src/core/settings';

/**
 * What the worker keeps of a connection test that found the bucket to be as AWS's are, but for conditions that it
 * ignores. For `storage.local`, before the settings are saved: another S3 than AWS's that was not tested is looked at before
 * each write, which is not what most tests are about.
 */
export function testedConditions(
  settings: SettingsInput,
  ignored: readonly Condition[] = [],
): Readonly<Record<string, TestedCapabilities>> {
  const result = parseSettings(settings);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const heed = (condition: Condition) => (ignored.includes(condition) ? 'ignored' : 'honoured');
  const tested = {
    putCondition: heed('putCondition'),
    completeCondition: heed('completeCondition'),
    copyCondition: heed('copyCondition'),
    copySourceCondition: heed('copySourceCondition'),
    deleteCondition: heed('deleteCondition'),
    testedAt: Date.now(),
  } as const;
  return { [`conditions:${bucketIdentity(result.settings)}`]: tested };
}
