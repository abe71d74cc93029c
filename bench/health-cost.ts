import { parseArgs } from 'node:util';
import { readPreset } from '../src/graph-runtime/testing/presets';
import { datasetRoots } from '../src/main/data/dataset-roots';
import { median } from '../src/main/trainer/inspections/median';
import { RunControl } from '../src/main/trainer/prepare/run-control';
import { train } from '../src/main/trainer/run/train';
import { describeMachine } from './machine';

/**
 * `npm run bench:health -- [--preset lenet,resnet] [--batch-size 32] [--steps 50,100,400]`: what looking at a network's health costs in real
 * runs of this many steps. Measured from outside: by how much longer it takes from one step's end to the next where a look lies between
 * them. Ends with 1 above 3%.
 */
const { values } = parseArgs({
  options: {
    preset: { type: 'string', default: 'lenet,resnet,mobilenet' },
    'batch-size': { type: 'string', default: '32' },
    steps: { type: 'string', default: '20,60,120,400' },
  },
});

const LIMIT = 0.03;
const datasets = datasetRoots(__dirname);

void main();

async function main(): Promise<void> {
  const { processor, cores } = describeMachine();
  console.log(`${processor}, ${cores} cores; batches of ${values['batch-size']}\n`);
  console.log('| network | steps | looks | first look | a step, ms | cost |');
  console.log('| --- | --- | --- | --- | --- | --- |');
  for (const preset of values.preset.split(',')) {
    for (const steps of values.steps.split(',').map(Number)) {
      const { looks, stepSeconds, share } = await measure(preset, steps);
      const milliseconds = ((1000 * stepSeconds) / steps).toFixed(1);
      const cells = [
        preset,
        steps,
        looks.length,
        looks[0] ?? '-',
        milliseconds,
        `${(100 * share).toFixed(2)}%`,
      ];
      console.log(`| ${cells.join(' | ')} |`);
      if (share > LIMIT) process.exitCode = 1;
    }
  }
}

interface Measured {
  /** Steps that were looked at. */
  readonly looks: readonly number[];
  readonly stepSeconds: number;
  /** Of the looks, of the steps' time. */
  readonly share: number;
}

async function measure(preset: string, steps: number): Promise<Measured> {
  const document = readPreset(preset);
  const batchSize = Number(values['batch-size']);
  const looks: number[] = [];
  /** What lies between two steps besides the steps, with and without a look. */
  const gaps = { looked: [] as number[], plain: [] as number[] };
  let stepSeconds = 0;
  let lastEnd: number | null = null;
  await train({
    command: {
      type: 'train',
      document: { ...document, training: { ...document.training, batchSize, epochs: 1 } },
      limit: steps * batchSize,
    },
    datasets,
    emit: (event) => {
      if (event.type === 'health') looks.push(event.point.step);
    },
    control: new RunControl(),
    onStep: (step, { seconds }) => {
      const now = performance.now() / 1000;
      stepSeconds += seconds;
      if (lastEnd !== null) gaps[looks.at(-1) === step ? 'looked' : 'plain'].push(now - lastEnd - seconds);
      lastEnd = now;
    },
  });
  const usual = median(gaps.plain);
  const lookSeconds = gaps.looked.reduce((sum, gap) => sum + gap - usual, 0);
  return { looks, stepSeconds, share: lookSeconds / stepSeconds };
}
