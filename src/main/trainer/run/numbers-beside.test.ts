import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sample } from '../../../contract/contract';
import type { NetloomDocument, TrainingSettings } from '../../../graph-runtime/document/document';
import { buildProgram } from '../../../graph-runtime/compile/program';
import type { TargetDescription } from '../../../graph-runtime/datasets/target-description';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { trainedTarget } from '../../../graph-runtime/targets/registry';
import { NativeSession } from '../engine/native-session';
import { callProgram } from '../engine/program-calls';
import { float32, int32 } from '../engine/tensor-data';
import { loadEngine } from '../engine/tensorflow';
import { exampleTensor } from '../examples/example-source';
import { asFailure } from '../protocol/trainer-failure';
import { answered, withNetwork } from '../testing/ask-network';
import type { NodesInRow } from '../testing/build-document';
import { pixels } from '../testing/open-program';
import { expectResumedBitForBit } from '../testing/expect-resumed';
import { expectSameFromDisk } from '../testing/expect-same-from-disk';
import {
  networkWithNumbers,
  networkWithoutNumbers,
  numbersBeside,
  prepareNumbers,
} from '../testing/numbers-data';
import { DATASETS, quickAdam, runTraining, type TrainingTrial } from '../testing/run-training';

/* An input of images and an input of the numbers beside them. */

let root: string;
let dataset: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'netloom-numbers-'));
  dataset = await prepareNumbers(root);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const datasets = () => ({ ...DATASETS, user: root });
const run = (document: NetloomDocument, trial: TrainingTrial = {}) =>
  runTraining(document, { datasets: datasets(), ...trial });
const network = (training: Partial<TrainingSettings> = {}) =>
  networkWithNumbers(dataset, { optimizer: quickAdam, ...training });

/** Losses of a few steps on 64 images, in one call each. */
async function lossesOf(way: 'train' | 'train-in-shards'): Promise<readonly number[]> {
  const { device, capabilities } = await loadEngine();
  const numbers = { names: ['age', 'weight'], mean: [0, 0], deviation: [1, 1] };
  const classNames = ['a', 'b', 'c', 'd'];
  const description: TargetDescription = {
    kind: 'columns',
    columns: [
      { name: 'numbers', target: { kind: 'features', ...numbers } },
      { name: 'kind', target: { kind: 'class', classNames } },
    ],
  };
  const count = 64;
  const document = networkWithNumbers('none', {
    optimizer: { type: 'sgd', learningRate: 0.05, weightDecay: 0, clipNorm: null },
  });
  const data = { exampleShape: [28, 28, 1], trainCount: count, testCount: 4, isFed: true, shards: 2 };
  const target = trainedTarget(description, {}) ?? undefined;
  const program = buildProgram(
    analyze(document),
    { ...data, ...(target && { target }), capabilities: capabilities[device.kind] },
    document.training,
  );
  const session = await NativeSession.create(program.graph);
  try {
    callProgram({ program, session }, 'initialize', { seed: int32([3], []) });
    const rows = Array.from({ length: count }, (_one, at) => [(at % 7) - 3, (at % 5) / 2, at % 4]);
    const feeds = {
      images: exampleTensor(pixels(count, 784), [count, 28, 28, 1]),
      labels: float32(rows.flat(), [count, 3]),
      learningRate: float32([0.05], []),
    };
    return [1, 2, 3].map((step) => {
      const { loss } = callProgram({ program, session }, way, { ...feeds, seed: int32([1, step]) });
      return Number(loss.values[0]);
    });
  } finally {
    session.dispose();
  }
}

