import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { projectDirectory } from '../launch';

const run = promisify(execFile);

/** What the command line answers. */
export async function runCli(...args: readonly string[]): Promise<string> {
  const script = path.join(projectDirectory, 'scripts', 'cli.mjs');
  const { stdout } = await run(process.execPath, [script, ...args], { cwd: projectDirectory });
  return stdout;
}
