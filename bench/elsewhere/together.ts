import { join } from 'node:path';
import { cliScript } from '../../src/main/cli/testing/run-cli';
import { hasCheckpoint } from '../../src/main/trainer/checkpoints/checkpoint-store';
import { inClosedNetwork } from '../../src/main/trainer/testing/closed-network';

/* Several processes of this machine that train together, in a network without any other machine. */

const ADDRESSES = '127.0.0.1:24200 127.0.0.1:24201';

async function inShell(script: string): Promise<string> {
  const { code, output } = await inClosedNetwork('sh', ['-c', script]);
  if (code !== 0) throw new Error(output);
  return output;
}

/** What a sum of 44 MB over two processes takes, of the slower one's calls: the median and all of them. */
export async function measureSum(): Promise<string> {
  const process = (rank: number) =>
    `npx tsx '${join(__dirname, 'sum-process.ts')}' ${rank} ${ADDRESSES} 2>/dev/null`;
  const output = await inShell(`${process(0)} & ${process(1)} && wait`);
  const measured = output
    .split('\n')
    .filter((line) => line.startsWith('['))
    .map((line) => (JSON.parse(line) as number[]).sort((a, b) => a - b));
  const [slower = []] = measured.sort((a, b) => medianOf(b) - medianOf(a));
  const rounded = [slower[0] ?? Number.NaN, slower.at(-1) ?? Number.NaN].map((one) => one.toFixed(0));
  return `${medianOf(slower).toFixed(0)} ms (${rounded.join(' to ')} of ${slower.length})`;
}

const medianOf = (sorted: readonly number[]) => sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;

/** How soon a run has ended after the other process was killed, with its checkpoint. Three times. */
export async function measureLoss(folder: string): Promise<string> {
  const figures: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    const out = join(folder, `lost-${round}`);
    const command = `'${process.execPath}' '${cliScript}' train presets/lenet.json --limit 2560 --epochs 500 --with here --closed-network --out '${out}'`;
    const output = await inShell(`${command} > /dev/null 2>&1 & pid=$!
until ls '${out}/checkpoints' 2>/dev/null | grep -q safetensors; do sleep 0.1; done
kill -KILL $(pgrep -P $pid -f 'replica[.](js|ts)'); date +%s%3N
wait $pid; code=$?; date +%s%3N; [ $code = 1 ]`);
    const [killed = 0, ended = 0] = output.trim().split('\n').map(Number);
    const isResumable = await hasCheckpoint(join(out, 'checkpoints'));
    figures.push(`${((ended - killed) / 1_000).toFixed(1)} s${isResumable ? '' : ' WITHOUT A CHECKPOINT'}`);
  }
  return figures.join(', ');
}
