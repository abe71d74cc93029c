import { describe, expect, it } from 'vitest';
import { signatureOf } from '../../../graph-runtime/compile/program-signatures';
import { optimizerSchema } from '../../../graph-runtime/document/document';
import type { Feeds } from '../engine/native-session';
import { float32, int32, numberOf, type TensorData } from '../engine/tensor-data';
import { loadEngine } from '../engine/tensorflow';
import {
  buildTestProgram,
  type Nodes,
  type Opened,
  openProgram,
  pixels,
  readState,
  smallNetwork,
  TEST_COUNT,
} from '../testing/open-program';

const trainFeeds = (step = 1): Feeds => ({
  indices: int32([0, 1, 2, 3]),
  seed: int32([5, step]),
  learningRate: float32([0.1], []),
});
const evaluateFeeds: Feeds = { indices: int32([0, 1, 2, 3]) };

describe('a program', () => {
  it('keeps all its state in what is read and written', async () => {
    const first = await openProgram(smallNetwork);
    first.call('train', trainFeeds(1));
    const state = readState(first);
    expect(Object.keys(state)).toContain('conv/kernel/slot/velocity');
    expect(Object.keys(state)).toContain('norm/movingVariance');
    const second = await openProgram(smallNetwork, [4, 4, 1], 99);
    expect(readState(second)).not.toEqual(state);
    second.call('write', state);
    expect(readState(second)).toEqual(state);
    // From here on both do the same, bit for bit.
    expect(second.call('train', trainFeeds(2))).toEqual(first.call('train', trainFeeds(2)));
    expect(readState(second)).toEqual(readState(first));
    expect(second.call('evaluate', evaluateFeeds)).toEqual(first.call('evaluate', evaluateFeeds));
  });

  it('predicts for images that are fed what it predicts for those of the data set', async () => {
    const { call } = await openProgram(smallNetwork);
    const images: TensorData = {
      dtype: 'uint8',
      shape: [TEST_COUNT, 4, 4, 1],
      values: pixels(TEST_COUNT, 16),
    };
    const { probabilities } = call('predict', { images });
    const stored = call('evaluate', evaluateFeeds).probabilities;
    // Two calls, whose ops may be fused in different ways.
    Array.from(stored?.values ?? []).forEach((value, index) => {
      expect(probabilities?.values[index]).toBeCloseTo(value, 5);
    });
    for (let row = 0; row < TEST_COUNT; row += 1) {
      const [a = 0, b = 0, c = 0] = probabilities?.values.subarray(3 * row, 3 * row + 3) ?? [];
      expect(a + b + c).toBeCloseTo(1, 5);
    }
  });

  it('shows what every node outputs, and the gradient of every weight', async () => {
    const { program, session } = await openProgram(smallNetwork);
    const [relu] = program.evaluation.activations.get('relu') ?? [];
    const { inputs } = signatureOf(program, 'evaluate');
    if (relu === undefined) throw new Error('no activation');
    const seen = session.run({ inputs, outputs: { relu } }, evaluateFeeds).relu;
    expect(seen?.shape).toEqual([4, 4, 4, 2]);
    expect(Math.min(...(seen?.values ?? []))).toBeCloseTo(0, 10);
    const gradients = session.run(signatureOf(program, 'gradients'), trainFeeds());
    const shapes = Object.fromEntries(program.weights.map(({ name, variable }) => [name, variable.shape]));
    expect(Object.keys(gradients)).toHaveLength(6);
    for (const [name, gradient] of Object.entries(gradients)) expect(gradient.shape).toEqual(shapes[name]);
  });

  it('changes nothing when it only looks', async () => {
    const opened = await openProgram(smallNetwork);
    const before = readState(opened);
    opened.call('evaluate', evaluateFeeds);
    expect(readState(opened)).toEqual(before);
  });

  it('adds the losses of auxiliary outputs in training, and leaves them out of what is reported', async () => {
    const withAuxiliary = (lossWeight: number): Nodes => [
      ...smallNetwork,
      { id: 'side', type: 'dense', parameters: { units: 3 }, from: 'flatten' },
      { id: 'sideOutput', type: 'output', parameters: { auxiliary: true, lossWeight } },
    ];
    const plain = await openProgram(smallNetwork);
    const weighted = await openProgram(withAuxiliary(0.5));
    const gradientsOf = ({ program, session }: Opened) =>
      session.run(signatureOf(program, 'gradients'), trainFeeds());
    const [alone, together] = [gradientsOf(plain), gradientsOf(weighted)];
    expect(weighted.call('evaluate', evaluateFeeds)).toEqual(plain.call('evaluate', evaluateFeeds));
    // The main output's own weights see only its loss; those before the fork see both.
    expect(together['dense/kernel']).toEqual(alone['dense/kernel']);
    expect(together['side/kernel']).toBeDefined();
    expect(together['conv/kernel']).not.toEqual(alone['conv/kernel']);
    const zero = gradientsOf(await openProgram(withAuxiliary(0)));
    expect(zero['side/kernel']?.values.every((value) => value === 0)).toBe(true);
    expect(weighted.call('train', trainFeeds()).loss).toEqual(plain.call('train', trainFeeds()).loss);
  });
});

