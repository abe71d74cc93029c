/**
 * Peak resident memory of the trainer process in MB of 1e6 bytes, by preset, batch size and optimiser. Measured by
 * `npm run cli -- bench presets/PRESET.json --steps 3 --batch-size BATCH` on two cores of an AMD EPYC with TensorFlow 2.21.0 and
 * Node.js 20.20.2; runs of one network differ by up to 60 MB.
 */
export const MEASURED_PEAKS: readonly (readonly [string, number, 'sgd' | 'momentum' | 'adam', number])[] = [
  ['lenet', 32, 'sgd', 779],
  ['lenet', 128, 'sgd', 762],
  ['lenet', 256, 'sgd', 718],
  ['alexnet', 32, 'sgd', 1216],
  ['alexnet', 128, 'sgd', 1699],
  ['vgg', 32, 'sgd', 1436],
  ['vgg', 128, 'sgd', 3053],
  ['nin', 32, 'sgd', 1128],
  ['nin', 128, 'sgd', 2098],
  ['googlenet', 32, 'sgd', 1049],
  ['googlenet', 128, 'sgd', 1663],
  ['resnet', 32, 'sgd', 1050],
  ['resnet', 128, 'sgd', 1502],
  ['resnet', 256, 'sgd', 2142],
  ['densenet', 32, 'sgd', 1039],
  ['densenet', 128, 'sgd', 1682],
  ['densenet', 256, 'sgd', 2593],
  ['mobilenet', 32, 'sgd', 1106],
  ['mobilenet', 128, 'sgd', 2048],
  ['mobilenet', 256, 'sgd', 3246],
];
