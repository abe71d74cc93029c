import { describe, expect, it } from 'vitest';
import { applyEdits } from '../document/apply-edits';
import type { NetloomDocument } from '../document/document';
import { analyze } from '../infer/analyze';
import { readNetwork } from '../infer/testing/read-network';
import { presetIds, readPreset } from '../testing/presets';
import { blockTable } from './block-table';
import { expand } from './expand';
import { namesSizes } from './port-sizes';

/** Squeeze and excitation without any number: what comes in says them all. */
const squeeze = {
  parameters: [{ name: 'ratio', kind: 'integer', default: 4 }],
  nodes: [
    { id: 'in', type: 'blockInput' },
    { id: 'mean', type: 'globalAveragePooling2d' },
    {
      id: 'reduce',
      type: 'conv2d',
      parameters: { filters: '=max(1, in.channels / ratio)', kernelSize: 1 },
    },
    { id: 'expand', type: 'conv2d', parameters: { filters: '=in.channels', kernelSize: 1 } },
    { id: 'multiply', type: 'multiply' },
    { id: 'out', type: 'blockOutput' },
  ],
  edges: [
    'in -> multiply',
    'in -> mean',
    'mean -> reduce',
    'reduce -> expand',
    'expand -> multiply',
    'multiply -> out',
  ],
};

/** Its shortcut is a convolution only where the size changes. */
const residual = {
  parameters: [
    { name: 'filters', kind: 'integer', default: '=in.channels' },
    { name: 'strides', kind: 'integer', default: 1 },
  ],
  nodes: [
    { id: 'in', type: 'blockInput' },
    {
      id: 'conv',
      type: 'conv2d',
      parameters: { filters: '=filters', kernelSize: 3, padding: 'same', strides: '=strides' },
    },
    { id: 'squeeze', type: 'block:squeeze' },
    {
      id: 'shortcut',
      type: 'conv2d',
      parameters: { filters: '=filters', kernelSize: 1, strides: '=strides' },
      enabled: '=strides > 1 || filters != in.channels',
    },
    { id: 'add', type: 'add' },
    { id: 'out', type: 'blockOutput' },
  ],
  edges: [
    'in -> conv',
    'conv -> squeeze',
    'squeeze -> add',
    'in -> shortcut',
    'shortcut -> add',
    'add -> out',
  ],
};

const network = (nodes: object[], edges: string[], channels = 3): NetloomDocument =>
  readNetwork({
    nodes: [{ id: 'input', type: 'input', parameters: { shape: [8, 8, channels] } }, ...nodes],
    edges,
    blocks: { squeeze, residual },
  });

const residuals = (channels: number) =>
  network(
    [
      { id: 'first', type: 'block:residual', parameters: { filters: 16 } },
      { id: 'more', type: 'block:residual', repeat: 3, parameters: { strides: '=index == 0 ? 2 : 1' } },
      { id: 'flatten', type: 'flatten' },
      { id: 'dense', type: 'dense' },
      { id: 'output', type: 'output' },
    ],
    ['input -> first', 'first -> more', 'more -> flatten', 'flatten -> dense', 'dense -> output'],
    channels,
  );

const filtersOf = (document: NetloomDocument, ends: string) =>
  analyze(document)
    .graph.nodes.filter(({ path }) => path.endsWith(ends))
    .map(({ path, parameters }) => [path, parameters.filters]);

