import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasClass } from '../../../contract/class-sets';
import type { EvaluationResult, Inspection, Predictions } from '../../../contract/contract';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { trainingWorkOf } from '../../../graph-runtime/estimate/training-work';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { findDataset } from '../../data/dataset-catalog';
import { prepareRun } from '../prepare/prepare-run';
import { exampleShapeOf, speedRecordOf } from '../prepare/speed-record';
import { closeRun } from '../program/prepared-run';
import { requireValue } from '../protocol/trainer-failure';
import { answered, withNetwork } from '../testing/ask-network';
import { type NodesInRow, networkOf } from '../testing/build-document';
import { DATASETS, quickAdam } from '../testing/run-training';
import { prepareColumns } from '../testing/target-data';
import type { InspectionType, QuestionOf } from './inspection-handler';

/* A network whose outputs learn targets of different kinds, each from its own branch, with class weights of different lengths. */

let root: string;
let dataset: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'netloom-outputs-'));
  dataset = await prepareColumns(root, { labels: 4 });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const nodes: NodesInRow = [
  { id: 'stem', type: 'conv2d', parameters: { filters: 4, kernelSize: 3, padding: 1 } },
  { id: 'boxConv', type: 'conv2d', parameters: { filters: 5, kernelSize: 3, padding: 1 } },
  { id: 'boxPool', type: 'globalAveragePooling2d', parameters: { keepDimensions: false } },
  { id: 'boxDense', type: 'dense', parameters: { units: 4 } },
  { id: 'box', type: 'output', parameters: { label: 'box' } },
  { id: 'kindConv', type: 'conv2d', parameters: { filters: 6, kernelSize: 3 }, from: ['stem'] },
  { id: 'kindPool', type: 'globalAveragePooling2d', parameters: { keepDimensions: false } },
  { id: 'kindDense', type: 'dense', parameters: { units: 10 } },
  { id: 'kind', type: 'output', parameters: { label: 'garment' } },
  { id: 'tagsDense', type: 'dense', parameters: { units: 3 }, from: ['kindPool'] },
  { id: 'tags', type: 'output', parameters: { label: 'tags' } },
  { id: 'back', type: 'conv2d', parameters: { filters: 1, kernelSize: 3, padding: 1 }, from: ['stem'] },
];

/** Of a box, a class, several classes, and the image itself. */
function network(): NetloomDocument {
  const settings = { optimizer: quickAdam, classWeights: 'balanced' } as const;
  return { ...networkOf(nodes, settings, { target: 'input' }), dataset: { id: dataset } };
}

const rounded = (values: ArrayLike<number>) => Array.from(values, (value) => Number(value.toFixed(3)));

/** What is predicted of each example: classes as 0 and 1 for each of several. */
function shownValues(given: Predictions): readonly number[] {
  if (given.kind === 'class') return [...given.predictions];
  if (given.kind === 'numbers') return rounded(given.numbers);
  if (given.kind === 'input') return rounded(given.errors);
  if (given.kind !== 'classes') throw new Error('no output is of that kind');
  return Array.from({ length: given.losses.length }, (_, example) =>
    [0, 1, 2].map((label) => Number(hasClass(given.predicted, example, label))),
  ).flat();
}

function evaluatedValues(evaluated: EvaluationResult): readonly number[] {
  if (evaluated.kind === 'class') return [...evaluated.predictions];
  if (evaluated.kind === 'numbers') return rounded(evaluated.predictions);
  if (evaluated.kind === 'input') return rounded(evaluated.errors);
  if (evaluated.kind !== 'classes') throw new Error('no output is of that kind');
  return Array.from(evaluated.probabilities, (probability) => Number(probability >= 0.5));
}

const datasets = () => ({ ...DATASETS, user: root });

