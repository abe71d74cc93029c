import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import { blockName } from '../../../graph-runtime/document/block-type';
import {
  type BlockSpec,
  DOCUMENT_LIMITS,
  type NetloomDocument,
} from '../../../graph-runtime/document/document';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { readNetwork } from '../../../graph-runtime/infer/testing/read-network';
import { besideCopies } from '../../../graph-runtime/testing/branched-documents';
import { documentOf, editContextOf, presetNames, readPreset } from '../testing/documents';
import { expandAll } from './expand-all';
import { expandBlock } from './expand-block';
import { blockRefusal, freshBlockName, makeBlock, makeUnique } from './make-block';

/** What must not change when a network is only written in another way: the layers in order, with their shapes and costs. */
function meaning(analysis: NetworkAnalysis) {
  const types = new Map(analysis.graph.nodes.map((node) => [node.path, node.type]));
  return {
    cost: analysis.cost,
    isTrainable: analysis.isTrainable,
    layers: analysis.order
      .map((path) => `${types.get(path)} ${JSON.stringify(analysis.nodes.get(path)?.outputs)}`)
      .sort(),
  };
}

function expandOneByOne(document: NetloomDocument): NetloomDocument {
  let current = document;
  for (;;) {
    const use = current.nodes.find((node) => blockName(node.type) !== null);
    if (use === undefined) return current;
    const userEdit = expandBlock(editContextOf(current), use.id);
    if (userEdit === null) throw new Error(`${use.id} cannot be expanded.`);
    current = applyEdits(current, userEdit.edits);
  }
}