describe('sizes of what comes into a block, as names in its expressions', () => {
  it('give layers their numbers, and decide what is there', () => {
    const analysis = analyze(residuals(3));
    expect(analysis.diagnostics).toEqual([]);
    expect(filtersOf(residuals(3), 'squeeze/reduce')).toEqual([
      ['first/squeeze/reduce', 4],
      ['more1/squeeze/reduce', 4],
      ['more2/squeeze/reduce', 4],
      ['more3/squeeze/reduce', 4],
    ]);
    const shortcuts = analysis.graph.nodes.filter(({ path }) => path.endsWith('shortcut'));
    expect(shortcuts.map(({ path }) => path)).toEqual(['first/shortcut', 'more1/shortcut']);
    expect(analysis.nodes.get('more3/add')?.outputs?.[0]?.shape).toEqual([4, 4, 16]);
    // From as many channels as it gives, no shortcut is needed.
    expect(filtersOf(residuals(16), '/shortcut')).toEqual([['more1/shortcut', 16]]);
  });

  it('follow an edit far before the block, as if everything were expanded again', () => {
    const document = residuals(3);
    const before = analyze(document);
    const edited = applyEdits(document, [
      { kind: 'set-parameter', scope: null, id: 'first', parameter: 'filters', value: 32 },
    ]);
    const after = analyze(edited, before);
    expect(after.graph.nodes).toEqual(analyze(edited).graph.nodes);
    expect(after.nodes.get('more3/squeeze/expand')?.outputs?.[0]?.shape).toEqual([1, 1, 32]);
    const back = applyEdits(edited, [
      { kind: 'set-parameter', scope: null, id: 'first', parameter: 'filters', value: 16 },
    ]);
    expect(analyze(back, after).graph.nodes).toEqual(before.graph.nodes);
  });

  it('have names by the axes that come in', () => {
    const sizes = (before: object[], first: string) => {
      const probe = {
        nodes: [
          { id: 'in', type: 'blockInput' },
          { id: 'dense', type: 'dense', parameters: { units: '=in.features' } },
          { id: 'out', type: 'blockOutput' },
        ],
        edges: ['in -> dense', 'dense -> out'],
      };
      const document = readNetwork({
        nodes: [
          { id: 'input', type: 'input', parameters: { shape: [4, 6, 5] } },
          ...before,
          { id: 'p', type: 'block:probe' },
        ],
        edges: [...(before.length === 0 ? [] : [`input -> ${first}`]), `${first} -> p`],
        blocks: { probe },
      });
      return Object.fromEntries(analyze(document).graph.groups[0]?.sizes ?? []);
    };
    expect(sizes([], 'input')).toEqual({ 'in.height': 4, 'in.width': 6, 'in.channels': 5, 'in.features': 5 });
    expect(sizes([{ id: 'flat', type: 'flatten' }], 'flat')).toEqual({
      'in.channels': 120,
      'in.features': 120,
    });
    const reshape = { id: 'rows', type: 'reshape', parameters: { targetShape: [24, 5] } };
    expect(sizes([reshape], 'rows')).toEqual({ 'in.positions': 24, 'in.channels': 5, 'in.features': 5 });
  });

  it('say nothing of their own where a mistake hides them, and what is missing where nothing else is wrong', () => {
    const broken = network(
      [
        { id: 'conv', type: 'conv2d', parameters: { filters: 0 } },
        { id: 'squeeze', type: 'block:squeeze' },
        { id: 'output', type: 'output' },
      ],
      ['input -> conv', 'conv -> squeeze', 'squeeze -> output'],
    );
    expect(analyze(broken).diagnostics.map(({ code }) => code)).toEqual(['parameter-out-of-range']);
    const open = network([{ id: 'squeeze', type: 'block:squeeze' }], []);
    const codes = analyze(open).diagnostics.map(({ code }) => code);
    expect(codes).toContain('unconnected-input');
    expect(codes).not.toContain('expression-size-unknown');
  });

  it('are refused with the names there are, where a size is none that comes in', () => {
    const wrong = {
      nodes: [
        { id: 'in', type: 'blockInput' },
        { id: 'conv', type: 'conv2d', parameters: { filters: '=in.depth + in.channels' } },
        { id: 'out', type: 'blockOutput' },
      ],
      edges: ['in -> conv', 'conv -> out'],
    };
    const document = readNetwork({
      nodes: [
        { id: 'input', type: 'input' },
        { id: 'w', type: 'block:wrong' },
        { id: 'output', type: 'output' },
      ],
      edges: ['input -> w', 'w -> output'],
      blocks: { wrong },
    });
    const [diagnostic] = analyze(document).diagnostics;
    expect(diagnostic?.code).toMatch(/expression-(unknown-name|name-misspelled)/);
    expect(diagnostic?.values?.name).toBe('in.depth');
  });

  it('keep their meaning when the port gets another name', () => {
    const document = residuals(3);
    const renamed = applyEdits(document, [{ kind: 'rename-node', scope: 'residual', id: 'in', newId: 'x' }]);
    expect(renamed.blocks.residual?.parameters[0]?.default).toBe('=x.channels');
    expect(renamed.blocks.residual?.nodes[3]?.enabled).toBe('=strides > 1 || filters != x.channels');
    expect(renamed.blocks.squeeze).toBe(document.blocks.squeeze);
    expect(analyze(renamed).cost).toEqual(analyze(document).cost);
  });
});

it.each(presetIds.filter((id) => namesSizes(blockTable(readPreset(id)))))(
  'an expansion of %s that builds on one with a mistake is as one from nothing',
  (id) => {
    const document = readPreset(id);
    for (const [scope, { nodes }] of Object.entries(document.blocks ?? {})) {
      for (const { id: node, type } of nodes) {
        if (type === 'blockInput' || type === 'blockOutput') continue;
        const change = (to: string) =>
          ({ kind: 'update-node', scope, id: node, changes: { type: to } }) as const;
        const broken = applyEdits(document, [change('noSuchLayer')]);
        const { graph } = expand(broken);
        const restored = applyEdits(broken, [change(type)]);
        const [incremental, fresh] = [expand(restored, graph), expand(restored)];
        expect(incremental.diagnostics, `${scope}/${node}`).toEqual(fresh.diagnostics);
        expect(incremental.graph.nodes, `${scope}/${node}`).toEqual(fresh.graph.nodes);
      }
    }
  },
);
