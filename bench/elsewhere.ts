/**
 * `npm run bench:elsewhere`: training on another machine, which is a real sshd on loopback with its own home folder. Prints how long the whole
 * installation takes, when a start returns, and when its first step is here.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testData } from '../scripts/setup/test-data.mjs';
import { startCli } from '../src/main/cli/testing/run-cli';
import { HOST, SshMachine } from '../src/testing/ssh-machine';

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

async function measure(machine: SshMachine, folder: string): Promise<void> {
  const start = (...args: string[]) => startCli(args, machine.environment);
  const must = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await start(...args).ended;
    if (code !== 0) throw new Error(`${args.join(' ')}: ${stdout}${stderr}`);
    return stderr;
  };
  await must('targets', 'add', 'lab', HOST);
  await must('targets', 'check', 'lab');
  const installing = performance.now();
  const sent = await must('targets', 'install', 'lab');
  console.log(`install, everything sent and tried: ${seconds(installing)} (${sent.split('\n')[0]})`);
  for (const round of ['first', 'second', 'third']) {
    const training = ['presets/lenet.json', '--epochs', '1', '--limit', '2048', '--json'];
    const starting = performance.now();
    const run = start('train', ...training, '--on', 'lab', '--out', join(folder, round));
    await run.saw('trains on lab');
    const returned = seconds(starting);
    await run.saw('"type":"step"');
    console.log(`${round} run: started after ${returned}, first step here after ${seconds(starting)}`);
    await run.ended;
  }
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'netloom-bench-elsewhere-'));
  const machine = await SshMachine.start(join(folder, 'machine'), testData('openssh').folder);
  try {
    await measure(machine, folder);
  } finally {
    await machine.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
