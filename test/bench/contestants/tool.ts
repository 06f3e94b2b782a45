import { type CommandLine, runTool } from '../run-tool';
import type { Contestant, Load } from './contestant';

/** A program of the command line that uploads. */
export interface Tool {
  readonly name: string;
  /** What to run to have everything uploaded; files it needs are written. */
  commandLine(load: Load, prefix: string): Promise<CommandLine>;
}

/** The tool as a contestant: its start is part of what it takes. */
export function toolContestant({ name, commandLine }: Tool): Contestant {
  return { name, upload: async (load, prefix) => runTool(await commandLine(load, prefix)) };
}
