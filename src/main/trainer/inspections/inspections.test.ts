import { describe, expect, it } from 'vitest';
import type { InspectionAnswers, Reply, RunEvent, Sample } from '../../../contract/contract';
import { failure } from '../../../contract/failures';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { RunControl } from '../prepare/run-control';
import { train } from '../run/train';
import { answered, askerOf, withNetwork } from '../testing/ask-network';
import { DATASETS, smallNetwork } from '../testing/run-training';
import { AugmentationPreviews } from './augmentation-previews';

/** Trains on 500 examples and lets `onEvent` ask and stop. */
async function trainAndAsk(
  document: NetloomDocument,
  onEvent: (event: RunEvent, control: RunControl) => void,
): Promise<void> {
  const control = new RunControl();
  await train({
    command: { type: 'train', document, limit: 500 },
    datasets: DATASETS,
    emit: (event) => onEvent(event, control),
    control,
  });
}

type Pixels = Extract<Sample, { type: 'pixels' }>;
const sample = (index: number) => ({ type: 'dataset', split: 'test', index }) as const;

describe('evaluation', () => {
  it('has the figures of the epoch, and those of every class and example', async () => {
    let asked: Promise<Reply<InspectionAnswers['evaluation']>> | undefined;
    let epoch: Extract<RunEvent, { type: 'epoch' }>['point'] | undefined;
    await trainAndAsk(smallNetwork({ epochs: 3 }), (event, control) => {
      if (event.type !== 'epoch' || event.point.epoch !== 2) return;
      epoch = event.point;
      asked = askerOf(control)({ type: 'evaluation' });
    });
    if (asked === undefined || epoch === undefined) throw new Error('no second epoch');
    const evaluated = answered(await asked);
    expect(evaluated).toMatchObject({ step: 20, count: 83, accuracy: epoch.testAccuracy });
    expect(evaluated.loss).toBeCloseTo(epoch.testLoss, 12);
    if (evaluated.kind !== 'class') throw new Error(evaluated.kind);
    const { confusion, classes, labels, predictions, confidences } = evaluated;
    const right = confusion.reduce((sum, row, label) => sum + (row[label] ?? 0), 0);
    expect(right / 83).toBe(epoch.testAccuracy);
    expect(labels.filter((label, index) => label === predictions[index])).toHaveLength(right);
    expect(classes.reduce((sum, { count }) => sum + count, 0)).toBe(83);
    classes.forEach(({ precision, recall, count }, label) => {
      const said = predictions.filter((predicted) => predicted === label).length;
      const found = confusion[label]?.[label] ?? 0;
      expect(recall).toBe(found / count);
      expect(precision).toBe(said === 0 ? Number.NaN : found / said);
    });
    expect(confidences.every((confidence) => confidence >= 0.1 && confidence <= 1)).toBe(true);
  });

  it('is of the moment it was asked, although the training continues meanwhile', async () => {
    const answers: Promise<Reply<InspectionAnswers['evaluation']>>[] = [];
    // A clock that jumps: every turn is over after one batch, of which there are 5.
    let time = 0;
    const now = () => {
      time += 1000;
      return time;
    };
    let stepsMeanwhile = 0;
    await trainAndAsk(smallNetwork({ epochs: 3, batchSize: 20 }), (event, control) => {
      if (event.type !== 'epoch' || event.point.epoch !== 2) return;
      answers.push(askerOf(control)({ type: 'evaluation' }), askerOf(control, now)({ type: 'evaluation' }));
      void answers[1]?.then(() =>
        control.ask((moment) => {
          stepsMeanwhile = (moment?.step ?? 0) - 50;
        }),
      );
    });
    const [atOnce, inTurns] = (await Promise.all(answers)).map(answered);
    expect(inTurns).toEqual(atOnce);
    expect(stepsMeanwhile).toBeGreaterThan(2);
  });

  it('is canceled when the run ends before it is complete', async () => {
    let asked: Promise<Reply<unknown>> | undefined;
    const controls: RunControl[] = [];
    await trainAndAsk(smallNetwork({ epochs: 1 }), (event, control) => {
      if (event.type !== 'done') return;
      controls.push(control);
      asked = askerOf(control)({ type: 'evaluation' });
    });
    // The trainer does this when a job has ended.
    await controls[0]?.answer(null);
    expect(await asked).toEqual({ ok: false, error: failure('run-unknown') });
  });
});

