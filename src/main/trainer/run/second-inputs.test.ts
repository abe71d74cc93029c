import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metricOf } from '../../../contract/contract';
import type { NetloomDocument, TrainingSettings } from '../../../graph-runtime/document/document';
import type { DatasetPlan } from '../../data/write-prepared-dataset';
import { asFailure } from '../protocol/trainer-failure';
import { answered, withNetwork } from '../testing/ask-network';
import { type NodesInRow, networkOf } from '../testing/build-document';
import { expectResumedBitForBit } from '../testing/expect-resumed';
import { expectSameFromDisk } from '../testing/expect-same-from-disk';
import { DATASETS, quickAdam, runTraining, type TrainingTrial } from '../testing/run-training';
import { prepareImages } from '../testing/target-data';

/* Two images of each example: a garment or a shoe, and a scene that is dark or bright. The class is known by both together. */

const SIDE = 28;
const FIRST_SHOE = 5;
/** As good as drawn by chance, the same every time. */
const isBright = (index: number) => ((index + 1) * 0.618_033_988_75) % 1 > 0.5;

const columns: Extract<DatasetPlan['target'], { kind: 'columns' }>['columns'] = [
  {
    name: 'kind',
    target: { kind: 'class', classNames: ['garment by night', 'by day', 'shoe by night', 'by day 2'] },
  },
  { name: 'depth', target: { kind: 'image', channels: 1, scale: 1 } },
  { name: 'scene', target: { kind: 'image', channels: 3, scale: 2 } },
];

/** Twice as large as the image, of one color; its left half is darker. */
function scene(index: number): Uint8Array<ArrayBuffer> {
  const level = isBright(index) ? 200 : 60;
  return Uint8Array.from({ length: 12 * SIDE * SIDE }, (_, at) =>
    Math.floor(at / 3) % (2 * SIDE) < SIDE ? level / 2 : level,
  );
}

let root: string;
let dataset: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'netloom-second-inputs-'));
  const counts = { train: 200, test: 50 };
  dataset = await prepareImages(root, 'Scenes', counts, { kind: 'columns', columns }, (label, index) => ({
    numbers: [2 * Number(label >= FIRST_SHOE) + Number(isBright(index))],
    images: [new Uint8Array(SIDE * SIDE).fill(label * 20), scene(index)],
  }));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const second = (label: string) => ({ shape: [14, 14, 3], takes: 'second', label });

const nodes: NodesInRow = [
  { id: 'conv', type: 'conv2d', parameters: { filters: 4, kernelSize: 3, strides: 2 } },
  { id: 'relu', type: 'relu' },
  { id: 'flatten', type: 'flatten' },
  { id: 'other', type: 'input', parameters: second('scene'), from: [] },
  { id: 'seen', type: 'conv2d', parameters: { filters: 2, kernelSize: 3, strides: 2 } },
  { id: 'bend', type: 'relu' },
  { id: 'flat', type: 'flatten' },
  { id: 'join', type: 'concatenate', from: ['flatten', 'flat'] },
  { id: 'hidden', type: 'dense', parameters: { units: 24 } },
  { id: 'active', type: 'relu' },
  { id: 'scores', type: 'dense', parameters: { units: 4 } },
];

function network(
  training: Partial<TrainingSettings> = {},
  { rows = nodes, ending = {} }: { readonly rows?: NodesInRow; readonly ending?: object } = {},
): NetloomDocument {
  const settings = { epochs: 2, seed: 5, optimizer: quickAdam, ...training };
  return { ...networkOf(rows, settings, { label: 'kind', ...ending }), dataset: { id: dataset } };
}

const datasets = () => ({ ...DATASETS, user: root });
const run = (document: NetloomDocument, trial: TrainingTrial = {}) =>
  runTraining(document, { datasets: datasets(), ...trial });

