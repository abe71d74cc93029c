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
 * network in turn a probe and real steps, each in its own process and as many rounds as are asked for; figures are medians over the rounds. Ratios in processor
 * time hardly change when other programs are busy: `generic` before anything was measured here, `machine` from the probes of the other networks, `probe`
 * from its own. The last ratio, the one that users see, is by the clock, without what other programs took of the processors meanwhile: of the probe and
 * of the steps of the same round. Ends with 1 when one is more than a factor of 1.5, or after a probe more than 25%, off.
 */
const { values } = parseArgs({
  options: {
    preset: { type: 'string', default: 'lenet,alexnet,vgg,nin,googlenet,resnet,densenet,mobilenet' },
    rounds: { type: 'string', default: '3' },
    steps: { type: 'string', default: '3' },
  },
});

const FASHION_MNIST = { exampleShape: [28, 28, 1], trainCount: 60_000, testCount: 10_000 };
const processor = findProcessor();

/** Seconds of a step by the clock, without what other programs took, and of the processor, over all cores. */
interface Times {
  readonly wall: number;
  readonly cpu: number;
}

interface Measured {
  readonly document: NetloomDocument;
  readonly steps: Times;
  /** A probe's record, with the processor's time as if it had the cores for itself. */
  readonly probe: SpeedRecord;
  /** Estimated after the probe over measured, by the clock: of the round in the middle. */
  readonly clock: number;
  /** Seconds that the probe's steps took in all, the first one included. */
  readonly probeSeconds: number;
}

void main();

async function main(): Promise<void> {
  const { processor: name, cores } = describeMachine();
  console.log(`${name}, ${cores} cores, ${processor.instructions}\n`);
  const measured: Measured[] = [];
  for (const preset of values.preset.split(',')) measured.push(await measure(readPreset(preset)));
  const heads = [
    'network',
    'step, s',
    'processor, s',
    'generic',
    'machine',
    'probe',
    'by the clock',
    'probe, s',
  ];
  console.log(`| ${heads.join(' | ')} |\n|${' --- |'.repeat(heads.length)}`);
  for (const one of measured) {
    const others = measured.filter((other) => other !== one).map(({ probe }) => probe);
    const generic = ratio(one, 'cpu', []);
    const machine = ratio(one, 'cpu', others);
    const probe = ratio(one, 'cpu', [one.probe]);
    const figures = [one.steps.wall, one.steps.cpu, generic, machine, probe, one.clock, one.probeSeconds];
    console.log(`| ${[one.document.name, ...figures.map((figure) => figure.toPrecision(3))].join(' | ')} |`);
    const isOff = (value: number, most: number) => Math.max(value, 1 / value) > most;
    if (isOff(generic, 1.5) || isOff(machine, 1.5) || isOff(probe, 1.25) || isOff(one.clock, 1.25)) {
      process.exitCode = 1;
    }
  }
}

/** Estimated over measured. */
function ratio(
  { document, steps }: Pick<Measured, 'document' | 'steps'>,
  time: keyof Times,
  records: readonly SpeedRecord[],
): number {
  const machine: MachineSpeed = { processor, records };
  const { stepSeconds } = estimateTrainingTime(analyze(document), document.training, FASHION_MNIST, machine);
  return stepSeconds / (time === 'wall' ? steps.wall : steps.cpu / processor.cores);
}

async function measure(document: NetloomDocument): Promise<Measured> {
  const steps: Times[] = [];
  const probes: { readonly record: SpeedRecord; readonly cpu: number; readonly all: number }[] = [];
  const clocks: number[] = [];
  const count = document.name === 'LeNet' ? 200 : Number(values.steps);
  for (let round = 0; round < Number(values.rounds); round += 1) {
    const machine = { processor, records: [] };
    const begun = performance.now();
    const probe = await inTrainer({ type: 'measure-speed', document, machine });
    const bench = await inTrainer({ type: 'bench', document, steps: count });
    if (probe.type !== 'measured-speed' || bench.type !== 'benched')
      throw new Error(`${document.name}: no answer`);
    const { record, processorSeconds: cpu = Number.NaN, allSeconds: all = Number.NaN } = probe;
    const times = timesOf(bench.result);
    probes.push({ record, cpu, all });
    steps.push(times);
    clocks.push(ratio({ document, steps: times }, 'wall', [record]));
    const figures = [clocks.at(-1), bench.result.otherLoad, (performance.now() - begun) / 1000];
    console.error(
      `${document.name}, round ${round + 1}: ${figures.map((figure) => figure?.toPrecision(3)).join(', ')}`,
    );
  }
  const [{ record } = { record: undefined }] = probes;
  if (record === undefined) throw new Error(`${document.name}: no probe`);
  return {
    document,
    steps: { wall: median(steps.map(({ wall }) => wall)), cpu: median(steps.map(({ cpu }) => cpu)) },
    probe: { ...record, seconds: median(probes.map(({ cpu }) => cpu)) / processor.cores },
    clock: median(clocks),
    probeSeconds: median(probes.map(({ all }) => all)),
  };
}

function timesOf({ medianStepSeconds, medianStepProcessorSeconds, otherLoad }: BenchResult): Times {
  return { wall: (1 - otherLoad) * medianStepSeconds, cpu: medianStepProcessorSeconds };
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
