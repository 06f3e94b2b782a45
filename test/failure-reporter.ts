import { appendFileSync } from 'node:fs';
import { env } from 'node:process';
import { stripVTControlCharacters } from 'node:util';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** As much of an error as tells what it is: of CI's output only the last 12,000 characters are kept. */
const MAX_ERROR_CHARACTERS = 700;

const textOf = ({ message, stacks }: Pick<SerializedError, 'message' | 'stacks'>): string => {
  const at = stacks?.[0] === undefined ? '' : `\n  at ${stacks[0].file}:${stacks[0].line}`;
  return `  ${stripVTControlCharacters(message).slice(0, MAX_ERROR_CHARACTERS).replaceAll('\n', '\n  ')}${at}`;
};

const failuresOf = (module: TestModule): readonly string[] => [
  ...module.errors().map(error => `${module.relativeModuleId}\n${textOf(error)}`),
  ...[...module.children.allSuites()].flatMap(suite =>
    suite.errors().map(error => `${module.relativeModuleId} > ${suite.fullName}\n${textOf(error)}`),
  ),
  ...[...module.children.allTests('failed')].map(test => {
    const { errors = [] } = test.result();
    return `${module.relativeModuleId} > ${test.fullName}\n${errors.map(textOf).join('\n')}`;
  }),
];

/**
 * Appends to the file that the environment's `FAILED_TESTS` names; does nothing without it. `.ci/run` prints that file last:
 * a run of an hour prints more than its record keeps.
 */
export function recordFailure(text: string): void {
  const file = env['FAILED_TESTS'];
  if (file !== undefined) appendFileSync(file, `FAILED ${text}\n`);
}

/** Records each test that failed, and why. */
export const failureReporter: Reporter = {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]) {
    for (const module of modules)
      for (const failure of failuresOf(module)) recordFailure(`${module.project.name}: ${failure}`);
    for (const error of unhandledErrors) recordFailure(`outside of tests\n${textOf(error)}`);
  },
};
