import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeLimit } from '../../testing/time-limit.mjs';
import { applyEdits } from '../document/apply-edits';
import type { NetloomDocument } from '../document/document';
import type { DocumentEdit } from '../document/edit';
import { arbitraryDocument, arbitraryEdit, deepFreeze } from '../document/testing/arbitrary-documents';
import { parseDocument } from '../reading/parse';
import { expectEqual } from '../testing/expect-equal';
import type { NetworkAnalysis } from './analysis';
import { analyze } from './analyze';
import { readNetwork } from './testing/read-network';

function codes({ diagnostics }: NetworkAnalysis): [string, string][] {
  return diagnostics.map(({ code, path }) => [code, path]);
}

/** conv, pool, flatten, dense: 28 × 28 × 1 to 10. */
const small = readNetwork({
  nodes: [
    { id: 'input', type: 'input', parameters: { shape: [28, 28, 1] } },
    { id: 'conv', type: 'conv2d', parameters: { filters: 6, kernelSize: 5, padding: 'valid' } },
    { id: 'pool', type: 'averagePooling2d', parameters: { poolSize: 2, strides: 2, padding: 'valid' } },
    { id: 'flatten', type: 'flatten' },
    { id: 'dense', type: 'dense', parameters: { units: 10 } },
    { id: 'output', type: 'output' },
  ],
  edges: ['input -> conv', 'conv -> pool', 'pool -> flatten', 'flatten -> dense', 'dense -> output'],
});