describe('looking inside', () => {
  it('shows what a node outputs for an image', async () => {
    await withNetwork(async (ask) => {
      const relu = answered(await ask({ type: 'activations', path: 'relu', sample: sample(3) }));
      const conv = answered(await ask({ type: 'activations', path: 'conv', sample: sample(3) }));
      expect(relu).toMatchObject({ step: 0, shape: [14, 14, 4] });
      // Close and not equal: some processors' kernels leave -0 of a negative number, or round the two in different ways.
      relu.values.forEach((value, index) => {
        expect(value).toBeCloseTo(Math.max(0, conv.values[index] ?? Number.NaN), 5);
      });
      const missing = await ask({ type: 'activations', path: 'nowhere', sample: sample(3) });
      expect(missing).toEqual({ ok: false, error: { code: 'node-not-in-use', values: {}, path: 'nowhere' } });
      const beyond = await ask({ type: 'activations', path: 'relu', sample: sample(50) });
      expect(beyond).toMatchObject({ error: { code: 'example-unknown', values: { index: 50, count: 50 } } });
    });
  });

  it('shows weights, and how they and their gradients are spread', async () => {
    await withNetwork(async (ask) => {
      const kernel = answered(await ask({ type: 'weight', name: 'conv/kernel' }));
      expect(kernel).toMatchObject({ shape: [3, 3, 1, 4], fullShape: [3, 3, 1, 4] });
      const { weights } = answered(await ask({ type: 'histograms', bins: 8 }));
      expect(weights.map(({ name }) => name)).toEqual([
        'conv/kernel',
        'conv/bias',
        'dense/kernel',
        'dense/bias',
      ]);
      const [ofKernel] = weights;
      expect(ofKernel?.values.minimum).toBe(Math.min(...kernel.values));
      expect(ofKernel?.values.maximum).toBe(Math.max(...kernel.values));
      for (const { values, gradient } of weights) {
        const total = (counts: readonly number[] = []) => counts.reduce((sum, count) => sum + count, 0);
        expect(values.counts).toHaveLength(8);
        expect(total(gradient?.counts)).toBe(total(values.counts));
      }
      expect(await ask({ type: 'histograms', bins: 8 })).toEqual({ ok: true, value: { step: 0, weights } });
      expect(await ask({ type: 'weight', name: 'conv/x' })).toMatchObject({
        error: { code: 'weight-unknown' },
      });
    });
  });

  it('shows how the inputs of a node are spread', async () => {
    await withNetwork(async (ask) => {
      const seen = answered(await ask({ type: 'input-distribution', path: 'relu', bins: 16 }));
      const outputs = await Promise.all(
        Array.from({ length: seen.count }, async (_, index) =>
          answered(await ask({ type: 'activations', path: 'conv', sample: sample(index) })),
        ),
      );
      expect(seen).toMatchObject({ step: 0, count: 50 });
      const of = (unit: number) =>
        outputs.flatMap(({ values }) => [...values].filter((_, at) => at % 4 === unit));
      const { minimums, maximums, histogram } = seen;
      expect(minimums).toHaveLength(4);
      for (let unit = 0; unit < 4; unit += 1) {
        expect(minimums[unit]).toBeCloseTo(Math.min(...of(unit)), 5);
        expect(maximums[unit]).toBeCloseTo(Math.max(...of(unit)), 5);
      }
      expect(histogram.minimum).toBe(Math.min(...minimums));
      expect(histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(50 * 14 * 14 * 4);
      const ofInput = await ask({ type: 'input-distribution', path: 'input', bins: 16 });
      expect(ofInput).toMatchObject({ error: { code: 'node-not-in-use', path: 'input' } });
    });
  });

  it('sends only the first units of a very large weight', async () => {
    const document = smallNetwork();
    const [, , , , , dense, output] = document.nodes;
    if (dense === undefined || output === undefined) throw new Error('another network');
    const wide = { id: 'wide', type: 'dense', parameters: { units: 8000 } };
    const large: NetloomDocument = {
      ...document,
      nodes: [...document.nodes, wide],
      edges: [
        ...document.edges.filter(({ to }) => to !== dense.id),
        { from: 'dropout', to: 'wide' },
        { from: 'wide', to: dense.id },
      ],
    };
    await withNetwork(async (ask) => {
      const kernel = answered(await ask({ type: 'weight', name: 'wide/kernel' }));
      expect(kernel).toMatchObject({ shape: [784, 5349], fullShape: [784, 8000] });
      expect(kernel.values).toHaveLength(784 * 5349);
    }, large);
  });
});

describe('prediction', () => {
  it('says the same of an image of the data set as the evaluation', async () => {
    await withNetwork(async (ask) => {
      const evaluated = answered(await ask({ type: 'evaluation' }));
      if (evaluated.kind !== 'class') throw new Error(evaluated.kind);
      const { predictions, confidences } = evaluated;
      const predicted = answered(await ask({ type: 'prediction', sample: sample(7) }));
      const { probabilities, image, isInverted } = predicted;
      expect(probabilities).toHaveLength(10);
      expect(Math.max(...probabilities)).toBeCloseTo(confidences[7] ?? 0, 6);
      expect(probabilities.indexOf(Math.max(...probabilities))).toBe(predictions[7]);
      expect(image.shape).toEqual([28, 28, 1]);
      expect(isInverted).toBe(false);
    });
  });

  it('takes pixels of the same image, on paper, in color or larger for the same', async () => {
    await withNetwork(async (ask) => {
      const { truth, ...known } = answered(await ask({ type: 'prediction', sample: sample(7) }));
      expect(truth).toMatchObject({ kind: 'class' });
      // Nobody has said what images of other origin are.
      const stored = { ...known, truth: null };
      const image = Uint8Array.from(stored.image.values, (value) => Math.round(value * 255));
      const predict = async (pixels: Pixels['pixels'], shape: Pixels['shape'], invert?: Pixels['invert']) => {
        const pixelSample = { type: 'pixels', pixels, shape, ...(invert && { invert }) } as const;
        return answered(await ask({ type: 'prediction', sample: pixelSample }));
      };
      expect(await predict(image, [28, 28, 1])).toEqual(stored);
      const onPaper = image.map((value) => 255 - value);
      expect(await predict(onPaper, [28, 28, 1])).toEqual({ ...stored, isInverted: true });
      expect((await predict(onPaper, [28, 28, 1], 'never')).image).not.toEqual(stored.image);
      expect(await predict(onPaper, [28, 28, 1], 'always')).toEqual({ ...stored, isInverted: true });
      const colored = Uint8Array.from({ length: 3 * 784 }, (_, index) => image[Math.floor(index / 3)] ?? 0);
      expect((await predict(colored, [28, 28, 3])).image).toEqual(stored.image);
      const doubled = Uint8Array.from({ length: 4 * 784 }, (_, index) => {
        const [row, column] = [Math.floor(index / 56), index % 56];
        return image[Math.floor(row / 2) * 28 + Math.floor(column / 2)] ?? 0;
      });
      const smaller = await predict(doubled, [56, 56, 1]);
      expect(smaller.image.shape).toEqual([28, 28, 1]);
      const distance = smaller.image.values.map((value, index) =>
        Math.abs(value - (stored.image.values[index] ?? 0)),
      );
      expect(distance.reduce((sum, value) => sum + value, 0) / 784).toBeLessThan(0.05);
    });
  });

  it('refuses pixels that are not as many as their shape says', async () => {
    await withNetwork(async (ask) => {
      const reply = await ask({
        type: 'prediction',
        sample: { type: 'pixels', pixels: new Uint8Array(10), shape: [28, 28, 1] },
      });
      expect(reply).toMatchObject({ error: { code: 'image-incomplete', values: { received: 10 } } });
    });
  });
});

describe('augmentation', () => {
  const augmentation = [
    { type: 'randomCrop', padding: 4 } as const,
    { type: 'horizontalFlip', probability: 0.5 } as const,
  ];

  it('shows training examples as training sees them, with a run and without', async () => {
    const document = smallNetwork({ augmentation, seed: 5 });
    const question = { indices: [0, 1, 2, 3], step: 9 };
    await withNetwork(async (ask) => {
      const seen = answered(await ask({ type: 'augmented', ...question }));
      expect(seen.shape).toEqual([4, 28, 28, 1]);
      expect(answered(await ask({ type: 'augmented', ...question }))).toEqual(seen);
      const later = answered(await ask({ type: 'augmented', ...question, step: 10 }));
      expect(later.values).not.toEqual(seen.values);
      const previews = new AugmentationPreviews(DATASETS);
      expect(await previews.show(document, question)).toEqual(seen);
      const plain = await previews.show(smallNetwork({ seed: 5 }), question);
      expect(plain.values).not.toEqual(seen.values);
      await expect(previews.show(document, { indices: [60_000], step: 1 })).rejects.toMatchObject({
        failure: { code: 'example-unknown', values: { index: 60_000, count: 60_000 } },
      });
    }, document);
  });
});
