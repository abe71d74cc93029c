/**
 * Peak resident memory of the trainer process in MB of 1e6 bytes, by preset, batch size and optimizer. Measured by
 * `npm run cli -- bench presets/PRESET.json --steps 3 --batch-size BATCH` on two cores of an AMD EPYC with TensorFlow 2.21.0 and
 * Node.js 20.20.2, while the machine was busy otherwise. Which ops run side by side differs from run to run, and with it the peak:
 * where a size is listed twice, it was measured twice.
 */
export const MEASURED_PEAKS: readonly (readonly [string, number, 'sgd' | 'momentum' | 'adam', number])[] = [
  ['lenet', 32, 'sgd', 779],
  ['lenet', 128, 'sgd', 762],
  ['lenet', 256, 'sgd', 718],
  ['alexnet', 32, 'sgd', 1216],
  ['alexnet', 64, 'sgd', 1340],
  ['alexnet', 128, 'sgd', 1699],
  ['alexnet', 256, 'sgd', 2407],
  ['alexnet', 64, 'adam', 2000],
  ['vgg', 8, 'sgd', 1151],
  ['vgg', 32, 'sgd', 1436],
  ['vgg', 64, 'sgd', 1977],
  ['vgg', 128, 'sgd', 3053],
  ['vgg', 128, 'sgd', 2962],
  ['vgg', 256, 'sgd', 4215],
  ['vgg', 256, 'sgd', 5137],
  ['nin', 8, 'sgd', 781],
  ['nin', 32, 'sgd', 1128],
  ['nin', 64, 'sgd', 1321],
  ['nin', 128, 'sgd', 2098],
  ['nin', 128, 'sgd', 1813],
  ['nin', 256, 'sgd', 2995],
  ['nin', 256, 'sgd', 3247],
  ['googlenet', 32, 'sgd', 1049],
  ['googlenet', 64, 'sgd', 1227],
  ['googlenet', 128, 'sgd', 1663],
  ['googlenet', 256, 'sgd', 2570],
  ['resnet', 32, 'sgd', 1050],
  ['resnet', 64, 'sgd', 1149],
  ['resnet', 128, 'sgd', 1502],
  ['resnet', 256, 'sgd', 2142],
  ['resnet', 64, 'adam', 1300],
  ['resnet', 64, 'momentum', 1236],
  ['siamese', 128, 'adam', 785],
  ['siamese', 1024, 'adam', 1387],
  ['densenet', 32, 'sgd', 1039],
  ['densenet', 64, 'sgd', 1254],
  ['densenet', 128, 'sgd', 1682],
  ['densenet', 256, 'sgd', 2593],
  ['mobilenet', 32, 'sgd', 1106],
  ['mobilenet', 64, 'sgd', 1377],
  ['mobilenet', 128, 'sgd', 2048],
  ['mobilenet', 256, 'sgd', 3246],
  ['mobilenet', 512, 'sgd', 5716],
];

/** Peaks with training settings besides batch and optimizer, measured likewise with TensorFlow 2.21.0 and SGD. */
export const MEASURED_VARIANTS: readonly (readonly [
  string,
  number,
  'mixed' | 'parts' | 'mixed parts' | 'augmented',
  number,
])[] = [
  ['lenet', 256, 'mixed', 727],
  ['alexnet', 64, 'mixed', 1408],
  ['vgg', 64, 'mixed', 1599],
  ['resnet', 64, 'mixed', 1062],
  ['mobilenet', 64, 'mixed', 1387],
  ['vgg', 64, 'parts', 1963],
  ['resnet', 256, 'parts', 1163],
  ['mobilenet', 64, 'augmented', 1380],
];

/**
 * The same of networks that compare images: two or three of them through 32 filters of 3 × 3, max pooling and a dense layer of 64 units, with shared
 * weights (`compared-network.ts`). Measured by `bench NETWORK.json --steps 2` on the same machine.
 */
export const MEASURED_COMPARED: readonly (readonly ['pair' | 'triplet', number, number])[] = [
  ['pair', 32, 720],
  ['pair', 512, 931],
  ['triplet', 32, 725],
  ['triplet', 512, 992],
];