describe('the way of the images into the network', () => {
  const head: Nodes = [
    { id: 'flatten', type: 'flatten', from: 'input' },
    { id: 'dense', type: 'dense', parameters: { units: 3 } },
    { id: 'output', type: 'output' },
  ];
  const entering = async (inputShape: number[], exampleShape: number[]) => {
    const nodes: Nodes = [{ id: 'input', type: 'input', parameters: { shape: inputShape } }, ...head];
    const { program, session } = await openProgram(nodes, exampleShape);
    const [input] = program.evaluation.activations.get('input') ?? [];
    if (input === undefined) throw new Error('no input');
    const { inputs } = signatureOf(program, 'evaluate');
    const { x } = session.run({ inputs, outputs: { x: input } }, { indices: int32([1]) });
    if (x === undefined) throw new Error('no images');
    return x;
  };

  it('scales bytes to [0, 1]', async () => {
    const x = await entering([2, 2, 1], [2, 2, 1]);
    const stored = pixels(2, 4).slice(4);
    x.values.forEach((value: number, index: number) => {
      expect(value).toBeCloseTo((stored[index] ?? 0) / 255, 6);
    });
  });

  it('resizes between pixel centers, as PyTorch without antialiasing', async () => {
    const x = await entering([4, 4, 1], [2, 2, 1]);
    const [a = 0, b = 0] = Array.from(pixels(2, 4).slice(4), (byte) => byte / 255);
    // The first row of a 2 to 4 enlargement: a, 3/4 a + 1/4 b, 1/4 a + 3/4 b, b.
    const expected = [a, 0.75 * a + 0.25 * b, 0.25 * a + 0.75 * b, b];
    expected.forEach((value, column) => {
      expect(x.values[column]).toBeCloseTo(value, 5);
    });
  });

  it('repeats gray for color inputs and weighs color for gray ones', async () => {
    const color = await entering([2, 2, 3], [2, 2, 1]);
    expect(color.values[0]).toBe(color.values[1]);
    expect(color.values[0]).toBe(color.values[2]);
    const gray = await entering([2, 2, 1], [2, 2, 3]);
    const [red = 0, green = 0, blue = 0] = pixels(2, 12).slice(12);
    expect(gray.values[0]).toBeCloseTo((0.299 * red + 0.587 * green + 0.114 * blue) / 255, 5);
  });
});

describe('a repeated step', () => {
  it('drops the same values for the same seed and step, and others for another step', async () => {
    const nodes: Nodes = [
      ...smallNetwork.slice(0, 5),
      { id: 'dropout', type: 'dropout', parameters: { rate: 0.5 } },
      ...smallNetwork.slice(5),
    ];
    const { program, session } = await openProgram(nodes);
    const loss = (step: number) => {
      const { inputs, outputs } = signatureOf(program, 'train');
      const [value] = program.train.network.activations.get('dropout') ?? [];
      if (value === undefined || outputs.loss === undefined) throw new Error('no dropout');
      // Looked at without the update: only the values before it are fetched.
      return session.run({ inputs, outputs: { value } }, trainFeeds(step)).value;
    };
    expect(loss(1)).toEqual(loss(1));
    expect(loss(2)).not.toEqual(loss(1));
    const dropped = Array.from(loss(1)?.values ?? []).filter((value) => value === 0).length;
    expect(dropped).toBeGreaterThan(0);
  });
});

