import type { NetloomDocument, NodeSpec } from '../document/document';
import { readPreset } from './presets';

/**
 * PreAct ResNet-1001 for CIFAR-10 (He et al. 2016, table 4), of the blocks of the preset `preact-resnet-50`: three stages of 111 bottlenecks with
 * 64, 128 and 256 output channels, 3,341 layers. What is large about it is their number.
 */
export function preactResnet1001(): NetloomDocument {
  const { blocks, ...preset } = readPreset('preact-resnet-50');
  const stage = (id: string, filters: number, strides: number): NodeSpec => ({
    id,
    type: 'block:stage',
    parameters: { blocks: 111, filters, strides },
  });
  const nodes: NodeSpec[] = [
    { id: 'input', type: 'input', parameters: { shape: [32, 32, 3] } },
    {
      id: 'conv1',
      type: 'conv2d',
      parameters: { filters: 16, kernelSize: 3, padding: 1, useBias: false },
    },
    stage('stage1', 64, 1),
    stage('stage2', 128, 2),
    stage('stage3', 256, 2),
    { id: 'norm1', type: 'batchNormalization' },
    { id: 'relu1', type: 'relu' },
    { id: 'globalPool', type: 'globalAveragePooling2d' },
    { id: 'flatten', type: 'flatten' },
    { id: 'logits', type: 'dense', parameters: { units: 10 } },
    { id: 'output', type: 'output' },
  ];
  const edges = nodes.slice(1).map(({ id }, index) => ({ from: nodes[index]?.id ?? '', to: id }));
  return { ...preset, name: 'PreAct ResNet-1001', parameters: [], blocks, nodes, edges };
}