describe('making blocks', () => {
  it('collapses a part of a chain without changing what the network means', () => {
    const lenet = readPreset('lenet');
    const context = editContextOf(lenet);
    const ids = new Set(['conv1', 'sigmoid1', 'pool1']);
    const userEdit = makeBlock(context, ids, freshBlockName(context, ids));
    const changed = applyEdits(lenet, userEdit?.edits ?? []);
    expect(changed.nodes).toHaveLength(12);
    expect(Object.keys(changed.blocks)).toEqual(['convBlock']);
    expect(meaning(analyze(changed))).toEqual(meaning(analyze(lenet)));
  });

  it('gives what nothing uses yet a port, so that the network continues after the block', () => {
    const document = documentOf(
      [
        { id: 'input', type: 'input' },
        { id: 'conv1', type: 'conv2d' },
        { id: 'relu1', type: 'relu' },
      ],
      [
        { from: 'input', to: 'conv1' },
        { from: 'conv1', to: 'relu1' },
      ],
    );
    const userEdit = makeBlock(editContextOf(document), new Set(['conv1', 'relu1']), 'stem');
    const changed = applyEdits(document, userEdit?.edits ?? []);
    const { nodes = [], edges = [] } = changed.blocks.stem ?? {};
    const outputs = nodes.filter(({ type }) => type === 'blockOutput').map(({ id }) => id);
    expect(outputs).toHaveLength(1);
    expect(edges).toContainEqual({ from: 'relu1', to: outputs[0] });
    expect(meaning(analyze(changed))).toEqual(meaning(analyze(document)));
    expect(analyze(changed).diagnostics.map(({ code }) => code)).toEqual(
      analyze(document).diagnostics.map(({ code }) => code),
    );
  });

  it('and expanding it again gives the same network', () => {
    const lenet = readPreset('lenet');
    const userEdit = makeBlock(editContextOf(lenet), new Set(['conv1', 'sigmoid1', 'pool1']), 'feature');
    const collapsed = applyEdits(lenet, userEdit?.edits ?? []);
    const [id] = userEdit?.select ?? [];
    const back = applyEdits(collapsed, expandBlock(editContextOf(collapsed), id ?? '')?.edits ?? []);
    expect(back.nodes.map((node) => node.id).sort()).toEqual(lenet.nodes.map((node) => node.id).sort());
    expect(meaning(analyze(back))).toEqual(meaning(analyze(lenet)));
  });

  it('leaves no gap where the cards have their places', () => {
    const lenet = readPreset('lenet');
    const nodes = lenet.nodes.map((node, at) => ({ ...node, position: { x: 0, y: at * 90 } }));
    const beside = { id: 'aside', type: 'relu', position: { x: 900, y: 500 } };
    const placed = { ...lenet, nodes: [...nodes, beside] };
    const before = editContextOf(placed);
    const userEdit = makeBlock(before, new Set(['conv1', 'sigmoid1', 'pool1', 'conv2']), 'front');
    const after = applyEdits(placed, userEdit?.edits ?? []);
    const y = (id: string) => after.nodes.find((node) => node.id === id)?.position?.y ?? Number.NaN;
    expect(y('front')).toBe(before.positions.get('conv1')?.y);
    // From conv2, whose card is 50 high, to sigmoid2 there were 40; the block's card is 58 high.
    expect(y('sigmoid2') - y('front') - 58).toBe(40);
    expect(y('output') - y('sigmoid2')).toBe(
      (before.positions.get('output')?.y ?? 0) - (before.positions.get('sigmoid2')?.y ?? 0),
    );
    expect([y('input'), y('aside')]).toEqual([0, 500]);
  });

  it('hands the parameters of the surroundings on', () => {
    const resnet = readPreset('resnet-18');
    const context = editContextOf(resnet, 'residual');
    const userEdit = makeBlock(context, new Set(['conv1', 'norm1', 'relu1']), 'front');
    const changed = applyEdits(resnet, userEdit?.edits ?? []);
    expect(changed.blocks.front?.parameters.map((parameter) => parameter.name)).toEqual([
      'filters',
      'strides',
    ]);
    expect(meaning(analyze(changed))).toEqual(meaning(analyze(resnet)));
  });

  it('makes parameters of the sizes that the nodes name, and numbers where they are written out', () => {
    const document = readNetwork({
      nodes: [
        { id: 'input', type: 'input', parameters: { shape: [8, 8, 6] } },
        { id: 'halves', type: 'block:halve', repeat: 2 },
        { id: 'flatten', type: 'flatten' },
        { id: 'dense', type: 'dense' },
        { id: 'output', type: 'output' },
      ],
      edges: ['input -> halves', 'halves -> flatten', 'flatten -> dense', 'dense -> output'],
      blocks: {
        halve: {
          parameters: [{ name: 'filters', kind: 'integer', default: '=ceil(in.channels / 2)' }],
          nodes: [
            { id: 'in', type: 'blockInput' },
            { id: 'conv', type: 'conv2d', parameters: { filters: '=filters' } },
            { id: 'back', type: 'conv2d', parameters: { filters: '=in.channels + 1' } },
            { id: 'out', type: 'blockOutput' },
          ],
          edges: ['in -> conv', 'conv -> back', 'back -> out'],
        },
      },
    });
    const made = makeBlock(editContextOf(document, 'halve'), new Set(['back']), 'end');
    const changed = applyEdits(document, made?.edits ?? []);
    expect(changed.blocks.end?.parameters.map(({ name }) => name)).toEqual(['inChannels']);
    expect(analyze(changed).diagnostics).toEqual([]);
    expect(meaning(analyze(changed))).toEqual(meaning(analyze(document)));
    const written = applyEdits(document, expandBlock(editContextOf(document), 'halves')?.edits ?? []);
    expect(
      written.nodes.flatMap(({ type, parameters }) => (type === 'conv2d' ? [parameters?.filters] : [])),
    ).toEqual([3, 7, 4, 8]);
    expect(meaning(analyze(written))).toEqual(meaning(analyze(document)));
  });

  it('writes copies side by side out with their merge, and branches with a switch as they are', () => {
    const document = besideCopies();
    const written = applyEdits(document, expandAll(editContextOf(document))?.edits ?? []);
    expect(written.nodes.filter(({ type }) => blockName(type) !== null)).toEqual([]);
    expect(written.nodes.find(({ id }) => id === 'path_join')?.type).toBe('concatenate');
    expect(written.nodes.filter(({ muted }) => muted === true)).toHaveLength(2);
    expect(meaning(analyze(written))).toEqual(meaning(analyze(document)));
  });

  it('mutes what is in a block under both conditions', () => {
    const document = besideCopies();
    const nodes = document.nodes.map((node) =>
      node.id === 'group' ? { ...node, repeat: 1, muted: '=width > 3' } : node,
    );
    const network = {
      ...document,
      nodes,
      parameters: [{ name: 'width', kind: 'integer' as const, default: 2 }],
    };
    const written = applyEdits(network, expandBlock(editContextOf(network), 'group')?.edits ?? []);
    const conditions = written.nodes.map(({ muted }) => muted).filter((muted) => typeof muted === 'string');
    expect(new Set(conditions)).toEqual(new Set(['=width > 3']));
    expect(written.nodes.find(({ id }) => id === 'scores')?.muted).toBe(true);
  });

  it('collapses a fork and a merge', () => {
    const googlenet = readPreset('googlenet');
    const context = editContextOf(googlenet, 'inception');
    const inner = (googlenet.blocks.inception?.nodes ?? [])
      .filter((node) => node.type !== 'blockInput' && node.type !== 'blockOutput')
      .map((node) => node.id);
    const userEdit = makeBlock(context, new Set(inner), 'whole');
    const changed = applyEdits(googlenet, userEdit?.edits ?? []);
    expect(meaning(analyze(changed))).toEqual(meaning(analyze(googlenet)));
  });

  it('refuses what would feed itself, ports, and nothing', () => {
    const context = editContextOf(readPreset('lenet'));
    expect(blockRefusal(context, new Set())).toBe('nothing-selected');
    expect(blockRefusal(context, new Set(['conv1', 'pool1']))).toBe('not-convex');
    expect(makeBlock(context, new Set(['conv1', 'pool1']), 'x')).toBeNull();
    expect(blockRefusal(editContextOf(readPreset('resnet-18'), 'residual'), new Set(['in', 'conv1']))).toBe(
      'has-ports',
    );
  });

  it('separates one use from the others', () => {
    const googlenet = readPreset('googlenet');
    const changed = applyEdits(googlenet, makeUnique(editContextOf(googlenet), 'inception3a')?.edits ?? []);
    expect(changed.nodes.find((node) => node.id === 'inception3a')?.type).not.toBe('block:inception');
    expect(meaning(analyze(changed))).toEqual(meaning(analyze(googlenet)));
  });
});

