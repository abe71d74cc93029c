import { join } from 'node:path';
import { type Ended, type StartedProgram, startProgram } from '../../../testing/started-program';
import { findResourceRoot } from '../../files/resource-root';

export const repositoryRoot = findResourceRoot(__dirname);

/** The script that `npm run cli` starts. */
export const cliScript = join(repositoryRoot, 'scripts', 'cli.mjs');

/** The command line as a user runs it: its own process, its streams, its exit code. */
export function startCli(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): StartedProgram {
  const env = { ...process.env, ...environment };
  return startProgram(process.execPath, [cliScript, ...args], { cwd: repositoryRoot, env });
}

export const runCli = (...args: string[]): Promise<Ended> => startCli(args).ended;

/** A run of an epoch of LeNet on that many examples of Fashion-MNIST, in a folder. @throws what the command printed */
export async function trainLenet(folder: string, examples: number): Promise<void> {
  const training = ['presets/lenet.json', '--epochs', '1', '--limit', String(examples)];
  const { code, stderr } = await runCli('train', ...training, '--out', folder);
  if (code !== 0) throw new Error(stderr);
}