describe('a step in parts', () => {
  const plain: Nodes = smallNetwork.filter(({ id }) => id !== 'norm');

  // Clipping needs the norm of the whole batch's gradient, which no part knows.
  it.each([null, 0.05])('changes the weights as the whole step does, clipped at %s', async (clipNorm) => {
    const optimizer = optimizerSchema.parse({
      type: 'momentum',
      learningRate: 0.1,
      weightDecay: 0.01,
      clipNorm,
    });
    const whole = await openProgram(plain, [4, 4, 1], 1, { optimizer });
    const sizes = { batchSize: 4, microBatchSize: 3 };
    const parts = await openProgram(plain, [4, 4, 1], 1, { optimizer, ...sizes });
    for (const step of [1, 2, 3]) {
      const rate = { learningRate: float32([0.1], []) };
      const { loss, sums } = whole.call('train', trainFeeds(step));
      const part = (indices: readonly number[]) =>
        parts.call('accumulate', {
          indices: int32([...indices]),
          seed: int32([5, step]),
          share: float32([indices.length / 4], []),
        });
      const [first, last] = [part([0, 1, 2]), part([3])];
      parts.call('apply', rate);
      const mean = 0.75 * (first.loss?.values[0] ?? 0) + 0.25 * (last.loss?.values[0] ?? 0);
      expect(mean).toBeCloseTo(loss?.values[0] ?? Number.NaN, 5);
      expect((first.sums?.values[0] ?? 0) + (last.sums?.values[0] ?? 0)).toBe(sums?.values[0]);
    }
    const [expected, received] = [readState(whole), readState(parts)];
    expect(Object.keys(received)).toEqual(Object.keys(expected));
    for (const [name, { values }] of Object.entries(expected)) {
      values.forEach((value, index) => {
        expect(received[name]?.values[index]).toBeCloseTo(value, 5);
      });
    }
  });

  it('forgets parts that were never applied when it begins again', async () => {
    const opened = await openProgram(plain, [4, 4, 1], 1, { batchSize: 4, microBatchSize: 2 });
    const before = readState(opened);
    const feeds = { indices: int32([0, 1]), seed: int32([5, 1]), share: float32([0.5], []) };
    opened.call('accumulate', feeds);
    opened.call('initialize', { seed: int32([1], []) });
    opened.call('apply', { learningRate: float32([1], []) });
    expect(readState(opened)).toEqual(before);
  });
});

describe('health', () => {
  const lengthOf = (values: Iterable<number>) => Math.sqrt([...values].reduce((sum, x) => sum + x * x, 0));

  it('returns norms of weights, gradients and updates, and changes nothing', async () => {
    const opened = await openProgram(smallNetwork);
    const { program, call } = opened;
    const { weights } = program.health;
    expect(weights).toContain('conv/kernel');
    expect(weights).not.toContain('norm/movingMean');
    const before = readState(opened);
    const { learningRate: _, ...batch } = trainFeeds();
    const health = call('health', batch);
    const gradients = call('gradients', batch);
    call('remember');
    expect(readState(opened)).toEqual(before);
    call('train', trainFeeds());
    const after = readState(opened);
    const { updateNorms } = call('compare');
    weights.forEach((name, index) => {
      const old = before[name]?.values ?? [];
      expect(health.weightNorms?.values[index]).toBeCloseTo(lengthOf(old), 4);
      expect(health.gradientNorms?.values[index]).toBeCloseTo(lengthOf(gradients[name]?.values ?? []), 4);
      const moved = Array.from(after[name]?.values ?? [], (value, place) => value - (old[place] ?? 0));
      expect(updateNorms?.values[index]).toBeCloseTo(lengthOf(moved), 5);
      expect(updateNorms?.values[index]).toBeGreaterThan(0);
    });
  });

  it('shows some values of every weight and of its gradient', async () => {
    const { program, call, session } = await openProgram(smallNetwork);
    const { learningRate: _, ...batch } = trainFeeds();
    const { weightSamples, gradientSamples } = call('health', batch);
    const state = readState({ program, call, session });
    const gradients = call('gradients', batch);
    let begin = 0;
    program.health.weights.forEach((name, place) => {
      const count = program.health.sampleCounts[place] ?? 0;
      const values = state[name]?.values ?? [];
      // All of them, where there are few.
      expect(count).toBe(values.length);
      expect(weightSamples?.values.slice(begin, begin + count)).toEqual(values);
      expect(gradientSamples?.values.slice(begin, begin + count)).toEqual(gradients[name]?.values);
      begin += count;
    });
    expect(weightSamples?.values).toHaveLength(begin);
  });

  it('finds units that cut everything off', async () => {
    const { program, call, session } = await openProgram(smallNetwork);
    expect(program.health.cutOffs).toEqual(['relu']);
    const { learningRate: _, ...batch } = trainFeeds();
    expect(call('health', batch).deadShares?.values).toEqual(new Float32Array([0]));
    // One of the two channels shifted far below zero.
    const state = readState({ program, call, session });
    const beta: TensorData = { dtype: 'float32', shape: [2], values: new Float32Array([0, -1000]) };
    call('write', { ...state, 'norm/beta': beta });
    expect(call('health', batch).deadShares?.values).toEqual(new Float32Array([0.5]));
  });

  it('returns mean and deviation of what every node outputs', async () => {
    const { program, call, session } = await openProgram(smallNetwork);
    const { learningRate: _, ...batch } = trainFeeds();
    const { means, deviations } = call('health', batch);
    const place = program.health.activations.indexOf('dense');
    const [dense] = program.train.network.activations.get('dense') ?? [];
    if (dense === undefined) throw new Error('no dense layer');
    const seen = session.run({ inputs: program.train.batchInputs, outputs: { dense } }, batch).dense;
    const values = Array.from(seen?.values ?? []);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(means?.values[place]).toBeCloseTo(mean, 5);
    const spread = lengthOf(values.map((value) => value - mean)) / Math.sqrt(values.length);
    expect(deviations?.values[place]).toBeCloseTo(spread, 5);
  });
});