describe('an input of second images', () => {
  it('lets a network tell what no single image says', async () => {
    const accuracyOf = async (document: NetloomDocument) => {
      const last = (await run(document)).points.at(-1);
      return last === undefined ? 0 : metricOf(last, 'test', 'accuracy');
    };
    const alone = nodes.filter(({ id }) => !['other', 'seen', 'bend', 'flat', 'join'].includes(id));
    // Far from the limits: on other processors the last bits differ, and so do a few examples after many steps.
    const training = { epochs: 30, batchSize: 20 };
    expect(await accuracyOf(network(training))).toBeGreaterThan(0.75);
    expect(await accuracyOf(network(training, { rows: alone }))).toBeLessThan(0.65);
  });

  it('gets the same numbers in memory, from the disk, in micro-batches and in replicas', async () => {
    const augmentation: TrainingSettings['augmentation'] = [
      { type: 'randomCrop', padding: 2 },
      { type: 'horizontalFlip', probability: 0.5 },
    ];
    for (const more of [
      {},
      { microBatchSize: 20 },
      { replicas: 2, augmentation },
      { mixup: 0.3, cutMix: 1 },
    ]) {
      await expectSameFromDisk(run, network({ validationShare: 0.1, ...more }));
    }
  });

  it('has the same losses in shards as in one, but for rounding', async () => {
    const lossesOf = async (augmentation: TrainingSettings['augmentation']) => {
      const { steps } = await run(network({ batchSize: 64, epochs: 1, augmentation }));
      return [...steps.values()].map(({ loss }) => loss);
    };
    // Small steps are divided, unless images are augmented.
    const shards = await lossesOf([]);
    const whole = await lossesOf([{ type: 'horizontalFlip', probability: 0 }]);
    expect(whole.length).toBeGreaterThan(2);
    whole.forEach((loss, at) => {
      expect(shards[at]).toBeCloseTo(loss, 4);
    });
  });

  it('is resumed bit for bit', async () => {
    const augmentation: TrainingSettings['augmentation'] = [{ type: 'horizontalFlip', probability: 0.5 }];
    await expectResumedBitForBit(
      (trial) => run(network({ augmentation, imageFit: 'crop' }), trial),
      `${root}-run`,
    );
  });

  it('may take one image while an output learns to make the other, and itself', async () => {
    const rows: NodesInRow = [
      { id: 'conv', type: 'conv2d', parameters: { filters: 6, kernelSize: 3, padding: 'same' } },
      { id: 'relu', type: 'relu' },
      {
        id: 'other',
        type: 'input',
        parameters: { shape: [14, 14, 1], takes: 'second', label: 'depth' },
        from: [],
      },
      { id: 'join', type: 'concatenate', from: ['relu', 'other'] },
      { id: 'same', type: 'conv2d', parameters: { filters: 1, kernelSize: 1 } },
      { id: 'depth', type: 'output', parameters: { label: 'depth' } },
      {
        id: 'up',
        type: 'conv2dTranspose',
        parameters: { filters: 3, kernelSize: 2, strides: 2 },
        from: ['join'],
      },
    ];
    const document = network({ epochs: 20, batchSize: 20 }, { rows, ending: { label: 'scene' } });
    const { points, events } = await run(document);
    expect(events.find(({ type }) => type === 'compiled')).toMatchObject({
      outputs: [
        { path: 'depth', target: 'image', labelName: 'depth' },
        { path: 'output', target: 'image', labelName: 'scene' },
      ],
    });
    const [first, last] = [points[0], points.at(-1)];
    if (first === undefined || last === undefined) throw new Error('no epoch has ended');
    const error = (point: typeof first, path: 'depth' | 'output') =>
      metricOf(point, 'test', `meanAbsoluteError@${path}`) ?? Number.NaN;
    expect(error(last, 'depth')).toBeLessThan(0.05);
    expect(error(last, 'depth')).toBeLessThan(error(first, 'depth') / 3);
    expect(error(last, 'output')).toBeLessThan(error(first, 'output'));
    await expectSameFromDisk(run, { ...document, training: { ...document.training, epochs: 2 } });
  });

  it('is given the image of the example, or one from outside, in predictions and activations', async () => {
    await withNetwork(
      async (ask) => {
        const sample = { type: 'dataset', split: 'test', index: 3 } as const;
        const { value, seconds = [] } = answered(await ask({ type: 'prediction', sample }));
        expect(seconds.map(({ name, image: { shape } }) => [name, shape])).toEqual([['scene', [56, 56, 3]]]);
        expect(seconds[0]?.image.values[0]).toBeCloseTo((isBright(203) ? 100 : 30) / 255, 5);
        const entering = answered(await ask({ type: 'activations', path: 'other', sample }));
        expect(entering.shape).toEqual([14, 14, 3]);
        const split = answered(await ask({ type: 'predictions', datasetId: dataset, split: 'test' }));
        const evaluated = answered(await ask({ type: 'evaluation' }));
        if (split.kind !== 'class' || evaluated.kind !== 'class' || value.kind !== 'class')
          throw new Error('the output has classes');
        expect([...split.predictions]).toEqual([...evaluated.predictions]);
        const [most] = [...value.probabilities].sort((a, b) => b - a);
        expect(value.probabilities[split.predictions[3] ?? -1]).toBe(most);
        // The stored images given from outside are the same sample.
        const { image } = answered(await ask({ type: 'prediction', sample }));
        const pixels = Uint8Array.from(image.values, (one) => Math.round(one * 255));
        const given = answered(
          await ask({
            type: 'prediction',
            sample: {
              ...{ type: 'pixels', invert: 'never', shape: [28, 28, 1], pixels },
              seconds: [{ shape: [56, 56, 3], pixels: scene(203) }],
            },
          }),
        );
        expect([...given.probabilities]).toEqual([...value.probabilities]);
        const activation = answered(
          await ask({ type: 'receptive-field', path: 'hidden', sample, row: 0, column: 0, channel: 0 }),
        );
        expect(activation).toBeDefined();
        const refused = await ask({
          ...{ type: 'prediction' },
          sample: { type: 'pixels', shape: [28, 28, 1], pixels: new Uint8Array(784) },
        });
        expect(refused).toMatchObject({ ok: false, error: { code: 'second-images-needed' } });
      },
      network(),
      datasets(),
    );
  });

  it('is refused on a data set without second images', async () => {
    const codeOf = async (document: NetloomDocument) =>
      asFailure(await run(document).catch((error: unknown) => error)).code;
    expect(await codeOf({ ...network(), dataset: { id: 'fashion-mnist' } })).toBe('label-not-found');
    const misspelled = network().nodes.map((node) =>
      node.id === 'other' ? { ...node, parameters: second('scenes') } : node,
    );
    expect(await codeOf({ ...network(), nodes: misspelled })).toBe('second-image-missing');
  });
});