describe('expanding blocks', () => {
  it.each(presetNames())('writes %s out in full and means the same', (name) => {
    const preset = readPreset(name);
    const userEdit = expandAll(editContextOf(preset));
    const hasBlocks = preset.nodes.some((node) => blockName(node.type) !== null);
    expect(userEdit !== null).toBe(hasBlocks);
    const expanded = applyEdits(preset, userEdit?.edits ?? []);
    expect(expanded.nodes.some((node) => blockName(node.type) !== null)).toBe(false);
    expect(meaning(analyze(expanded))).toEqual(meaning(analyze(preset)));
  });

  it.each(['googlenet', 'resnet-50', 'densenet', 'inception-resnet-v2'])(
    'of %s goes one by one as well',
    (name) => {
      const preset = readPreset(name);
      expect(meaning(analyze(expandOneByOne(preset)))).toEqual(meaning(analyze(preset)));
    },
  );

  it('leaves a block that contains itself as it is, and ends', () => {
    const inner = { in: 'blockInput', again: 'block:endless', out: 'blockOutput' };
    const endless: BlockSpec = {
      parameters: [],
      nodes: Object.entries(inner).map(([id, type]) => ({ id, type })),
      edges: [
        { from: 'in', to: 'again' },
        { from: 'again', to: 'out' },
      ],
    };
    const through = {
      ...endless,
      nodes: endless.nodes.map((node) => ({ ...node, type: node.type.replace('endless', 'through') })),
    };
    const uses = [{ id: 'a', type: 'block:endless' }];
    expect(
      expandAll(editContextOf(documentOf(uses, [], { blocks: { endless: through, through: endless } }))),
    ).toBeNull();
    const document = documentOf(uses, [], { blocks: { endless } });
    expect(expandAll(editContextOf(document))).toBeNull();
    // One by one it may be looked into as deep as its user likes.
    expect(applyEdits(document, expandBlock(editContextOf(document), 'a')?.edits ?? []).nodes).toEqual([
      { id: 'again', type: 'block:endless' },
    ]);
  });

  it('stops where the scope is full', () => {
    const layer = (id: string) => ({ id, type: 'relu' });
    const wide: BlockSpec = {
      parameters: [],
      nodes: Array.from({ length: 900 }, (_, at) => layer(`r${at}`)),
      edges: [],
    };
    const fitting = Math.floor(DOCUMENT_LIMITS.nodesPerScope / wide.nodes.length);
    const uses = Array.from({ length: fitting + 2 }, (_, at) => ({ id: `use${at}`, type: 'block:wide' }));
    const document = documentOf(uses, [], { blocks: { wide } });
    const expanded = applyEdits(document, expandAll(editContextOf(document))?.edits ?? []);
    expect(expanded.nodes.length).toBe(fitting * wide.nodes.length + 2);
    expect(new Set(expanded.nodes.map(({ id }) => id)).size).toBe(expanded.nodes.length);
  });

  it('leads wires through blocks that follow one another or let everything pass', () => {
    const pass: BlockSpec = {
      parameters: [],
      nodes: [
        { id: 'in', type: 'blockInput' },
        { id: 'out', type: 'blockOutput' },
      ],
      edges: [{ from: 'in', to: 'out' }],
    };
    const nodes = [
      { id: 'merge', type: 'add' },
      { id: 'b', type: 'block:pass' },
      { id: 'a', type: 'block:pass' },
      { id: 'off', type: 'block:pass', enabled: false },
      { id: 'start', type: 'relu' },
    ];
    const edges = [
      { from: 'b', to: 'merge' },
      { from: 'start', to: 'merge' },
      { from: 'off', to: 'merge' },
      { from: 'a', to: 'b' },
      { from: 'start', to: 'a' },
      { from: 'b', to: 'off' },
    ];
    const document = documentOf(nodes, edges, { blocks: { pass } });
    const expanded = applyEdits(document, expandAll(editContextOf(document))?.edits ?? []);
    expect(expanded.nodes.map(({ id }) => id)).toEqual(['merge', 'start']);
    expect(expanded.edges).toEqual(Array.from({ length: 3 }, () => ({ from: 'start', to: 'merge' })));
  });
});