describe('data on its way into the network', () => {
  const augmentation = [
    { type: 'randomCrop' as const, padding: 1 },
    { type: 'brightness' as const, amount: 0.3 },
  ];
  const stored = (numbers: readonly number[]): Feeds => ({
    images: {
      dtype: 'uint8',
      shape: [numbers.length, 4, 4, 1],
      values: Uint8Array.from(numbers.flatMap((row) => [...pixels(6, 16).subarray(16 * row, 16 * row + 16)])),
    },
    labels: int32(numbers.map((index) => index % 3)),
  });

  it('is the same whether it is kept in the engine or fed', async () => {
    const kept = await openProgram(smallNetwork, [4, 4, 1], 1, { augmentation });
    const fed = await openProgram(smallNetwork, [4, 4, 1], 1, { augmentation }, { isFed: true });
    for (const step of [1, 2]) {
      const { indices: _, ...others } = trainFeeds(step);
      expect(fed.call('train', { ...others, ...stored([0, 1, 2, 3]) })).toEqual(
        kept.call('train', trainFeeds(step)),
      );
    }
    expect(readState(fed)).toEqual(readState(kept));
    expect(fed.call('evaluate', stored([0, 1, 2, 3]))).toEqual(kept.call('evaluate', evaluateFeeds));
  });

  it('is augmented for training, again in every step, and never for evaluation', async () => {
    const plain = await openProgram(smallNetwork);
    const augmented = await openProgram(smallNetwork, [4, 4, 1], 1, { augmentation });
    const { learningRate: _, ...batch } = trainFeeds(3);
    const seen = (opened: Opened, step: number) =>
      opened.call('augmented', { ...batch, seed: int32([5, step]) }).images?.values;
    expect(Array.from(seen(plain, 1) ?? [])).toEqual(
      Array.from(pixels(4, 16), (byte) => expect.closeTo(byte / 255, 6)),
    );
    expect(seen(augmented, 1)).toEqual(seen(augmented, 1));
    expect(seen(augmented, 1)).not.toEqual(seen(plain, 1));
    expect(seen(augmented, 2)).not.toEqual(seen(augmented, 1));
    expect(augmented.call('evaluate', evaluateFeeds)).toEqual(plain.call('evaluate', evaluateFeeds));
  });

  it('is normalized for training and evaluation alike', async () => {
    const normalization = { mean: [0.5], deviation: [0.25] };
    const { call, program, session } = await openProgram(smallNetwork, [4, 4, 1], 1, { normalization });
    const { learningRate: _, ...batch } = trainFeeds();
    const [trained] = program.train.network.activations.get('input') ?? [];
    if (trained === undefined) throw new Error('no input');
    const expected = Array.from(pixels(4, 16), (byte) => expect.closeTo((byte / 255 - 0.5) / 0.25, 5));
    const input = session.run({ inputs: program.train.batchInputs, outputs: { trained } }, batch).trained;
    expect(Array.from(input?.values ?? [])).toEqual(expected);
    const { images } = stored([0, 1, 2, 3]);
    if (images === undefined) throw new Error('no images');
    expect(Array.from(call('activations', { images }).input?.values ?? [])).toEqual(expected);
  });
});

