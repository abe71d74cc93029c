import { type CheckCases, DENSE, FLATTEN, linear, optimized, straight } from '../check-cases';

const adam = (changes: object) => optimized({ type: 'adam', learningRate: 0.001, ...changes });
const sgd = { type: 'sgd', learningRate: 0.05 };
const momentum = { type: 'momentum', learningRate: 0.05 };
const scheduled = (schedule: object, more: object = {}) => linear({ schedule, epochs: 10, ...more });

/** Optimizers and schedules with which nothing is learned. */
export const optimizerCases: readonly CheckCases[] = [
  {
    code: 'outside-float32',
    reported: [
      { name: 'lr-1e39', document: adam({ learningRate: 1e39 }), at: 'optimizer.learningRate' },
      { name: 'a rate of 1e-50', document: optimized({ ...sgd, learningRate: 1e-50 }) },
      {
        name: 'a decay of 1e40',
        document: optimized({ ...sgd, weightDecay: 1e40 }),
        at: 'optimizer.weightDecay',
      },
      { name: 'an epsilon of 1e-60', document: adam({ epsilon: 1e-60 }), at: 'optimizer.epsilon' },
      {
        name: 'a deviation of 1e-45',
        document: linear({ normalization: { mean: [0], deviation: [1e-45] } }),
        at: 'normalization.deviation',
      },
      {
        name: 'a clipping of 1e39',
        document: optimized({ ...sgd, clipNorm: 1e39 }),
        at: 'optimizer.clipNorm',
      },
    ],
    silent: [
      { name: 'a rate of 1e-5', document: adam({ learningRate: 1e-5 }) },
      { name: 'no decay', document: adam({ weightDecay: 0 }) },
    ],
  },
  {
    code: 'averages-that-never-move',
    reported: [
      { name: 'beta-1', document: adam({ beta1: 1, beta2: 1 }), at: 'optimizer.beta1' },
      {
        name: 'AdamW',
        document: optimized({ type: 'adamw', learningRate: 0.001, beta2: 1 }),
        at: 'optimizer.beta2',
      },
      { name: 'one in float32', document: adam({ beta1: 0.999_999_999 }), at: 'optimizer.beta1' },
    ],
    silent: [{ name: 'the usual', document: adam({}) }],
  },
  {
    code: 'gradient-average-slower',
    reported: [
      { name: 'swapped', document: adam({ beta1: 0.999, beta2: 0.9 }), at: 'optimizer.beta1' },
      { name: 'no average of squares', document: adam({ beta2: 0 }), at: 'optimizer.beta2' },
      {
        name: 'AdamW',
        document: optimized({ type: 'adamw', learningRate: 0.001, beta1: 0.9999, beta2: 0.99 }),
      },
    ],
    silent: [
      { name: 'the usual', document: adam({}) },
      { name: '0.5 and 0.9, as in generative networks', document: adam({ beta1: 0.5, beta2: 0.9 }) },
    ],
  },
  {
    code: 'momentum-without-friction',
    reported: [
      { name: 'momentum 1', document: optimized({ ...momentum, momentum: 1 }), at: 'optimizer.momentum' },
      { name: 'Nesterov', document: optimized({ ...momentum, momentum: 1, nesterov: true }) },
      { name: 'RMSprop', document: optimized({ type: 'rmsprop', learningRate: 0.001, momentum: 1 }) },
      { name: 'one in float32', document: optimized({ ...momentum, momentum: 0.999_999_999 }) },
    ],
    silent: [{ name: '0.99', document: optimized({ ...momentum, momentum: 0.99 }) }],
  },
  {
    code: 'squares-not-averaged',
    reported: [
      {
        name: 'rho 1',
        document: optimized({ type: 'rmsprop', learningRate: 0.001, rho: 1 }),
        at: 'optimizer.rho',
      },
      {
        name: 'centered',
        document: optimized({ type: 'rmsprop', learningRate: 0.001, rho: 1, centered: true }),
      },
      {
        name: 'one in float32',
        document: optimized({ type: 'rmsprop', learningRate: 0.001, rho: 0.999_999_999 }),
      },
    ],
    silent: [{ name: 'the usual', document: optimized({ type: 'rmsprop', learningRate: 0.001 }) }],
  },
  {
    code: 'decay-outweighs-learning',
    reported: [
      { name: 'SGD', document: optimized({ ...sgd, weightDecay: 20 }), at: 'optimizer.weightDecay' },
      { name: 'momentum', document: optimized({ ...momentum, weightDecay: 2 }) },
      { name: 'AdamW', document: optimized({ type: 'adamw', learningRate: 0.1, weightDecay: 10 }) },
      { name: 'Adam', document: adam({ weightDecay: 1 }), at: 'optimizer.weightDecay' },
    ],
    silent: [
      { name: 'the usual', document: optimized({ ...momentum, weightDecay: 0.0005 }) },
      {
        name: 'AdamW with a decay of 0.1',
        document: optimized({ type: 'adamw', learningRate: 0.001, weightDecay: 0.1 }),
      },
    ],
  },
  {
    code: 'hardly-any-update',
    reported: [
      {
        name: 'a rate of 1e-12',
        document: optimized({ ...sgd, learningRate: 1e-12 }),
        at: 'optimizer.learningRate',
      },
      { name: 'Adam at 1e-10', document: adam({ learningRate: 1e-10 }), at: 'optimizer.learningRate' },
      { name: 'clipped to 1e-9', document: optimized({ ...sgd, clipNorm: 1e-9 }), at: 'optimizer.clipNorm' },
      {
        name: 'an epsilon of a million million',
        document: adam({ epsilon: 1e12 }),
        at: 'optimizer.epsilon',
      },
      {
        name: 'a large accumulator',
        document: optimized({ type: 'adagrad', learningRate: 0.01, initialAccumulator: 1e20 }),
        at: 'optimizer.initialAccumulator',
      },
      {
        name: 'one cycle that begins and ends at nothing',
        document: optimized(
          { ...sgd, learningRate: 1e-9 },
          { schedule: { type: 'oneCycle', initialDivisor: 1e6 } },
        ),
      },
    ],
    silent: [
      // Inception's: a large epsilon with a rate to match.
      { name: 'an epsilon of 1', document: optimized({ type: 'rmsprop', learningRate: 0.045, epsilon: 1 }) },
      { name: 'the usual', document: optimized(sgd) },
      { name: 'fine-tuning at 1e-5', document: adam({ learningRate: 1e-5 }) },
      // Adam divides by the size of the gradient.
      { name: 'Adam, clipped', document: adam({ clipNorm: 1e-6 }) },
    ],
  },
  {
    code: 'warm-up-too-long',
    reported: [
      {
        name: 'longer than the run',
        document: scheduled({ type: 'constant', warmupEpochs: 20 }),
        at: 'schedule.warmupEpochs',
      },
      { name: 'as long as the run', document: scheduled({ type: 'cosine', warmupEpochs: 10 }) },
      {
        name: 'five epochs of one',
        document: linear({ schedule: { type: 'step', everyEpochs: 1, factor: 0.5, warmupEpochs: 5 } }),
      },
    ],
    silent: [{ name: 'half of it', document: scheduled({ type: 'constant', warmupEpochs: 5 }) }],
  },
  {
    code: 'schedule-ends-at-once',
    reported: [
      {
        name: 'a tenth each hundredth of an epoch',
        document: scheduled({ type: 'step', everyEpochs: 0.01, factor: 0.1 }),
        at: 'schedule.everyEpochs',
      },
      {
        name: 'a millionth each epoch',
        document: scheduled({ type: 'exponential', factorPerEpoch: 1e-6 }),
        at: 'schedule.factorPerEpoch',
      },
      {
        name: 'after a warm-up',
        document: scheduled({ type: 'exponential', factorPerEpoch: 1e-12, warmupEpochs: 2 }),
      },
    ],
    silent: [
      { name: 'a tenth at each third', document: scheduled({ type: 'step', everyEpochs: 3, factor: 0.1 }) },
      { name: 'a tenth an epoch', document: scheduled({ type: 'exponential', factorPerEpoch: 0.1 }) },
      { name: 'cosine', document: scheduled({ type: 'cosine' }) },
    ],
  },
  {
    code: 'schedule-without-effect',
    reported: [
      {
        name: 'thirty epochs of ten',
        document: scheduled({ type: 'step', everyEpochs: 30, factor: 0.1 }),
        at: 'schedule.everyEpochs',
      },
      {
        name: 'a factor of 1',
        document: scheduled({ type: 'exponential', factorPerEpoch: 1 }),
        at: 'schedule.factorPerEpoch',
      },
      {
        name: 'a patience of twenty',
        document: scheduled({ type: 'reduceOnPlateau', patience: 20 }),
        at: 'schedule.patience',
      },
      {
        name: 'after a warm-up',
        document: scheduled({ type: 'step', everyEpochs: 6, factor: 0.1, warmupEpochs: 5 }),
      },
    ],
    silent: [
      { name: 'constant', document: scheduled({ type: 'constant' }) },
      { name: 'a third', document: scheduled({ type: 'step', everyEpochs: 4, factor: 0.1 }) },
      { name: 'the usual patience', document: scheduled({ type: 'reduceOnPlateau' }) },
    ],
  },
  {
    code: 'stopping-without-effect',
    reported: [5, 10, 3].map((patience) => ({
      name: `${patience} of 3`,
      document: linear({ epochs: 3, earlyStopping: { patience, keepsBest: false } }),
      at: 'earlyStopping.patience',
    })),
    silent: [
      { name: 'the best is kept', document: linear({ epochs: 3, earlyStopping: { patience: 5 } }) },
      {
        name: 'two of three',
        document: linear({ epochs: 3, earlyStopping: { patience: 2, keepsBest: false } }),
      },
    ],
  },
  {
    code: 'minimum-above-rate',
    reported: [
      { name: 'cosine', document: scheduled({ type: 'cosine', minimum: 0.1 }), at: 'schedule.minimum' },
      {
        name: 'plateau',
        document: scheduled({ type: 'reduceOnPlateau', minimum: 1 }),
        at: 'schedule.minimum',
      },
      { name: 'equal', document: scheduled({ type: 'cosine', minimum: 0.05 }) },
    ],
    silent: [
      { name: 'zero', document: scheduled({ type: 'cosine' }) },
      { name: 'a hundredth', document: scheduled({ type: 'reduceOnPlateau', minimum: 0.0005 }) },
    ],
  },
  {
    code: 'improvement-out-of-reach',
    reported: [
      {
        name: 'accuracy by 1',
        document: linear({ earlyStopping: { monitor: 'accuracy', minimumDelta: 1 } }),
        at: 'earlyStopping.minimumDelta',
      },
      { name: 'loss by 5', document: linear({ earlyStopping: { monitor: 'loss', minimumDelta: 5 } }) },
      {
        name: 'plateau',
        document: scheduled({ type: 'reduceOnPlateau', minimumDelta: 3 }),
        at: 'schedule.minimumDelta',
      },
    ],
    silent: [
      {
        name: 'the sum of two losses',
        document: straight([FLATTEN, DENSE], {
          training: { earlyStopping: { monitor: 'loss', minimumDelta: 3 } },
          nodes: [{ id: 'image', type: 'output', parameters: { target: 'input', lossWeight: 100 } }],
          wires: ['input -> image'],
        }),
      },
      { name: 'the usual', document: linear({ earlyStopping: {} }) },
      {
        name: 'data that is not here',
        document: straight([FLATTEN, DENSE], { training: { earlyStopping: { minimumDelta: 5 } } }),
        data: null,
      },
    ],
  },
];
