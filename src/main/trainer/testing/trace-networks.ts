import type { NetloomDocument, NodeSpec } from '../../../graph-runtime/document/document';
import { readDocument } from '../../../graph-runtime/testing/read-document';

/** A node, and the name of PyTorch's module it stands for when it has weights. */
interface TraceNode {
  readonly id: string;
  readonly type: string;
  readonly parameters?: NodeSpec['parameters'];
  readonly module?: string;
  /** Where its inputs come from; by default the node before it. */
  readonly from?: readonly string[];
}

/** A network whose training PyTorch has traced, as a document, with the module after each node that has weights. */
export interface TraceNetwork {
  readonly document: NetloomDocument;
  readonly modules: ReadonlyMap<string, { readonly module: string; readonly type: string }>;
}

function network(nodes: readonly TraceNode[], optimizer: Record<string, unknown>): TraceNetwork {
  const all: TraceNode[] = [
    { id: 'input', type: 'input', parameters: { shape: [28, 28, 1] } },
    ...nodes,
    { id: 'output', type: 'output' },
  ];
  const parsed = readDocument({
    format: 'netloom',
    version: 1,
    name: 'trace',
    nodes: all.map(({ id, type, parameters }) => ({ id, type, ...(parameters && { parameters }) })),
    edges: all.flatMap(({ id, from }, index) =>
      (from ?? (index === 0 ? [] : [all[index - 1]?.id ?? ''])).map((source) => ({ from: source, to: id })),
    ),
    training: { batchSize: 32, optimizer },
  });
  return {
    document: parsed,
    modules: new Map(
      all.flatMap(({ id, type, module }) => (module === undefined ? [] : [[id, { module, type }] as const])),
    ),
  };
}

type More = Pick<TraceNode, 'from'>;
const conv = (
  id: string,
  module: string,
  filters: number,
  kernelSize: number,
  padding = 0,
  strides = 1,
  more: More = {},
): TraceNode => ({
  id,
  module,
  type: 'conv2d',
  parameters: { filters, kernelSize, padding, strides },
  ...more,
});
const withoutBias = (node: TraceNode): TraceNode => ({
  ...node,
  parameters: { ...node.parameters, useBias: false },
});
const norm = (id: string, module: string, more: More = {}): TraceNode => ({
  id,
  module,
  type: 'batchNormalization',
  ...more,
});
const plain = (id: string, type: string, more: More = {}): TraceNode => ({ id, type, ...more });
const dense = (id: string, module: string, units: number): TraceNode => ({
  id,
  module,
  type: 'dense',
  parameters: { units },
});
const averagePool = (id: string): TraceNode => ({
  id,
  type: 'averagePooling2d',
  parameters: { poolSize: 2, strides: 2 },
});

const lenet = network(
  [
    conv('conv1', '0', 6, 5, 2),
    plain('sigmoid1', 'sigmoid'),
    averagePool('pool1'),
    conv('conv2', '3', 16, 5),
    plain('sigmoid2', 'sigmoid'),
    averagePool('pool2'),
    plain('flatten', 'flatten'),
    dense('dense1', '7', 120),
    plain('sigmoid3', 'sigmoid'),
    dense('dense2', '9', 84),
    plain('sigmoid4', 'sigmoid'),
    dense('dense3', '11', 10),
  ],
  { type: 'sgd', learningRate: 0.9 },
);

/** Two residual blocks, the second with stride and projection. */
const miniResnet = network(
  [
    conv('conv', '0', 8, 3, 1),
    norm('norm', '1'),
    plain('relu', 'relu'),
    conv('a1', '3.c1', 8, 3, 1),
    norm('an1', '3.b1'),
    plain('ar1', 'relu'),
    conv('a2', '3.c2', 8, 3, 1),
    norm('an2', '3.b2'),
    plain('aAdd', 'add', { from: ['an2', 'relu'] }),
    plain('ar2', 'relu'),
    conv('b1', '4.c1', 16, 3, 1, 2),
    norm('bn1', '4.b1'),
    plain('br1', 'relu'),
    conv('b2', '4.c2', 16, 3, 1),
    norm('bn2', '4.b2'),
    conv('b3', '4.c3', 16, 1, 0, 2, { from: ['ar2'] }),
    plain('bAdd', 'add', { from: ['bn2', 'b3'] }),
    plain('br2', 'relu'),
    plain('pool', 'globalAveragePooling2d'),
    plain('flatten', 'flatten'),
    dense('dense', '7', 10),
  ],
  { type: 'sgd', learningRate: 0.05 },
);

