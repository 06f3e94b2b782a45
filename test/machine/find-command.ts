import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Places of Debian's daemons that an ordinary person's PATH leaves out. */
const SYSTEM_FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

/** The full path of a command on PATH (or in the system's sbin folders), or undefined. */
export function findCommand(command: string): string | undefined {
  const { PATH = '' } = process.env;
  const folders = [...PATH.split(delimiter), ...SYSTEM_FOLDERS].filter(folder => folder !== '');
  return folders.map(folder => join(folder, command)).find(isExecutableFile);
}

/** Whether `path` is a file that this process may run. */
export function isExecutableFile(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
