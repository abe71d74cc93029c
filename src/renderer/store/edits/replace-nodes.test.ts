import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import type { EdgeSpec, NetloomDocument, NodeSpec } from '../../../graph-runtime/document/document';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { nodesOf } from '../document/network';
import { documentOf, editContextOf, readPreset } from '../testing/documents';
import { largeNetwork } from '../testing/large-network';
import { replaceNodes, sameKind } from './replace-nodes';

function replace(document: NetloomDocument, ids: string[], type: string, scope: string | null = null) {
  const replaced = replaceNodes(editContextOf(document, scope), ids, { type, label: type });
  if (replaced === null) throw new Error('Nothing was replaced.');
  return { ...replaced, document: applyEdits(document, replaced.userEdit.edits) };
}

/** The node that one node became, with its wires. */
function become(node: NodeSpec, type: string, others: NodeSpec[] = [], edges: EdgeSpec[] = []) {
  const { document, lost, userEdit } = replace(documentOf([...others, node], edges), [node.id], type);
  const id = userEdit.select?.[0];
  return { node: document.nodes.find((candidate) => candidate.id === id), edges: document.edges, lost };
}

describe('a layer that becomes another one', () => {
  it('keeps its place, name, mute, bypass and repeat count', () => {
    const own = { name: 'My activation', position: { x: 10, y: 20 }, repeat: 3, enabled: '=on' };
    const { node } = become({ id: 'sigmoid1', type: 'sigmoid', ...own }, 'relu');
    expect(node).toEqual({ id: 'relu1', type: 'relu', ...own });
    expect(become({ id: 'a', type: 'sigmoid', muted: true }, 'tanh').node).toMatchObject({ muted: true });
  });

  it('keeps the values of parameters that mean the same, under the names they have there', () => {
    const conv = { filters: '=width * 2', kernelSize: [5, 5], strides: 2, useBias: false };
    expect(become({ id: 'conv1', type: 'conv2d', parameters: conv }, 'separableConv2d').node).toMatchObject({
      parameters: conv,
    });
    expect(
      become({ id: 'conv1', type: 'conv2d', parameters: conv }, 'maxPooling2d').node?.parameters,
    ).toEqual({
      poolSize: [5, 5],
      padding: 'same',
    });
    expect(
      become({ id: 'fc', type: 'dense', parameters: { units: 84 } }, 'conv2d').node?.parameters,
    ).toMatchObject({
      filters: 84,
    });
  });

  it('keeps a default where the other layer has another one', () => {
    expect(become({ id: 'pool', type: 'maxPooling2d' }, 'averagePooling2d').node?.parameters).toBeUndefined();
    expect(become({ id: 'pool', type: 'maxPooling2d' }, 'conv2d').node?.parameters).toMatchObject({
      kernelSize: [2, 2],
      strides: [2, 2],
    });
  });

  it('says which values have no place there', () => {
    const { lost } = become({ id: 'c', type: 'conv2d', parameters: { filters: 64, groups: 2 } }, 'relu');
    expect(lost.parameters.map(({ label, value }) => [label.en, value])).toEqual([
      ['Filters', 64],
      ['Groups', 2],
    ]);
    const tooHigh = become({ id: 'd', type: 'dropout', parameters: { rate: 0.3 } }, 'spatialDropout2d');
    expect(tooHigh.lost.parameters).toEqual([]);
    expect(tooHigh.node?.parameters).toEqual({ rate: 0.3 });
  });

  it('gets an id of its new kind, unless its user has chosen the old one', () => {
    const id = (node: NodeSpec, type: string, others: NodeSpec[] = []) => become(node, type, others).node?.id;
    expect(id({ id: 'sigmoid2', type: 'sigmoid' }, 'relu')).toBe('relu2');
    expect(id({ id: 'sigmoid2', type: 'sigmoid' }, 'relu', [{ id: 'relu2', type: 'relu' }])).toBe('relu1');
    expect(id({ id: 'flatten', type: 'flatten' }, 'globalAveragePooling2d')).toBe('globalAveragePooling1');
    expect(id({ id: 'pool3', type: 'maxPooling2d' }, 'conv2d')).toBe('pool3');
    expect(id({ id: 'head', type: 'dense' }, 'conv2d')).toBe('head');
  });
});

