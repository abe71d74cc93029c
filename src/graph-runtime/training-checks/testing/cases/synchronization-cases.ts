import { type CheckCases, DENSE, FLATTEN, type Layer, straight } from '../check-cases';

const RELU: Layer = ['r', 'relu'];
const BN: Layer = ['bn', 'batchNormalization'];
const hidden = (units: number, layers: readonly Layer[], training = {}) =>
  straight([FLATTEN, ['h', 'dense', { units }], ...layers, DENSE], { training });

/** Batch normalization over all parts of a batch. */
export const synchronizationCases: readonly CheckCases[] = [
  {
    code: 'synchronized-micro-batches',
    reported: [
      {
        name: 'eights of 32',
        document: hidden(8, [BN], { microBatchSize: 8, batchStatistics: 'synchronized' }),
        at: 'batchStatistics',
      },
      {
        name: 'sevens',
        document: hidden(8, [BN], { microBatchSize: 7, batchStatistics: 'synchronized' }),
      },
      {
        name: 'single examples',
        document: hidden(8, [RELU, BN], { microBatchSize: 1, batchStatistics: 'synchronized' }),
      },
    ],
    silent: [
      { name: 'not asked for', document: hidden(8, [BN], { microBatchSize: 8 }) },
      {
        name: 'the whole batch',
        document: hidden(8, [BN], { microBatchSize: 32, batchStatistics: 'synchronized' }),
      },
      {
        name: 'nothing to synchronize',
        document: hidden(8, [RELU], { microBatchSize: 8, batchStatistics: 'synchronized' }),
      },
    ],
  },
  {
    code: 'synchronization-without-effect',
    reported: [
      {
        name: 'no replicas',
        document: hidden(8, [BN], { batchStatistics: 'synchronized' }),
        at: 'batchStatistics',
      },
      {
        name: 'no batch normalization',
        document: hidden(8, [RELU], { replicas: 2, batchStatistics: 'synchronized' }),
      },
      {
        name: 'layer normalization',
        document: hidden(8, [['ln', 'layerNormalization']], { replicas: 2, batchStatistics: 'synchronized' }),
      },
      {
        name: 'micro-batches without batch normalization',
        document: hidden(8, [RELU], { microBatchSize: 8, batchStatistics: 'synchronized' }),
      },
    ],
    silent: [
      {
        name: 'two replicas',
        document: hidden(8, [BN], { replicas: 2, batchStatistics: 'synchronized' }),
      },
      { name: 'each part', document: hidden(8, [BN], { batchStatistics: 'parts' }) },
    ],
  },
];
