import { describe, expect, it } from 'vitest';
import { blockName } from '../../../document/block-type';
import type { NodeSpec } from '../../../document/document';
import { analyze } from '../../../infer/analyze';
import { readDocument } from '../../../testing/read-document';
import type { ImportedNetwork } from '../network/imported-network';
import { groupIntoBlocks } from './group-into-blocks';

interface Built {
  readonly nodes: NodeSpec[];
  readonly edges: { from: string; to: string }[];
}

/** A bottleneck with its names as PyTorch's exporter writes them; returns the name of its last node. */
function addBottleneck(
  { nodes, edges }: Built,
  from: string,
  name: string,
  filters: number,
  strides: number,
): string {
  const add = (id: string, type: string, sources: readonly string[], parameters?: NodeSpec['parameters']) => {
    nodes.push({ id: `${name}_${id}`, type, ...(parameters && { parameters }) });
    for (const source of sources) edges.push({ from: source, to: `${name}_${id}` });
    return `${name}_${id}`;
  };
  const conv = (id: string, source: string, size: number, kernelSize: number, stride = 1) =>
    add(id, 'conv2d', [source], {
      ...{ filters: size, kernelSize, useBias: false },
      ...(stride > 1 && { strides: stride, padding: (kernelSize - 1) / 2 || 'valid' }),
    });
  const isFirst = strides > 0;
  const conv1 = add('relu', 'relu', [conv('conv1', from, filters, 1)]);
  const conv2 = add('relu_1', 'relu', [conv('conv2', conv1, filters, 3, Math.max(1, strides))]);
  const conv3 = conv('conv3', conv2, 4 * filters, 1);
  const shortcut = isFirst ? conv('downsample', from, 4 * filters, 1, strides) : from;
  return add('relu_2', 'relu', [add('add', 'add', [conv3, shortcut])]);
}

/** Two stages: a bottleneck that changes the size, and some that do not. */
function network(): ImportedNetwork {
  const built: Built = {
    nodes: [
      { id: 'input', type: 'input', parameters: { shape: [16, 16, 3] } },
      { id: 'stem', type: 'conv2d', parameters: { filters: 8 } },
    ],
    edges: [{ from: 'input', to: 'stem' }],
  };
  let last = 'stem';
  for (const [stage, filters, count] of [
    [1, 4, 3],
    [2, 8, 4],
  ] as const) {
    for (let at = 0; at < count; at += 1) {
      last = addBottleneck(built, last, `layer${stage}_${at}`, filters, at === 0 ? stage : 0);
    }
  }
  built.nodes.push({ id: 'pool', type: 'globalAveragePooling2d', parameters: { keepDimensions: false } });
  built.nodes.push({ id: 'fc', type: 'dense' }, { id: 'output', type: 'output' });
  built.edges.push({ from: last, to: 'pool' }, { from: 'pool', to: 'fc' }, { from: 'fc', to: 'output' });
  const document = readDocument({ format: 'netloom', version: 2, name: 'Bottlenecks', ...built });
  const weights = Array.from(analyze(document).nodes.values()).flatMap(({ path, weights: own }) =>
    own.map(({ name, shape }) => ({
      name: `${path}/${name}`,
      shape,
      tensor: { name: `${path}.${name}`, shape, values: () => new Float32Array() },
    })),
  );
  const report: ImportedNetwork['report'] = {
    ...{ format: 'onnx', producer: '', version: '17', nodes: 0, mapped: [], folded: [], added: [] },
    ...{ placeholders: [], leftOver: [], blocks: [], assumed: [], normalization: 'unknown' },
    weights: weights.map(({ name, shape, tensor }) => ({ name, shape, from: tensor.name })),
  };
  return { document, weights, report };
}

describe('parts that occur more than once', () => {
  it('become blocks, repeated where they follow one another, with the numbers that differ', () => {
    const flat = network();
    const { document, report } = groupIntoBlocks(flat);
    expect(document.nodes.filter(({ type }) => blockName(type) !== null)).toMatchObject([
      { id: 'layer1_0' },
      { id: 'layer1', repeat: 2, parameters: { filters: 4 } },
      { id: 'layer2_0' },
      { id: 'layer2', repeat: 3, parameters: { filters: 8 } },
    ]);
    const inner = document.blocks[blockName(document.nodes[3]?.type ?? '') ?? ''];
    expect(inner?.nodes.find(({ id }) => id === 'conv3')?.parameters?.filters).toBe('=filters * 4');
    expect(report.blocks.reduce((sum, { uses }) => sum + uses, 0)).toBe(7);
  });

  it('have the weights and the costs that the flat network has', () => {
    const flat = network();
    const { document, weights } = groupIntoBlocks(flat);
    const analysis = analyze(document);
    expect(analysis.diagnostics).toEqual([]);
    expect(analysis.cost).toEqual(analyze(flat.document).cost);
    const places = Array.from(analysis.nodes.values()).flatMap(({ path, weights: own }) =>
      own.map(({ name, shape }) => [`${path}/${name}`, shape]),
    );
    expect(new Map(weights.map(({ name, shape }) => [name, shape]))).toEqual(new Map(places as never));
    // The second bottleneck of a stage is the first of the repeated ones.
    expect(
      weights.find(({ name }) => name === 'layer2_2/conv2/kernel' || name === 'layer22/conv2/kernel')?.tensor
        .name,
    ).toBe('layer2_2_conv2.kernel');
  });
});
