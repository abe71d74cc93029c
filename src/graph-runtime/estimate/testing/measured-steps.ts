/**
 * Processor time of the median step, over both cores of an AMD EPYC (Zen 5, AVX-512), of presets on Fashion-MNIST (`netloom bench`, TensorFlow 2.21). Other
 * programs were busy meanwhile, which hardly changes processor time. The constants of `processor-speed.ts` were fitted to these.
 */
export const measuredSteps: readonly {
  readonly preset: string;
  readonly batchSize: number;
  readonly processorSeconds: number;
}[] = [
  { preset: 'lenet', batchSize: 256, processorSeconds: 0.0126 },
  { preset: 'alexnet', batchSize: 128, processorSeconds: 1.57 },
  { preset: 'vgg', batchSize: 128, processorSeconds: 2.24 },
  { preset: 'nin', batchSize: 128, processorSeconds: 1.86 },
  { preset: 'googlenet', batchSize: 128, processorSeconds: 1.07 },
  { preset: 'resnet', batchSize: 256, processorSeconds: 2.07 },
  { preset: 'densenet', batchSize: 256, processorSeconds: 1.55 },
  { preset: 'mobilenet', batchSize: 256, processorSeconds: 1.34 },
  { preset: 'alexnet', batchSize: 16, processorSeconds: 0.276 },
  { preset: 'vgg', batchSize: 16, processorSeconds: 0.358 },
  { preset: 'nin', batchSize: 16, processorSeconds: 0.24 },
  { preset: 'googlenet', batchSize: 16, processorSeconds: 0.167 },
  { preset: 'resnet', batchSize: 32, processorSeconds: 0.33 },
  { preset: 'densenet', batchSize: 32, processorSeconds: 0.199 },
  { preset: 'mobilenet', batchSize: 32, processorSeconds: 0.17 },
  { preset: 'lenet', batchSize: 64, processorSeconds: 0.00362 },
  { preset: 'resnet-18', batchSize: 16, processorSeconds: 0.775 },
  { preset: 'mobilenet-v1', batchSize: 16, processorSeconds: 0.471 },
  { preset: 'googlenet-imagenet', batchSize: 16, processorSeconds: 0.982 },
  { preset: 'densenet-121', batchSize: 16, processorSeconds: 1.96 },
  { preset: 'vgg-a', batchSize: 8, processorSeconds: 1.31 },
  { preset: 'mobilenet-v2', batchSize: 16, processorSeconds: 0.443 },
];

/**
 * The same of an Intel Xeon with AVX-512 and AMX (Sapphire Rapids kind), 2 cores, idle: `npm run bench:estimate -- --rounds 3 --steps 3`. The factors of
 * `INTEL_AVX512` were fitted to these.
 */
export const measuredStepsOfIntel: typeof measuredSteps = [
  { preset: 'lenet', batchSize: 256, processorSeconds: 0.0162 },
  { preset: 'alexnet', batchSize: 128, processorSeconds: 2.84 },
  { preset: 'vgg', batchSize: 128, processorSeconds: 3.21 },
  { preset: 'nin', batchSize: 128, processorSeconds: 2.92 },
  { preset: 'googlenet', batchSize: 128, processorSeconds: 1.81 },
  { preset: 'resnet', batchSize: 256, processorSeconds: 3.34 },
  { preset: 'densenet', batchSize: 256, processorSeconds: 2.75 },
  { preset: 'mobilenet', batchSize: 256, processorSeconds: 3.08 },
];