describe('mixed precision', () => {
  it('takes products in 16 bits, and what lies between them; keeps weights, statistics and the loss in 32', () => {
    const { ops } = buildTestProgram(smallNetwork, [4, 4, 1], { precision: 'mixed' }).graph;
    const bfloat16 = ops.filter(({ outputs: [output] }) => output?.dtype === 'bfloat16');
    const kinds = new Set(bfloat16.map(({ op }) => op));
    const products = ['Conv2D', 'Conv2DBackpropFilter', 'MatMul'];
    const between = ['BiasAdd', 'FusedBatchNormV3', 'FusedBatchNormGradV3', 'Relu', 'ReluGrad', 'Reshape'];
    expect(kinds).toEqual(new Set(['Cast', ...products, ...between]));
    for (const { op, outputs } of ops) {
      if (op.startsWith('FusedBatchNorm')) expect(outputs[1]?.dtype).toBe('float32');
      if (op === 'BiasAddGrad' || op.startsWith('SparseSoftmax')) expect(outputs[0]?.dtype).toBe('float32');
    }
    // Nothing is widened only to be narrowed again.
    const isWidening = ({ op, outputs }: (typeof ops)[number]) =>
      op === 'Cast' && outputs[0]?.dtype === 'float32';
    const again = bfloat16.filter(
      ({ op, inputs: [x] }) => op === 'Cast' && x !== undefined && isWidening(x.op),
    );
    expect(again.map(({ name }) => name)).toEqual([]);
  });

  it('loses little by products in 16 bits, where the engine has them, and nothing elsewhere', async () => {
    const { device, capabilities } = await loadEngine();
    const hasBfloat16 = capabilities[device.kind].has('bfloat16');
    const exact = await openProgram(smallNetwork);
    const mixed = await openProgram(smallNetwork, [4, 4, 1], 1, { precision: 'mixed' });
    expect(mixed.program.graph.productType).toBe(hasBfloat16 ? 'bfloat16' : 'float32');
    for (const step of [1, 2, 3]) {
      const [expected, received] = [
        exact.call('train', trainFeeds(step)),
        mixed.call('train', trainFeeds(step)),
      ];
      const difference = Math.abs((received.loss?.values[0] ?? NaN) - (expected.loss?.values[0] ?? NaN));
      expect(difference).toBeLessThan(0.03);
      // It is another computation, not the same one under another name.
      expect(difference > 0).toBe(hasBfloat16);
    }
    for (const tensor of Object.values(readState(mixed))) expect(tensor.dtype).toBe('float32');
  });
});

describe('images of any origin', () => {
  it('are stored ones again when they have their size', async () => {
    const { call } = await openProgram(smallNetwork);
    const values = pixels(2, 16);
    const fitted = call('fit-1', { pixels: { dtype: 'uint8', shape: [2, 4, 4, 1], values } });
    expect(fitted.images?.shape).toEqual([2, 4, 4, 1]);
    expect(Array.from(fitted.images?.values ?? [])).toEqual(Array.from(values));
  });

  it('are shrunk to means of what they cover, and lose their color where the data set has none', async () => {
    const { call } = await openProgram(smallNetwork);
    const values = Uint8Array.from({ length: 40 * 80 * 3 }, (_, index) => (index % 3 === 1 ? 200 : 100));
    const fitted = call('fit-3', { pixels: { dtype: 'uint8', shape: [1, 40, 80, 3], values } });
    // 0.299 · 100 + 0.587 · 200 + 0.114 · 100
    expect(Array.from(fitted.images?.values ?? [])).toEqual(Array.from({ length: 16 }, () => 159));
  });
});

it('numbers are single values', () => {
  expect(() => numberOf(int32([1, 2]))).toThrow('a single value');
});