describe('the wires of a replaced node', () => {
  const input: NodeSpec = { id: 'input', type: 'input' };
  const relu: NodeSpec = { id: 'relu1', type: 'relu' };

  it('stay, in their order', () => {
    const edges = [
      { from: 'input', to: 'add1' },
      { from: 'relu1', to: 'add1' },
      { from: 'add1', to: 'out' },
    ];
    const others = [input, relu, { id: 'out', type: 'output' }];
    const joined = become({ id: 'add1', type: 'add' }, 'concatenate', others, edges);
    expect(joined.edges).toEqual([
      { from: 'input', to: 'concatenate1' },
      { from: 'relu1', to: 'concatenate1' },
      { from: 'concatenate1', to: 'out' },
    ]);
    const single = become({ id: 'add1', type: 'add' }, 'relu6', others, edges);
    expect(single.edges).toEqual([
      { from: 'input', to: 'relu61' },
      { from: 'relu61', to: 'out' },
    ]);
    expect(single.lost.wires).toBe(1);
  });

  it('go to the ports of a block by their names, else in their order, and back', () => {
    const block = {
      parameters: [{ name: 'filters', kind: 'integer' as const, default: 8 }],
      nodes: [
        { id: 'left', type: 'blockInput' },
        { id: 'in', type: 'blockInput' },
        { id: 'out', type: 'blockOutput' },
        { id: 'add1', type: 'add' },
      ],
      edges: [],
    };
    const base = documentOf(
      [input, relu, { id: 'add1', type: 'add' }, { id: 'relu2', type: 'relu' }],
      [
        { from: 'input', to: 'add1' },
        { from: 'relu1', to: 'add1' },
        { from: 'add1', to: 'relu2' },
      ],
      { blocks: { pair: block } },
    );
    const toBlock = replace(base, ['add1'], 'block:pair');
    expect(toBlock.document.edges).toEqual([
      { from: 'input', to: 'pair1:in' },
      { from: 'relu1', to: 'pair1' },
      { from: 'pair1', to: 'relu2' },
    ]);
    const back = replace(toBlock.document, ['pair1'], 'add');
    expect(back.document.edges).toEqual(base.edges);
    expect(back.document.nodes).toEqual(base.nodes);
    const conv = replace(toBlock.document, ['pair1'], 'conv2d');
    expect(conv.document.nodes.find(({ type }) => type === 'conv2d')?.parameters).toEqual({ filters: 8 });
  });
});

describe('replacing many at once', () => {
  it('is one edit for all activations of LeNet', () => {
    const lenet = readPreset('lenet');
    const context = editContextOf(lenet);
    const ids = sameKind(context, new Set(['sigmoid1']));
    expect(ids).toHaveLength(4);
    const { document, count, userEdit } = replace(lenet, ids, 'relu');
    expect(count).toBe(4);
    expect(userEdit.select).toEqual(['relu1', 'relu2', 'relu3', 'relu4']);
    expect(document.nodes.map(({ type }) => type)).not.toContain('sigmoid');
    expect(analyze(document).diagnostics).toEqual(analyze(lenet).diagnostics);
    expect(document.edges).toHaveLength(lenet.edges.length);
  });

  it('leaves alone what is of that kind already, and the ports of blocks', () => {
    const resnet = readPreset('resnet-18');
    const [scope] = Object.keys(resnet.blocks);
    if (scope === undefined) throw new Error('There is no block.');
    const ids = nodesOf(resnet, scope).map(({ id }) => id);
    const { document } = replace(resnet, ids, 'relu', scope);
    const kinds = new Set(nodesOf(document, scope).map(({ type }) => type));
    expect([...kinds].sort()).toEqual(['blockInput', 'blockOutput', 'relu']);
    expect(replaceNodes(editContextOf(document, scope), ids, { type: 'relu', label: '' })).toBeNull();
  });

  it('gives thousands of them their ids and wires', () => {
    const large = largeNetwork(4_000, true);
    const ids = sameKind(editContextOf(large), new Set(['relu1']));
    const { document, count } = replace(large, ids, 'sigmoid');
    expect(count).toBe(ids.length);
    expect(count).toBeGreaterThan(400);
    expect(analyze(document).diagnostics).toEqual(analyze(large).diagnostics);
  });
});