describe('analyze', () => {
  it('knows shapes, weights and costs of every node, and their sums', () => {
    const analysis = analyze(small);
    expect(analysis.diagnostics).toEqual([]);
    expect(analysis.isTrainable).toBe(true);
    expect(analysis.order).toEqual(['input', 'conv', 'pool', 'flatten', 'dense', 'output']);
    expect(analysis.nodes.get('conv')).toMatchObject({
      inputs: [{ shape: [28, 28, 1] }],
      outputs: [{ shape: [24, 24, 6] }],
      cost: {
        trainableParameters: 5 * 5 * 6 + 6,
        otherParameters: 0,
        multiplyAccumulates: 24 * 24 * 6 * 25,
        activationBytes: 4 * 24 * 24 * 6,
      },
    });
    expect(analysis.nodes.get('flatten')?.outputs).toEqual([{ shape: [864] }]);
    expect(analysis.cost).toEqual({
      trainableParameters: 156 + 8650,
      frozenParameters: 0,
      otherParameters: 0,
      multiplyAccumulates: 86400 + 8640,
      activationBytes: 4 * (784 + 3456 + 864 + 864 + 10),
    });
  });

  it('only names the first cause along a path', () => {
    const broken = applyEdits(small, [
      { kind: 'set-parameter', scope: null, id: 'conv', parameter: 'kernelSize', value: 30 },
    ]);
    const analysis = analyze(broken);
    expect(codes(analysis)).toEqual([['kernel-too-large', 'conv']]);
    expect(analysis.isTrainable).toBe(false);
    expect(analysis.nodes.get('dense')).toMatchObject({ inputs: [null], outputs: null, weights: [] });
    const misspelled = applyEdits(small, [
      { kind: 'set-parameter', scope: null, id: 'conv', parameter: 'dilationRat', value: 3 },
    ]);
    expect(codes(analyze(misspelled))).toEqual([['parameter-misspelled', 'conv']]);
  });

  it('says what the network as a whole lacks', () => {
    const without = (...ids: string[]) =>
      codes(
        analyze(
          applyEdits(
            small,
            ids.map((id) => ({ kind: 'remove-node', scope: null, id })),
          ),
        ),
      );
    expect(without('input', 'conv', 'pool', 'flatten', 'dense', 'output')).toEqual([
      ['no-input', ''],
      ['no-output', ''],
    ]);
    expect(without('output')).toEqual([
      ['no-output', ''],
      ['result-unused', 'dense'],
    ]);
    expect(without('input')).toEqual([
      ['unconnected-input', 'conv'],
      ['no-input', ''],
    ]);
    const untrained = readNetwork({
      nodes: [
        { id: 'input', type: 'input', parameters: { shape: [10] } },
        { id: 'output', type: 'output' },
      ],
      edges: ['input -> output'],
    });
    expect(codes(analyze(untrained))).toEqual([['nothing-to-train', '']]);
  });

  it('allows one input, any main outputs and any auxiliary ones, one main output at least', () => {
    const add = (node: { id: string; type: string; parameters?: Record<string, number | boolean> }) =>
      applyEdits(small, [
        { kind: 'add-node', scope: null, node },
        { kind: 'add-edge', scope: null, edge: { from: 'dense', to: node.id } },
      ]);
    const second = analyze(add({ id: 'other', type: 'output' }));
    expect(codes(second)).toEqual([]);
    const auxiliary = analyze(add({ id: 'other', type: 'output', parameters: { auxiliary: true } }));
    expect(codes(auxiliary)).toEqual([]);
    const aside = applyEdits(small, [
      { kind: 'set-parameter', scope: null, id: 'output', parameter: 'auxiliary', value: true },
    ]);
    expect(codes(analyze(aside))).toEqual([['no-main-output', 'output']]);
    const weightless = applyEdits(small, [
      { kind: 'set-parameter', scope: null, id: 'output', parameter: 'lossWeight', value: 0 },
    ]);
    expect(codes(analyze(weightless))).toEqual([['no-loss', 'output']]);
    const twoInputs = applyEdits(small, [
      { kind: 'add-node', scope: null, node: { id: 'second', type: 'input' } },
    ]);
    expect(codes(analyze(twoInputs))).toEqual([
      ['several-inputs', 'second'],
      ['result-unused', 'second'],
    ]);
  });

  it('names the way round a cycle, and infers nothing after it', () => {
    const cyclic = readNetwork({
      nodes: [
        { id: 'input', type: 'input' },
        { id: 'sum', type: 'add' },
        { id: 'conv', type: 'conv2d' },
        { id: 'relu', type: 'relu' },
        { id: 'after', type: 'flatten' },
        { id: 'self', type: 'relu' },
      ],
      edges: ['input -> sum', 'relu -> sum', 'sum -> conv', 'conv -> relu', 'relu -> after', 'self -> self'],
    });
    const analysis = analyze(cyclic);
    expect(codes(analysis).filter(([code]) => code === 'cycle')).toEqual([
      ['cycle', 'sum'],
      ['cycle', 'self'],
    ]);
    expect(analysis.diagnostics[0]?.values.cycle).toBe('sum → conv → relu → sum');
    expect(analysis.order).toEqual(['input']);
    expect(analysis.nodes.get('after')?.outputs).toBeNull();
  });

  it('refuses results too large to compute with', () => {
    const huge = readNetwork({
      nodes: [
        { id: 'input', type: 'input', parameters: { shape: [1024, 1024, 1024] } },
        { id: 'up', type: 'upSampling2d', repeat: 600, parameters: { size: 8 } },
        { id: 'output', type: 'output' },
      ],
      edges: ['input -> up', 'up -> output'],
    });
    expect(codes(analyze(huge))).toEqual([['tensor-too-large', 'up1']]);
  });

  it('sums up blocks, inside out', () => {
    const nested = readNetwork({
      nodes: [
        { id: 'input', type: 'input', parameters: { shape: [8, 8, 3] } },
        { id: 'stage', type: 'block:stage', repeat: 2 },
        { id: 'pool', type: 'globalAveragePooling2d' },
        { id: 'output', type: 'output' },
      ],
      edges: ['input -> stage', 'stage -> pool', 'pool -> output'],
      blocks: {
        stage: {
          nodes: [
            { id: 'x', type: 'blockInput' },
            { id: 'unit', type: 'block:unit', repeat: 3, parameters: { kernel: '=index == 1 ? 30 : 1' } },
            { id: 'y', type: 'blockOutput' },
          ],
          edges: ['x -> unit', 'unit -> y'],
        },
        unit: {
          parameters: [{ name: 'kernel', kind: 'integer', default: 1 }],
          nodes: [
            { id: 'x', type: 'blockInput' },
            {
              id: 'conv',
              type: 'conv2d',
              parameters: { filters: 3, kernelSize: '=kernel', padding: 'valid', useBias: false },
            },
            { id: 'y', type: 'blockOutput' },
          ],
          edges: ['x -> conv', 'conv -> y'],
        },
      },
    });
    const analysis = analyze(nested);
    expect(codes(analysis)).toEqual([['kernel-too-large', 'stage1/unit2/conv']]);
    const summary = (path: string) => {
      const group = analysis.groups.get(path);
      return [group?.cost.trainableParameters, group?.diagnosticCount, group?.outputs.y];
    };
    expect(summary('stage1/unit1')).toEqual([9, 0, { shape: [8, 8, 3] }]);
    expect(summary('stage1/unit2')).toEqual([0, 1, null]);
    expect(summary('stage1/unit')).toEqual([9, 1, null]);
    expect(summary('stage1')).toEqual([9, 1, null]);
    // What comes into it is not known, but its block holds the same mistake.
    expect(summary('stage2')).toEqual([0, 1, null]);
    expect(summary('stage')).toEqual([9, 1, null]);
  });
});

