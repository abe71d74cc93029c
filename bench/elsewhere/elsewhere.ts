/**
 * `npm run bench:elsewhere`: training on another machine, which is a real sshd on loopback with another home folder. Prints a table of what is to be
 * reached: how soon a start returns and its first step is here, whether what was followed through cut lines is the original, whether a run that was
 * stopped and resumed there equals one that never stopped, which sockets a run listens on; and of several processes, how soon one that dies ends the run,
 * and what a sum over two costs.
 */
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testData } from '../../scripts/setup/test-data.mjs';
import { startCli } from '../../src/main/cli/testing/run-cli';
import { HOST, SshMachine } from '../../src/testing/ssh-machine';
import type { StartedProgram } from '../../src/testing/started-program';
import { describeMachine } from '../machine';
import { measureLoss, measureSum } from './together';

const ROUNDS = 3;
const CUTS = 2;
/** It is looked for after a second. */
const UNTIL_REACHED_MILLISECONDS = 5_000;
const NETWORK = 'presets/lenet.json';
const LIMITED = ['--limit', '2048'];

interface Bench {
  readonly machine: SshMachine;
  readonly folder: string;
}

const seconds = (since: number) => (performance.now() - since) / 1_000;
const row = (figure: string, target: string, measured: string) =>
  console.log(`| ${figure} | ${target} | ${measured} |`);

function start({ machine }: Bench, ...args: readonly string[]): StartedProgram {
  return startCli(args, machine.environment);
}

async function must(bench: Bench, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await start(bench, ...args).ended;
  if (code !== 0) throw new Error(`${args.join(' ')}: ${stdout}${stderr}`);
  return stderr;
}

async function measureInstallation(bench: Bench): Promise<void> {
  await must(bench, 'targets', 'add', 'lab', HOST);
  await must(bench, 'targets', 'check', 'lab');
  const installing = performance.now();
  const sent = await must(bench, 'targets', 'install', 'lab');
  row(
    'installation, everything sent and tried',
    '',
    `${seconds(installing).toFixed(1)} s (${sent.split('\n')[0]})`,
  );
}

/** Each with a cold engine: another process. The command's own start, which is that of Node, is in both figures. */
async function measureStarts(bench: Bench): Promise<void> {
  const loading = performance.now();
  await must(bench, '--help');
  const own = seconds(loading);
  const started: number[] = [];
  const stepped: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const begin = performance.now();
    const out = join(bench.folder, `start-${round}`);
    const run = start(
      bench,
      'train',
      NETWORK,
      '--epochs',
      '1',
      ...LIMITED,
      '--json',
      '--on',
      'lab',
      '--out',
      out,
    );
    await run.saw('trains on lab');
    started.push(seconds(begin));
    await run.saw('"type":"step"');
    stepped.push(seconds(begin));
    await run.ended;
  }
  row('the command line alone (--help)', '', `${own.toFixed(1)} s`);
  row('start returns', '1 s', started.map((one) => `${one.toFixed(1)} s`).join(', '));
  row('first step here, engine cold', '10 s', stepped.map((one) => `${one.toFixed(1)} s`).join(', '));
}

/** Cut, stopped, resumed there, and compared with a run here that never stopped. */
async function measureCuts(bench: Bench): Promise<void> {
  const { machine, folder } = bench;
  const [cut, whole] = [join(folder, 'cut'), join(folder, 'whole')];
  const run = start(
    bench,
    'train',
    NETWORK,
    '--epochs',
    '500',
    ...LIMITED,
    '--json',
    '--on',
    'lab',
    '--out',
    cut,
  );
  await run.saw('"type":"epoch"');
  const sockets = listeningSockets(runPlace(bench, cut));
  for (let count = 0; count < CUTS; count += 1) {
    machine.cut();
    await new Promise((resolve) => setTimeout(resolve, UNTIL_REACHED_MILLISECONDS));
  }
  run.child.kill('SIGINT');
  await run.ended;
  const original = readFileSync(join(runPlace(bench, cut), 'events.jsonl'));
  const isSame = readFileSync(join(cut, 'events.jsonl')).equals(original);
  row(
    'cut connection: the followed file and the original',
    'identical bytes',
    `${isSame ? 'identical' : 'DIFFERENT'}, ${original.length} bytes`,
  );
  const epochs = readFileSync(join(cut, 'events.jsonl'), 'utf8').split('{"type":"epoch"').length;
  const toTheEnd = ['--epochs', String(epochs + 1)];
  await must(bench, 'train', '--resume', cut, ...toTheEnd, ...LIMITED, '--on', 'lab');
  await must(bench, 'train', NETWORK, ...toTheEnd, ...LIMITED, '--out', whole);
  const weights = (place: string) => readFileSync(join(place, 'weights.safetensors'));
  const isEqual = weights(cut).equals(weights(whole));
  row('stop, checkpoint, resume there', 'bit for bit', isEqual ? 'bit for bit' : 'DIFFERENT');
  row('listening sockets of a run', '0', String(sockets));
}

function runPlace({ machine }: Bench, mirror: string): string {
  const { run } = JSON.parse(readFileSync(join(mirror, 'elsewhere.json'), 'utf8'));
  return join(machine.home, '.netloom', 'runs', run);
}

/** Of the run's process and of those that it has started. */
function listeningSockets(place: string): number {
  const pid = Number(readFileSync(join(place, 'pid'), 'utf8'));
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
  const inodes = new Set([pid, ...children].filter((one) => one > 0).flatMap(socketsOf));
  const listening = ['tcp', 'tcp6'].flatMap((kind) =>
    readFileSync(`/proc/net/${kind}`, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state]) => state === '0A')
      .map((columns) => columns[9] ?? ''),
  );
  return listening.filter((inode) => inodes.has(inode)).length;
}

function socketsOf(pid: number): readonly string[] {
  return readdirSync(`/proc/${pid}/fd`).flatMap((name) => {
    const [, inode] = /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${pid}/fd/${name}`)) ?? [];
    return inode === undefined ? [] : [inode];
  });
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return ''; // It was closed meanwhile.
  }
}

async function main(): Promise<void> {
  const { processor, cores } = describeMachine();
  console.log(`${processor}, ${cores} cores\n`);
  row('figure', 'target', 'measured');
  row('---', '---', '---');
  const folder = mkdtempSync(join(tmpdir(), 'netloom-bench-elsewhere-'));
  const machine = await SshMachine.start(join(folder, 'machine'), testData('openssh').folder);
  const bench = { machine, folder };
  try {
    await measureInstallation(bench);
    await measureStarts(bench);
    await measureCuts(bench);
    const sums = await measureSum();
    row('sum of 44 MB over two processes', '400 ms', sums);
    row('a replica dies, the run ends with a checkpoint', '5 s', await measureLoss(folder));
  } finally {
    await machine.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
