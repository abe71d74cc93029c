import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NetloomDocument, TrainingSettings } from '../../../graph-runtime/document/document';
import { parseDocument } from '../../../graph-runtime/reading/parse';
import { findDataset } from '../../data/dataset-catalog';
import { loadDataset } from '../../data/load-dataset';
import type { PreparedExample } from '../../data/prepared-example';
import { type DatasetPlan, writePreparedDataset } from '../../data/write-prepared-dataset';
import { asFailure } from '../protocol/trainer-failure';
import { DATASETS, figuresOf, runTraining, smallNetwork, type TrainingTrial } from '../testing/run-training';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-prepared-runs-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const datasets = () => ({ ...DATASETS, user: folder });
const source = { path: '/somewhere', format: 'test' };

async function prepare(plan: DatasetPlan, examples: Iterable<PreparedExample>): Promise<string> {
  const written = await writePreparedDataset({ root: folder, plan, examples, problems: () => [] });
  if (!written.ok) throw new Error(written.error.code);
  return written.value.id;
}

function example(
  split: 'train' | 'validation' | 'test',
  values: Uint8Array | Float32Array,
  target: number,
): PreparedExample {
  return { record: { key: '', sha256: '', size: null, split }, values, target };
}

/** The shipped set's first images, as a set of the user's. */
async function prepareFashion(counts: {
  readonly train: number;
  readonly validation?: number;
  readonly test: number;
}) {
  const found = await findDataset(DATASETS, 'fashion-mnist');
  const loaded = found.ok ? await loadDataset(found.value) : found;
  if (!found.ok || !loaded.ok) throw new Error('the shipped data set cannot be read');
  const { train, test } = loaded.value;
  const { target, exampleShape } = found.value.description;
  const validation = counts.validation ?? 0;
  const examples = (function* () {
    for (let at = 0; at < counts.train + validation; at += 1) {
      const pixels = train.examples.subarray(784 * at, 784 * (at + 1));
      yield example(at < counts.train ? 'train' : 'validation', pixels, train.labels[at] ?? 0);
    }
    for (let at = 0; at < counts.test; at += 1) {
      yield example('test', test.examples.subarray(784 * at, 784 * (at + 1)), test.labels[at] ?? 0);
    }
  })();
  return prepare(
    { name: 'Clothes', source, choices: {}, dtype: 'uint8', exampleShape: toTuple(exampleShape), target },
    examples,
  );
}

function toTuple([height = 1, width = 1, channels = 1]: readonly number[]): [number, number, number] {
  return [height, width, channels];
}

const onDataset = (document: NetloomDocument, id: string): NetloomDocument => ({
  ...document,
  dataset: { id, name: 'Clothes' },
});
const run = (document: NetloomDocument, trial: TrainingTrial = {}) =>
  runTraining(document, { datasets: datasets(), ...trial });