describe('analyze, again after an edit', () => {
  it('keeps every object that the edit did not touch', () => {
    const before = analyze(small);
    const after = analyze(
      applyEdits(small, [{ kind: 'set-parameter', scope: null, id: 'pool', parameter: 'strides', value: 3 }]),
      before,
    );
    const kept = after.order.filter((path) => after.nodes.get(path) === before.nodes.get(path));
    expect(kept).toEqual(['input', 'conv', 'output']);
    const renamed = analyze(applyEdits(small, [{ kind: 'set-name', name: 'Other' }]), before);
    expect(renamed.nodes).toBe(before.nodes);
    expect(renamed.diagnostics).toBe(before.diagnostics);
    expect(renamed.document.name).toBe('Other');
  });

  it('stops where an edit no longer makes a difference', () => {
    const before = analyze(small);
    const edit: DocumentEdit = {
      kind: 'set-parameter',
      scope: null,
      id: 'conv',
      parameter: 'kernelInitializer',
      value: 'heNormal',
    };
    const after = analyze(applyEdits(small, [edit]), before);
    expect(after.order.filter((path) => after.nodes.get(path) !== before.nodes.get(path))).toEqual(['conv']);
  });

  it('keeps a diagnostic that still holds', () => {
    const broken = applyEdits(small, [
      { kind: 'set-parameter', scope: null, id: 'conv', parameter: 'kernelSize', value: 30 },
    ]);
    const before = analyze(broken);
    const after = analyze(
      applyEdits(broken, [{ kind: 'set-parameter', scope: null, id: 'dense', parameter: 'units', value: 5 }]),
      before,
    );
    expect(after.diagnostics[0]).toBe(before.diagnostics[0]);
  });

  it('is the same as from scratch after every edit of random documents, and never throws', () => {
    fc.assert(
      fc.property(
        arbitraryDocument,
        fc.array(arbitraryEdit, { minLength: 1, maxLength: 8 }),
        (document, edits) => {
          let analysis = analyze(deepFreeze(document));
          for (const edit of edits) {
            const edited = deepFreeze(applyEdits(analysis.document, [edit]));
            analysis = analyze(edited, analysis);
            expectEqual(analysis, analyze(edited));
          }
        },
      ),
      { numRuns: 120 },
    );
  });

  it('is the same as from scratch after random edits of the presets', () => {
    const presets = ['resnet', 'googlenet', 'densenet', 'mobilenet-v3-small'].map(readPreset);
    const pick = fc.record({
      preset: fc.nat(presets.length - 1),
      seed: fc.array(fc.nat(), { minLength: 4, maxLength: 12 }),
    });
    fc.assert(
      fc.property(pick, ({ preset, seed }) => {
        const document = presets[preset];
        if (document === undefined) throw new Error('no such preset');
        let analysis = analyze(document);
        for (const number of seed) {
          const edited = applyEdits(analysis.document, [editFor(analysis.document, number)]);
          analysis = analyze(edited, analysis);
          expectEqual(analysis, analyze(edited));
        }
      }),
      { numRuns: 12 },
    );
  });
});

