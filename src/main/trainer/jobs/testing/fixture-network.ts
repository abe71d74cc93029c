import type { NetloomDocument } from '../../../../graph-runtime/document/document';
import { readDocument } from '../../../../graph-runtime/testing/read-document';

/** The network whose weights PyTorch's fixtures (`main/exchange/reading/testing/fixtures`) hold. */
export const fixtureNetwork: NetloomDocument = readDocument({
  ...{ format: 'netloom', version: 2, name: 'Fixture' },
  nodes: [
    { id: 'input', type: 'input', parameters: { shape: [3, 3, 3] } },
    { id: 'conv', type: 'conv2d', parameters: { filters: 2, kernelSize: 2 } },
    { id: 'pool', type: 'globalAveragePooling2d' },
    { id: 'output', type: 'output' },
  ],
  edges: [
    { from: 'input', to: 'conv' },
    { from: 'conv', to: 'pool' },
    { from: 'pool', to: 'output' },
  ],
});