describe('a network that takes numbers beside its images', () => {
  it('learns what only images and numbers together say', async () => {
    const training = { epochs: 30, optimizer: quickAdam };
    const [both, images] = [
      await run(network(training)),
      await run(networkWithoutNumbers(dataset, training)),
    ];
    expect(both.points.at(-1)?.testAccuracy).toBeGreaterThan(0.8);
    // Of four classes, two by two are alike in their images.
    expect(images.points.at(-1)?.testAccuracy).toBeLessThan(0.7);
  });

  it('has the same numbers in memory, from the disk, in micro-batches, and mixed', async () => {
    for (const more of [{}, { microBatchSize: 20 }, { mixup: 0.5, cutMix: 1 }]) {
      await expectSameFromDisk(run, network({ validationShare: 0.1, ...more }));
    }
  });

  it('gives in replicas what it gives in micro-batches', async () => {
    const [parts, replicas] = [
      await run(network({ microBatchSize: 25 })),
      await run(network({ replicas: 2 })),
    ];
    expect(replicas.steps).toEqual(parts.steps);
  });

  it('is resumed bit for bit', async () => {
    await expectResumedBitForBit((trial) => run(network(), trial), `${root}-run`);
  });

  it('has the same losses in shards, but for rounding', async () => {
    const [whole, shards] = [await lossesOf('train'), await lossesOf('train-in-shards')];
    expect(new Set(whole).size).toBe(whole.length);
    shards.forEach((loss, at) => {
      expect(loss).toBeCloseTo(whole[at] ?? Number.NaN, 4);
    });
  });

  it('may learn to give back its input, beside them', async () => {
    const nodes: NodesInRow = [
      { id: 'flatten', type: 'flatten' },
      { id: 'person', type: 'input', parameters: { shape: [2], takes: 'numbers' }, from: [] },
      { id: 'join', type: 'concatenate', from: ['flatten', 'person'] },
      { id: 'dense', type: 'dense', parameters: { units: 196 } },
      { id: 'back', type: 'reshape', parameters: { targetShape: [14, 14, 1] } },
    ];
    const { points } = await run(
      networkWithNumbers(dataset, { target: 'input', optimizer: quickAdam }, { nodes }),
    );
    expect(points.at(-1)?.testLoss).toBeLessThan(points[0]?.testLoss ?? 0);
  });

  it('refuses a data set without numbers, and other numbers than there are', async () => {
    const codeOf = async (document: NetloomDocument) =>
      asFailure(await run(document).catch((error: unknown) => error)).code;
    expect(await codeOf({ ...network(), dataset: { id: 'fashion-mnist' } })).toBe('numbers-missing');
    const three = network().nodes.map((node) =>
      node.id === 'person' ? { ...node, parameters: { shape: [3], takes: 'numbers' } } : node,
    );
    expect(await codeOf({ ...network(), nodes: three })).toBe('numbers-do-not-match');
  });
});

