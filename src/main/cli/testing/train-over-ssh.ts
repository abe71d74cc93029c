import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { HOST, SshMachine } from '../../../testing/ssh-machine';
import { trainerPackage } from '../../remote/trainer-package';
import { cliScript, repositoryRoot } from './run-cli';

/*
 * Entry of a process in a network without any other machine: has a real sshd there, installs the trainer on it, and trains together with it.
 * `train-over-ssh.ts FOLDER PROGRAMS ARGUMENTS OF train...`; ends with the code of `train`.
 */
async function main([folder = '', programs = '', ...args]: readonly string[]): Promise<number> {
  const machine = await SshMachine.start(join(folder, 'machine'), programs);
  const env = { ...process.env, ...machine.environment };
  const cli = async (...given: readonly string[]) => {
    const child = spawn(process.execPath, [cliScript, ...given], {
      cwd: repositoryRoot,
      env,
      stdio: 'inherit',
    });
    const [code] = await once(child, 'exit');
    return typeof code === 'number' ? code : 1;
  };
  try {
    const trainer = await trainerPackage(__dirname);
    if (!trainer.ok) throw new Error(JSON.stringify(trainer.error));
    for (const { source, sha256, path } of trainer.value.parts) {
      if (path !== 'node') machine.putIntoStore(source, sha256);
    }
    await cli('targets', 'add', 'lab', HOST);
    await cli('train', ...args);
    await cli('targets', 'install', 'lab');
    return await cli('train', ...args);
  } finally {
    await machine.stop();
  }
}

void main(process.argv.slice(2)).then((code) => process.exit(code));
