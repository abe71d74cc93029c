import type { DatasetSummary } from '../../contract/contract';

/** Fashion-MNIST as main lists it, with what a test wants to be different. */
export function describedDataset(changes: Partial<DatasetSummary> = {}): DatasetSummary {
  const names = Array.from({ length: 10 }, (_, index) => `Class ${index}`);
  return {
    id: 'fashion-mnist',
    name: 'Fashion-MNIST',
    exampleShape: [28, 28, 1],
    dtype: 'uint8',
    target: { kind: 'class', classNames: { en: names, 'zh-Hant': names } },
    trainCount: 60_000,
    validationCount: 0,
    testCount: 10_000,
    contentHash: 'a'.repeat(64),
    isShipped: true,
    bytes: 30_878_521,
    created: null,
    source: null,
    parent: null,
    ...changes,
  };
}
