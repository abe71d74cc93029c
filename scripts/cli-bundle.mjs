import path from 'node:path';
import { bundledEntries, processEntries } from './entry-bundle.mjs';

/*
 * The command line and the trainer it starts as a few files, so that a command does not compile a hundred sources in each of its two
 * processes: half a second of processor time in each (docs/decisions/0022-command-line-bundle.md).
 */

/** The bundled entry of the command line; null where there is none, and the sources run as they are. */
export async function bundledCommandLine() {
  const folder = await bundledEntries('cli', {
    cli: 'src/main/cli/cli.ts',
    'remote-agent': 'src/main/remote/agent/remote-agent.ts',
    replica: 'src/main/remote/agent/replica.ts',
    ...processEntries,
  });
  return folder === null ? null : path.join(folder, 'cli.js');
}
