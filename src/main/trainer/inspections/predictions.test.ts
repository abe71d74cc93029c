import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addClass, emptySets } from '../../../contract/class-sets';
import type { InspectionAnswers } from '../../../contract/contract';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { targetKinds } from '../../../graph-runtime/targets/registry';
import type { TargetKindId } from '../../../graph-runtime/targets/target-kind';
import type { TupleId } from '../../../graph-runtime/targets/tuples';
import { type Ask, answered, withNetwork } from '../testing/ask-network';
import { type NodesInRow, networkOf } from '../testing/build-document';
import { comparedNetwork } from '../../../graph-runtime/testing/compared-network';
import { DATASETS } from '../testing/run-training';
import { prepareAllTargets } from '../testing/target-data';

/* What the browser shows of each example is what the evaluation of the test set says of it. */

let root: string;
let ids: ReadonlyMap<TargetKindId, string>;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'netloom-predictions-'));
  ids = await prepareAllTargets(root);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const vector = (units: number): NodesInRow => [
  { id: 'flatten', type: 'flatten' },
  { id: 'dense', type: 'dense', parameters: { units } },
];
const image = (filters: number): NodesInRow => [
  { id: 'conv', type: 'conv2d', parameters: { filters, kernelSize: 3, padding: 'same' } },
];
/** Kinds that predict something of single examples. */
type SingleId = Exclude<TargetKindId, TupleId>;
const singles = targetKinds
  .map(({ id }) => id)
  .filter((id): id is SingleId => id !== 'pair' && id !== 'triplet');

const layers: Readonly<Record<SingleId, NodesInRow>> = {
  class: vector(10),
  classes: vector(10),
  numbers: vector(2),
  mask: image(11),
  image: [...image(12), { id: 'shuffle', type: 'depthToSpace', parameters: { blockSize: 2 } }],
  input: image(1),
};

function network(kind: TargetKindId): NetloomDocument {
  if (kind === 'pair' || kind === 'triplet') {
    return { ...comparedNetwork({ tuple: kind, seed: 5 }), dataset: { id: ids.get(kind) ?? '' } };
  }
  const shape = kind === 'classes' ? [14, 28, 1] : [14, 14, 1];
  const document = networkOf(layers[kind], { shape, seed: 5, ...(kind === 'input' && { target: 'input' }) });
  return { ...document, dataset: { id: ids.get(kind) ?? '' } };
}

const withKind = (kind: TargetKindId, work: (ask: Ask) => Promise<void>) =>
  withNetwork(work, network(kind), { ...DATASETS, user: root });

type Predicted = InspectionAnswers['predictions'];
type Evaluated = InspectionAnswers['evaluation'];

/** The answer that belongs to an evaluation; what the evaluation does not say is taken from the answer. */
function expectedOf(evaluated: Evaluated, given: Predicted): Predicted {
  const { step } = evaluated;
  switch (evaluated.kind) {
    case 'class': {
      const { predictions, confidences } = evaluated;
      const losses = given.kind === 'class' ? given.losses : new Float32Array();
      return { kind: 'class', step, predictions, confidences, losses };
    }
    case 'classes': {
      const size = evaluated.classes.length;
      const predicted = emptySets(evaluated.count, size);
      evaluated.probabilities.forEach((probability, at) => {
        if (probability >= 0.5) addClass(predicted, Math.floor(at / size), at % size);
      });
      const losses = given.kind === 'classes' ? given.losses : new Float32Array();
      return { kind: 'classes', step, predicted, losses };
    }
    case 'numbers':
      return { kind: 'numbers', step, numbers: evaluated.predictions };
    case 'mask': {
      const ious = given.kind === 'mask' ? given.ious : new Float32Array();
      return { kind: 'mask', step, ious, accuracies: evaluated.accuracies };
    }
    case 'image':
    case 'input':
      return { kind: evaluated.kind, step, errors: evaluated.errors };
    case 'pair':
    case 'triplet':
      throw new Error('nothing is predicted of single examples');
  }
}

const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

it.each(singles)('are those of the evaluation: %s', async (kind) => {
  await withKind(kind, async (ask) => {
    const evaluated = answered(await ask({ type: 'evaluation' }));
    const question = { type: 'predictions', datasetId: ids.get(kind) ?? '', split: 'test' } as const;
    const given = answered(await ask(question));
    const expected = expectedOf(evaluated, given);
    for (const [name, values] of Object.entries(expected)) {
      const received: unknown = Object.entries(given).find(([other]) => other === name)?.[1];
      if (!(values instanceof Float32Array) || !(received instanceof Float32Array)) {
        expect([name, received]).toEqual([name, values]);
        continue;
      }
      expect(received).toHaveLength(values.length);
      values.forEach((value, at) => {
        expect(received[at]).toBeCloseTo(value, 4);
      });
    }
    if ('losses' in given) expect(mean(given.losses)).toBeCloseTo(evaluated.loss, 4);
    if ('ious' in given) {
      expect(given.ious).toHaveLength(50);
      expect(given.ious.every((iou) => iou >= 0 && iou <= 1)).toBe(true);
    }
  });
});

it.each(['pair', 'triplet'] as const)('are refused where images are compared: %s', async (kind) => {
  await withKind(kind, async (ask) => {
    const question = { type: 'predictions', datasetId: ids.get(kind) ?? '', split: 'test' } as const;
    const reply = await ask(question);
    expect(reply).toMatchObject({ ok: false, error: { code: 'predictions-of-tuples' } });
  });
});

it('are refused for examples with other labels', async () => {
  await withKind('class', async (ask) => {
    const question = { type: 'predictions', datasetId: ids.get('numbers') ?? '', split: 'test' } as const;
    expect(await ask(question)).toMatchObject({ error: { code: 'predictions-of-others' } });
  });
  // A reconstruction is asked of any examples of the size.
  await withKind('input', async (ask) => {
    const question = { type: 'predictions', datasetId: ids.get('mask') ?? '', split: 'train' } as const;
    expect(answered(await ask(question))).toMatchObject({ kind: 'input' });
  });
});