/** BN, ReLU, convolution of `input`, put after it. */
function denseLayer(id: string, module: string, input: string): TraceNode[] {
  return [
    norm(`${id}Norm`, `${module}.0`, { from: [input] }),
    plain(`${id}Relu`, 'relu'),
    conv(`${id}Conv`, `${module}.2`, 6, 3, 1),
    plain(id, 'concatenate', { from: [input, `${id}Conv`] }),
  ];
}

const miniDensenet = network(
  [
    conv('conv', '0', 8, 3, 1),
    norm('norm', '1'),
    plain('relu', 'relu'),
    ...denseLayer('a1', '3.l.0', 'relu'),
    ...denseLayer('a2', '3.l.1', 'a1'),
    ...denseLayer('a3', '3.l.2', 'a2'),
    norm('transitionNorm', '4'),
    plain('transitionRelu', 'relu'),
    conv('transitionConv', '6', 13, 1),
    averagePool('transitionPool'),
    ...denseLayer('b1', '8.l.0', 'transitionPool'),
    ...denseLayer('b2', '8.l.1', 'b1'),
    norm('lastNorm', '9'),
    plain('lastRelu', 'relu'),
    plain('pool', 'globalAveragePooling2d'),
    plain('flatten', 'flatten'),
    dense('dense', '13', 10),
  ],
  { type: 'momentum', learningRate: 0.1, momentum: 0.9 },
);

const maxPool = (id: string, strides: number, more: More = {}): TraceNode => ({
  id,
  type: 'maxPooling2d',
  parameters: { poolSize: 3, strides, padding: 1 },
  ...more,
});

const miniInception = network(
  [
    conv('conv', '0', 8, 5, 2, 2),
    plain('relu', 'relu'),
    conv('a', '2.a', 4, 1, 0, 1, { from: ['relu'] }),
    plain('aRelu', 'relu'),
    conv('b1', '2.b1', 3, 1, 0, 1, { from: ['relu'] }),
    plain('b1Relu', 'relu'),
    conv('b2', '2.b2', 6, 3, 1),
    plain('b2Relu', 'relu'),
    conv('c1', '2.c1', 2, 1, 0, 1, { from: ['relu'] }),
    plain('c1Relu', 'relu'),
    conv('c2', '2.c2', 4, 5, 2),
    plain('c2Relu', 'relu'),
    maxPool('d1', 1, { from: ['relu'] }),
    conv('d2', '2.d2', 4, 1),
    plain('d2Relu', 'relu'),
    plain('join', 'concatenate', { from: ['aRelu', 'b2Relu', 'c2Relu', 'd2Relu'] }),
    maxPool('pool', 2),
    plain('globalPool', 'globalAveragePooling2d'),
    plain('flatten', 'flatten'),
    dense('dense', '6', 10),
  ],
  { type: 'adam', learningRate: 0.003 },
);

const depthwise = (id: string, module: string, strides: number): TraceNode => ({
  id,
  module,
  type: 'depthwiseConv2d',
  parameters: { kernelSize: 3, padding: 1, strides, useBias: false },
});

const miniMobilenet = network(
  [
    withoutBias(conv('conv0', '0.0', 8, 3, 1, 2)),
    norm('norm0', '0.1'),
    plain('relu0', 'relu'),
    depthwise('conv1', '1.0', 1),
    norm('norm1', '1.1'),
    plain('relu1', 'relu'),
    withoutBias(conv('conv2', '2.0', 16, 1)),
    norm('norm2', '2.1'),
    plain('relu2', 'relu'),
    depthwise('conv3', '3.0', 2),
    norm('norm3', '3.1'),
    plain('relu3', 'relu'),
    withoutBias(conv('conv4', '4.0', 24, 1)),
    norm('norm4', '4.1'),
    plain('relu4', 'relu'),
    plain('pool', 'globalAveragePooling2d'),
    plain('flatten', 'flatten'),
    dense('dense', '7', 10),
  ],
  { type: 'momentum', learningRate: 0.1, momentum: 0.9, weightDecay: 0.0001 },
);

/** By the names in the reference data. */
export const traceNetworks: Readonly<Record<string, TraceNetwork>> = {
  lenet,
  mini_resnet: miniResnet,
  mini_densenet: miniDensenet,
  mini_inception: miniInception,
  mini_mobilenet: miniMobilenet,
};