describe('a network whose outputs learn targets of different kinds', () => {
  const sample = { type: 'dataset', split: 'test', index: 3 } as const;
  const place = { row: 2, column: 3, channel: 1, sample } as const;
  const paths = ['box', 'kind', 'tags', 'output'] as const;
  /** Of every type there is: a new one is asked about here before it compiles. */
  const questions = (): { readonly [T in InspectionType]: readonly QuestionOf<T>[] } => ({
    activations: ['stem', 'boxConv', 'kindConv', 'tagsDense', 'back'].map((path) => ({
      ...{ type: 'activations', path, sample },
    })),
    augmented: [{ type: 'augmented', indices: [0, 1], step: 1 }],
    'class-activation': paths
      .slice(0, 3)
      .flatMap((output) =>
        [null, 1].map((classIndex) => ({ type: 'class-activation' as const, sample, classIndex, output })),
      ),
    evaluation: paths.map((output) => ({ type: 'evaluation', output })),
    histograms: [{ type: 'histograms', bins: 8 }],
    'input-distribution': ['boxDense', 'kindDense', 'tagsDense'].map((path) => ({
      ...{ type: 'input-distribution', path, bins: 8 },
    })),
    'layer-times': [{ type: 'layer-times' }],
    prediction: paths.map((output) => ({ type: 'prediction', sample, output })),
    predictions: paths.map((output) => ({ type: 'predictions', datasetId: dataset, split: 'test', output })),
    // Of networks that compare images: `compared.test.ts`.
    retrieval: [],
    'receptive-field': ['boxConv', 'kindConv', 'tagsDense', 'back'].map((path) => ({
      ...{ type: 'receptive-field', path, ...place },
    })),
    weight: [{ type: 'weight', name: 'tagsDense/kernel' }],
    'window-step': ['boxConv', 'kindConv', 'back'].map((path) => ({
      ...{ type: 'window-step', path, ...place, input: 0 },
    })),
  });

  it('is asked every question there is, of each of its outputs and branches', async () => {
    await withNetwork(
      async (ask) => {
        const asked: readonly Inspection[] = Object.values(questions()).flat();
        expect(asked.length).toBeGreaterThan(25);
        for (const question of asked) {
          const reply = await ask(question);
          expect(reply.ok ? null : [reply.error, question]).toBeNull();
        }
      },
      network(),
      datasets(),
    );
  });

  it('shows what speaks for a class of the output that is asked for', async () => {
    await withNetwork(
      async (ask) => {
        for (const [output, dense, conv] of [
          ['kind', 'kindDense', 'kindConv'],
          ['tags', 'tagsDense', 'kindConv'],
          ['box', 'boxDense', 'boxConv'],
        ] as const) {
          const map = answered(await ask({ type: 'class-activation', sample, classIndex: 2, output }));
          const scores = answered(await ask({ type: 'activations', path: dense, sample }));
          const { probabilities } = answered(await ask({ type: 'prediction', sample, output }));
          expect(map.path).toBe(conv);
          expect(map.score).toBeCloseTo(scores.values[2] ?? Number.NaN, 4);
          // A box has no probabilities to show.
          if (output !== 'box') expect([...map.probabilities]).toEqual([...probabilities]);
        }
        const beyond = { type: 'class-activation', sample, classIndex: 3, output: 'tags' } as const;
        expect(await ask(beyond)).toMatchObject({ error: { code: 'class-unknown' } });
        const other = { type: 'class-activation', sample, classIndex: 0, output: 'stem' } as const;
        expect(await ask(other)).toMatchObject({ error: { code: 'output-unknown' } });
      },
      network(),
      datasets(),
    );
  });

  it('predicts a split as the evaluation of the output that is asked for does', async () => {
    await withNetwork(
      async (ask) => {
        for (const output of paths) {
          const evaluated = answered(await ask({ type: 'evaluation', output }));
          const question = { type: 'predictions', datasetId: dataset, split: 'test', output } as const;
          const given = answered(await ask(question));
          expect(given.kind).toBe(evaluated.kind);
          expect(shownValues(given)).toEqual(evaluatedValues(evaluated));
        }
        const first = answered(await ask({ type: 'predictions', datasetId: dataset, split: 'test' }));
        expect(first.kind).toBe('numbers');
        const stem = { type: 'predictions', datasetId: dataset, split: 'test', output: 'stem' } as const;
        expect(await ask(stem)).toMatchObject({ error: { code: 'output-unknown' } });
      },
      network(),
      datasets(),
    );
  });

  it('is measured as what the forecast asks for: the data set with all its labels', async () => {
    const document = network();
    const run = await prepareRun({ document, datasets: datasets(), emit: () => undefined });
    try {
      const { description } = requireValue(await findDataset(datasets(), dataset));
      const { key } = trainingWorkOf(
        analyze(document),
        document.training,
        exampleShapeOf(run),
        description.target,
      );
      expect(speedRecordOf(run, { source: 'run', examples: 50, seconds: 1 }).key).toBe(key);
    } finally {
      closeRun(run);
    }
  });
});