/** A network for rows of numbers. */
function dense(inputs: number, units: number, training: Partial<TrainingSettings> = {}): NetloomDocument {
  const parsed = parseDocument({
    format: 'netloom',
    version: 2,
    name: 'rows',
    nodes: [
      { id: 'input', type: 'input', parameters: { shape: [inputs] } },
      { id: 'dense', type: 'dense', parameters: { units } },
      { id: 'output', type: 'output' },
    ],
    edges: [
      { from: 'input', to: 'dense' },
      { from: 'dense', to: 'output' },
    ],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  const settings = { ...parsed.document.training, batchSize: 10, epochs: 3, ...training };
  return { ...parsed.document, training: settings };
}

describe('a prepared data set', () => {
  it('trains to the curve of the same images in the shipped set, bit for bit, in memory and from the disk', async () => {
    // `--limit` takes the first training images, and as large a share of the test images.
    const id = await prepareFashion({ train: 600, test: 100 });
    const network = smallNetwork({
      validationShare: 0.1,
      augmentation: [{ type: 'randomCrop', padding: 2 }],
    });
    const shipped = await runTraining(network, { limit: 600 });
    expect(shipped.steps.size).toBe(22);
    const own = onDataset(network, id);
    for (const trial of [{}, { dataBudgetBytes: 1 }]) {
      const prepared = await run(own, { limit: 600, ...trial });
      expect(prepared.steps).toEqual(shipped.steps);
      expect(figuresOf(prepared.points)).toEqual(figuresOf(shipped.points));
    }
  });

  it('validates with its own validation examples, and trains on all others', async () => {
    const id = await prepareFashion({ train: 200, validation: 60, test: 40 });
    const network = onDataset(smallNetwork({ validationShare: 0.5, epochs: 1 }), id);
    const kept = await run(network);
    expect(kept.steps.size).toBe(200 / 50);
    expect(kept.events.find(({ type }) => type === 'compiled')).toMatchObject({
      ...{ trainCount: 200, validationCount: 60, testCount: 40 },
    });
    const streamed = await run(network, { dataBudgetBytes: 1 });
    expect(figuresOf(streamed.points)).toEqual(figuresOf(kept.points));
    expect(kept.points[0]?.validationLoss).not.toBe(kept.points[0]?.testLoss);
  });

  it('has more classes than a byte has values', async () => {
    const classNames = Array.from({ length: 300 }, (_, index) => `class ${index}`);
    const rowOf = (label: number) => Float32Array.from({ length: 300 }, (_, at) => (at === label ? 1 : 0));
    const examples = classNames.flatMap((_, label) => [
      example('train', rowOf(label), label),
      example('test', rowOf(label), label),
    ]);
    const plan: DatasetPlan = {
      ...{ name: 'Many', source, choices: {}, dtype: 'float32', exampleShape: [300] },
      target: { kind: 'class', classNames },
    };
    const id = await prepare(plan, examples);
    const network = dense(300, 300, {
      epochs: 40,
      optimizer: { ...dense(1, 1).training.optimizer, learningRate: 1 },
    });
    const { points } = await run(onDataset(network, id));
    // Each row says its class: labels that were cut to a byte could not be learned.
    expect(points[points.length - 1]?.testAccuracy).toBe(1);
  });

  it('is a table, whose rows are taken as they are stored, in memory and from the disk', async () => {
    const rows = Array.from({ length: 60 }, (_, at) => [at % 2 === 0 ? -1 : 1, Math.sin(at)] as const);
    const examples = rows.map(([side, other], at) =>
      example(at < 40 ? 'train' : 'test', Float32Array.of(300 * side, other), side < 0 ? 0 : 1),
    );
    const plan: DatasetPlan = {
      ...{ name: 'Rows', source, choices: {}, dtype: 'float32', exampleShape: [2] },
      target: { kind: 'class', classNames: ['left', 'right'] },
    };
    const network = onDataset(dense(2, 2), await prepare(plan, examples));
    const kept = await run(network);
    expect(kept.points[2]?.testAccuracy).toBe(1);
    const streamed = await run(network, { dataBudgetBytes: 1 });
    expect(streamed.steps).toEqual(kept.steps);
    expect(figuresOf(streamed.points)).toEqual(figuresOf(kept.points));
  });

  it('says its name where it is not here', async () => {
    const failed = await run(onDataset(smallNetwork(), 'clothes-00000000')).catch(asFailure);
    expect(failed).toMatchObject({
      code: 'dataset-missing',
      values: { id: 'clothes-00000000', name: 'Clothes' },
    });
  });

  it('has changed since a run: the run is not resumed on it', async () => {
    const id = await prepareFashion({ train: 100, test: 20 });
    const runDirectory = join(folder, '..', `${folder.split('/').pop()}-run`);
    const network = onDataset(smallNetwork({ epochs: 2 }), id);
    try {
      await run(network, { runDirectory, stopAtStep: 2 });
      const description = join(folder, id, 'dataset.json');
      const found = await findDataset(datasets(), id);
      if (!found.ok) throw new Error(found.error.code);
      const classNames = Array.from({ length: 10 }, (_, index) => `renamed ${index}`);
      const { exampleShape, ...rest } = found.value.description;
      writeFileSync(
        description,
        JSON.stringify({ ...rest, exampleShape, target: { kind: 'class', classNames } }),
      );
      const failed = await run(network, { runDirectory, resume: true }).catch(asFailure);
      expect(failed).toMatchObject({ code: 'dataset-changed', values: { name: 'Clothes' } });
    } finally {
      rmSync(runDirectory, { recursive: true, force: true });
    }
  });
});