/** One of many edits of a real network, chosen by a number. */
function editFor(document: NetloomDocument, number: number): DocumentEdit {
  const scopes = [null, ...Object.keys(document.blocks)];
  const scope = scopes[number % scopes.length] ?? null;
  const content = scope === null ? document : (document.blocks[scope] ?? document);
  const node = content.nodes[number % Math.max(1, content.nodes.length)];
  const edge = content.edges[number % Math.max(1, content.edges.length)];
  const id = node?.id ?? 'none';
  switch (number % 7) {
    case 0:
      return { kind: 'remove-node', scope, id };
    case 1:
      return { kind: 'remove-edge', scope, edge: edge ?? { from: id, to: id } };
    case 2:
      return { kind: 'set-parameter', scope, id, parameter: 'filters', value: number % 50 };
    case 3:
      return { kind: 'update-node', scope, id, changes: { enabled: number % 2 === 0 } };
    case 4:
      return { kind: 'set-parameter', scope, id, parameter: 'strides', value: 1 + (number % 3) };
    case 5:
      return { kind: 'add-edge', scope, edge: { from: id, to: edge?.to ?? id } };
    default:
      return { kind: 'update-node', scope, id, changes: { repeat: number % 4 } };
  }
}

const presetsFolder = join(import.meta.dirname, '../../../presets');

function readPreset(name: string): NetloomDocument {
  const result = parseDocument(readFileSync(join(presetsFolder, `${name}.json`), 'utf8'));
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.diagnostics)}`);
  return deepFreeze(result.document);
}

describe('the file written by hand in docs/file-format.md', () => {
  it('is a network with nothing wrong', () => {
    const readme = readFileSync(join(import.meta.dirname, '../../../docs/file-format.md'), 'utf8');
    const result = parseDocument(/```json\n([\s\S]*?)```/.exec(readme)?.[1]);
    expect(result).toMatchObject({ ok: true, warnings: [] });
    expect(result.ok && analyze(result.document).diagnostics).toEqual([]);
  });
});

describe('the presets', () => {
  const names = readdirSync(presetsFolder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length));

  it.each(names)('%s has nothing wrong with it', (name) => {
    expect(analyze(readPreset(name)).diagnostics).toEqual([]);
  });
});

describe('documents at the limits of the format', () => {
  const many = (type: string, count = 4_000) =>
    Array.from({ length: count }, (_, index) => ({ id: `n${index}`, type }));
  const chain = many('relu')
    .slice(1)
    .map(({ id }, index) => `n${index} -> ${id}`);
  const body = {
    nodes: [
      { id: 'x', type: 'blockInput' },
      { id: 'y', type: 'blockOutput' },
    ],
    edges: ['x -> y'],
  };

  // Each of these once took minutes, or all memory there was.
  it.each<[string, Parameters<typeof readNetwork>[0]]>([
    ['nodes without a wire', { nodes: many('relu'), edges: [] }],
    ['one long chain', { nodes: many('relu'), edges: chain }],
    ['one long cycle', { nodes: many('relu'), edges: [...chain, 'n3999 -> n0'] }],
    [
      'a thicket',
      {
        nodes: many('add'),
        edges: Array.from(
          { length: 16_000 },
          (_, i) => `n${(i * 7919) % 4000} -> n${(i * 4729 + 13) % 4000}`,
        ),
      },
    ],
    [
      'every wire into one port',
      { nodes: many('relu'), edges: Array.from({ length: 16_000 }, (_, i) => `n${1 + (i % 3999)} -> n0`) },
    ],
    [
      'wires between nowhere and nowhere',
      { nodes: many('relu', 1), edges: Array.from({ length: 16_000 }, (_, i) => `a${i} -> b${i}`) },
    ],
    ['open blocks', { nodes: many('block:body'), edges: [], blocks: { body } }],
    ['misspelled types', { nodes: many('denes'), edges: [] }],
  ])(
    'are analyzed without hanging: %s',
    (_, network) => {
      const document = readNetwork(network);
      const { diagnostics } = analyze(document);
      expect(diagnostics.length).toBeGreaterThan(0);
      expect(diagnostics.length).toBeLessThan(1_000);
    },
    timeLimit(60),
  );
});