describe('asked about a sample', () => {
  const stored: Sample = { type: 'dataset', split: 'test', index: 3 };
  /** The example of the test set comes after 200 training examples. */
  const [age, weight] = numbersBeside(203);
  const drawn: Sample = {
    ...{ type: 'pixels', shape: [28, 28, 1], pixels: new Uint8Array(784), invert: 'never' },
  };

  it('it takes those of the example, those that are given, or the mean, and says which', async () => {
    await withNetwork(
      async (ask) => {
        const predicted = async (sample: Sample) => answered(await ask({ type: 'prediction', sample }));
        const own = await predicted(stored);
        expect(own.numbers).toEqual([
          { name: 'age', value: expect.closeTo(age, 3), source: 'example' },
          { name: 'weight', value: expect.closeTo(weight, 3), source: 'example' },
        ]);
        const same = await predicted({ ...stored, numbers: { age, weight } });
        expect(same.numbers?.map(({ source }) => source)).toEqual(['given', 'given']);
        own.probabilities.forEach((value, at) => {
          expect(same.probabilities[at]).toBeCloseTo(value, 5);
        });
        const older = await predicted({ ...stored, numbers: { age: age + 60 } });
        expect([...older.probabilities]).not.toEqual([...own.probabilities]);
        const other = await predicted(drawn);
        expect(other.numbers?.map(({ source }) => source)).toEqual(['mean', 'mean']);
        const [mean] = other.numbers ?? [];
        const given = await predicted({ ...drawn, numbers: { age: mean?.value ?? 0 } });
        other.probabilities.forEach((value, at) => {
          expect(given.probabilities[at]).toBeCloseTo(value, 5);
        });
      },
      network(),
      datasets(),
    );
  });

  it('its layers show what enters, and a number that it does not take is refused', async () => {
    await withNetwork(
      async (ask) => {
        const entering = answered(await ask({ type: 'activations', path: 'person', sample: drawn }));
        expect(entering).toMatchObject({ shape: [2] });
        expect([...entering.values]).toEqual([0, 0]);
        const sample = { ...drawn, numbers: { height: 3 } };
        expect(await ask({ type: 'prediction', sample })).toMatchObject({
          error: { code: 'number-unknown', values: { name: 'height', known: 'age, weight' } },
        });
        // What is computed of the image by itself, in its own graph, is fed the numbers as well.
        const map = answered(await ask({ type: 'class-activation', sample: stored, classIndex: 1 }));
        const older = { ...stored, numbers: { age: age + 60 } };
        const other = answered(await ask({ type: 'class-activation', sample: older, classIndex: 1 }));
        const { probabilities } = answered(await ask({ type: 'prediction', sample: older }));
        expect([...other.probabilities]).toEqual([...probabilities]);
        expect(other.score).not.toBe(map.score);
        expect([map, other].map(({ numbers }) => numbers?.map(({ source }) => source))).toEqual([
          ['example', 'example'],
          ['given', 'example'],
        ]);
        expect(other.numbers?.[0]).toEqual({ name: 'age', value: age + 60, source: 'given' });
        // So are layers: one that takes the numbers is another with others, in all that is shown of it.
        const shown = async (of: Sample) => [
          answered(await ask({ type: 'activations', path: 'hidden', sample: of })).values,
          answered(await ask({ type: 'activations', path: 'person', sample: of })).values,
        ];
        const [[hidden, person], [olderHidden, olderPerson]] = [await shown(stored), await shown(older)];
        expect([...(olderPerson ?? [])][0]).toBeGreaterThan(Number(person?.[0]));
        expect([...(olderPerson ?? [])][1]).toBe(person?.[1]);
        expect([...(olderHidden ?? [])]).not.toEqual([...(hidden ?? [])]);
        const question = { type: 'receptive-field', path: 'hidden', row: 0, column: 0, channel: 0 } as const;
        expect(answered(await ask({ ...question, sample: stored })).effective.values.length).toBe(196);
        const times = answered(await ask({ type: 'layer-times' }));
        expect(times.layers.map(({ path }) => path)).toContain('person');
      },
      network(),
      datasets(),
    );
  });

  it('its predictions of a split are those of each example; of other numbers it refuses them', async () => {
    const [more, others] = [
      await prepareNumbers(root, { train: 60, test: 50 }),
      await prepareNumbers(root, { names: ['age', 'height'] }),
    ];
    await withNetwork(
      async (ask) => {
        const evaluated = answered(await ask({ type: 'evaluation' }));
        const split = answered(await ask({ type: 'predictions', datasetId: dataset, split: 'test' }));
        if (evaluated.kind !== 'class' || split.kind !== 'class') throw new Error('classes are predicted');
        expect([...split.predictions]).toEqual([...evaluated.predictions]);
        // Standardized by other means there, the numbers themselves are the same.
        const first = answered(await ask({ type: 'predictions', datasetId: more, split: 'train' }));
        const trained = answered(await ask({ type: 'predictions', datasetId: dataset, split: 'train' }));
        if (first.kind !== 'class' || trained.kind !== 'class') throw new Error('classes are predicted');
        first.confidences.forEach((value, at) => {
          expect(trained.confidences[at]).toBeCloseTo(value, 4);
        });
        expect(await ask({ type: 'predictions', datasetId: others, split: 'test' })).toMatchObject({
          error: { code: 'predictions-without-numbers' },
        });
      },
      network(),
      datasets(),
    );
  });
});
