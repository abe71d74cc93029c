import { fork } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { NetloomDocument } from '../src/graph-runtime/document/document';
import type { MachineSpeed } from '../src/graph-runtime/estimate/measured-speed';
import type { SpeedRecord } from '../src/graph-runtime/estimate/speed-record';
import { estimateTrainingTime } from '../src/graph-runtime/estimate/training-time';
import { analyze } from '../src/graph-runtime/infer/analyze';
import { readPreset } from '../src/graph-runtime/testing/presets';
import { findProcessor } from '../src/main/machine/processor';
import type { BenchResult, TrainerCommand, TrainerMessage } from '../src/main/trainer/protocol/protocol';
import { describeMachine } from './machine';
import { median } from './measurement';

/**
 * `npm run bench:estimate -- [--preset lenet,vgg] [--rounds 3] [--steps 3]`: what is estimated of a network's training steps against what they take. For each
 * network in turn a probe and real steps, each in its own process, so that both see the same moments of the machine. Both ratios are given in wall time
 * and in processor time, which hardly changes when other programs are busy: `generic` before anything was measured here, `machine` from the probes of the
 * other networks, `probe` from its own. Ends with 1 when one in processor time is more than a factor of 1.5, or after a probe more than 25%, off.
 */
const { values } = parseArgs({
  options: {
    preset: { type: 'string', default: 'lenet,alexnet,vgg,nin,googlenet,resnet,densenet,mobilenet' },
    rounds: { type: 'string', default: '3' },
    steps: { type: 'string', default: '3' },
  },
});

const FASHION_MNIST = { imageShape: [28, 28, 1], trainCount: 60_000, testCount: 10_000 };
const processor = findProcessor();

/** Seconds of a step by the clock, and of the processor, over all cores. */
interface Times {
  readonly wall: number;
  readonly cpu: number;
}

interface Measured {
  readonly document: NetloomDocument;
  readonly steps: Times;
  /** A probe's record, once with the time by the clock and once with the processor's, as if it had the cores for itself. */
  readonly probe: Readonly<Record<keyof Times, SpeedRecord>>;
}

void main();

async function main(): Promise<void> {
  const { processor: name, cores } = describeMachine();
  console.log(`${name}, ${cores} cores, ${processor.instructions}\n`);
  const measured: Measured[] = [];
  for (const preset of values.preset.split(',')) measured.push(await measure(readPreset(preset)));
  console.log('| network | step, s | processor, s | generic | machine | probe | by the clock: probe |');
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  for (const one of measured) {
    const others = measured.filter((other) => other !== one).map(({ probe }) => probe.cpu);
    const generic = ratio(one, 'cpu', []);
    const machine = ratio(one, 'cpu', others);
    const probe = ratio(one, 'cpu', [one.probe.cpu]);
    const clock = ratio(one, 'wall', [one.probe.wall]);
    const figures = [one.steps.wall, one.steps.cpu, generic, machine, probe, clock];
    console.log(`| ${[one.document.name, ...figures.map((figure) => figure.toPrecision(3))].join(' | ')} |`);
    const isOff = (value: number, most: number) => Math.max(value, 1 / value) > most;
    if (isOff(generic, 1.5) || isOff(machine, 1.5) || isOff(probe, 1.25)) process.exitCode = 1;
  }
}

/** Estimated over measured. */
function ratio({ document, steps }: Measured, time: keyof Times, records: readonly SpeedRecord[]): number {
  const machine: MachineSpeed = { processor, records };
  const { stepSeconds } = estimateTrainingTime(analyze(document), document.training, FASHION_MNIST, machine);
  return stepSeconds / (time === 'wall' ? steps.wall : steps.cpu / processor.cores);
}

async function measure(document: NetloomDocument): Promise<Measured> {
  const steps: Times[] = [];
  const probes: { readonly record: SpeedRecord; readonly cpu: number }[] = [];
  const count = document.name === 'LeNet' ? 200 : Number(values.steps);
  for (let round = 0; round < Number(values.rounds); round += 1) {
    const machine = { processor, records: [] };
    const probe = await inTrainer({ type: 'measure-speed', document, machine });
    if (probe.type === 'measured-speed') {
      probes.push({ record: probe.record, cpu: probe.processorSeconds ?? Number.NaN });
    }
    const bench = await inTrainer({ type: 'bench', document, steps: count });
    if (bench.type === 'benched') steps.push(timesOf(bench.result));
  }
  const [{ record } = { record: undefined }] = probes;
  if (record === undefined) throw new Error(`${document.name}: no probe`);
  return {
    document,
    steps: { wall: median(steps.map(({ wall }) => wall)), cpu: median(steps.map(({ cpu }) => cpu)) },
    probe: {
      wall: { ...record, seconds: median(probes.map((probe) => probe.record.seconds)) },
      cpu: { ...record, seconds: median(probes.map(({ cpu }) => cpu)) / processor.cores },
    },
  };
}

function timesOf({ medianStepSeconds, medianStepProcessorSeconds }: BenchResult): Times {
  return { wall: medianStepSeconds, cpu: medianStepProcessorSeconds };
}

/** The answer of a trainer process to one command; one that wants another process gets it. */
function inTrainer(command: TrainerCommand): Promise<TrainerMessage> {
  return new Promise((resolve, reject) => {
    const child = fork(join(__dirname, '..', 'src', 'main', 'trainer', 'process', 'trainer.ts'), [], {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    let answer: TrainerMessage | null = null;
    child.on('message', (message: TrainerMessage) => {
      if (message.type === 'ready') child.send(command);
      if (message.type === 'command-failed') reject(new Error(JSON.stringify(message.failure)));
      if (['benched', 'measured-speed', 'command-failed', 'starting-over'].includes(message.type)) {
        answer = message;
        child.send({ type: 'exit' });
      }
    });
    child.on('exit', () => {
      if (answer === null) reject(new Error('the trainer ended without an answer'));
      else if (answer.type === 'starting-over') inTrainer(command).then(resolve, reject);
      else resolve(answer);
    });
  });
}
