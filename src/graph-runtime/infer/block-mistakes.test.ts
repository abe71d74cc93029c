import { describe, expect, it } from 'vitest';
import { applyEdits } from '../document/apply-edits';
import { describeDiagnostic } from '../messages/describe-diagnostic';
import { analyze } from './analyze';
import { readNetwork } from './testing/read-network';

const end = [
  { id: 'flatten', type: 'flatten' },
  { id: 'dense', type: 'dense' },
  { id: 'output', type: 'output' },
];

/** input -> uses of `unit`, one after another -> flatten -> dense -> output. */
function network(uses: readonly object[], layer: object, edges = ['in -> c', 'c -> out']) {
  const ids = ['input', ...uses.map((use) => (use as { id: string }).id), 'flatten', 'dense', 'output'];
  return readNetwork({
    nodes: [{ id: 'input', type: 'input', parameters: { shape: [28, 28, 4] } }, ...uses, ...end],
    edges: ids.slice(1).map((id, index) => `${ids[index]} -> ${id}`),
    blocks: {
      unit: {
        parameters: [{ name: 'filters', kind: 'integer', default: 4 }],
        nodes: [{ id: 'in', type: 'blockInput' }, layer, { id: 'out', type: 'blockOutput' }],
        edges,
      },
    },
  });
}

const use = (id: string, more: object = {}) => ({ id, type: 'block:unit', ...more });

describe('a mistake in a block', () => {
  it.each<[string, object, string]>([
    [
      'a window that does not fit',
      { type: 'averagePooling2d', parameters: { poolSize: 2048, strides: 1 } },
      'kernel-too-large',
    ],
    ['an unknown layer', { type: 'bidirectional' }, 'layer-not-available'],
    ['a parameter of no meaning', { type: 'conv2d', parameters: { zebra: 1 } }, 'unknown-parameter'],
    ['a value that cannot be', { type: 'conv2d', parameters: { filters: 0 } }, 'parameter-out-of-range'],
    [
      'an expression that cannot be read',
      { type: 'conv2d', parameters: { filters: '=filters +' } },
      'expression-ends-early',
    ],
    [
      'a shape that does not fit',
      { type: 'reshape', parameters: { targetShape: [5, 5] } },
      'reshape-count-mismatch',
    ],
  ])('is reported once for all uses: %s', (_name, layer, code) => {
    for (const uses of [[use('b', { repeat: 3 })], [use('b1'), use('b2'), use('b3')]]) {
      const { diagnostics, groups } = analyze(network(uses, { id: 'c', ...layer }));
      expect(diagnostics.map((diagnostic) => `${diagnostic.code} ${diagnostic.path}`)).toEqual([
        `${code} b1/c`,
      ]);
      expect(diagnostics[0]?.uses).toEqual(['b1/c', 'b2/c', 'b3/c']);
      for (const path of diagnostics[0]?.uses ?? [])
        expect(groups.get(path.slice(0, -2))?.diagnosticCount).toBe(1);
    }
  });

  it('names its uses, in every language', () => {
    const document = network([use('b', { repeat: 3 })], { id: 'c', type: 'bidirectional' });
    const [diagnostic] = analyze(document).diagnostics;
    expect(diagnostic?.uses).toEqual(['b1/c', 'b2/c', 'b3/c']);
    if (diagnostic === undefined) throw new Error('no diagnostic');
    expect(describeDiagnostic(diagnostic, 'en').uses).toBe('In block unit, used 3 times: b1, b2, b3');
    expect(describeDiagnostic(diagnostic, 'zh-Hant').uses).toBe('位於區塊 unit，共使用 3 次：b1、b2、b3');
  });

  it('at a repeated layer names the copies', () => {
    const document = network([{ id: 'c', type: 'conv2d', repeat: 4, parameters: { filters: 0 } }], {
      id: 'c',
      type: 'relu',
    });
    const [diagnostic, ...others] = analyze(document).diagnostics;
    expect(others).toEqual([]);
    if (diagnostic === undefined) throw new Error('no diagnostic');
    expect(describeDiagnostic(diagnostic, 'en').uses).toBe('In 4 copies: c1, c2, c3, c4');
  });

  it('is repaired for all uses at once', () => {
    const document = network([use('b', { repeat: 3 })], {
      id: 'c',
      type: 'maxPooling2d',
      parameters: { poolSize: 40, strides: 1 },
    });
    const [diagnostic] = analyze(document).diagnostics;
    expect(diagnostic?.fixes.length).toBeGreaterThan(0);
    const repaired = analyze(applyEdits(document, diagnostic?.fixes[0]?.edits ?? []));
    expect(repaired.diagnostics).toEqual([]);
  });

  it('stays several where one node has several', () => {
    const document = network([use('b1'), use('b2')], { id: 'c', type: 'relu' }, [
      'in -> c',
      'c -> out',
      'c -> nowhere1',
      'c -> nowhere2',
    ]);
    const { diagnostics } = analyze(document);
    expect(diagnostics.map(({ code, uses }) => [code, uses])).toEqual([
      ['edge-to-nowhere', ['b1/c', 'b2/c']],
      ['edge-to-nowhere', ['b1/c', 'b2/c']],
    ]);
  });

  it.each<[string, object]>([
    ['averagePooling2d', { type: 'averagePooling2d', parameters: { poolSize: 2048, strides: 1 } }],
    ['maxPooling2d', { type: 'maxPooling2d', parameters: { poolSize: 64, strides: 1 } }],
    ['conv2d', { type: 'conv2d', parameters: { filters: 4, kernelSize: 99, padding: 'valid' } }],
  ])('is not moved on to the next use by a repair: %s', (_name, layer) => {
    for (const uses of [[use('b', { repeat: 3 })], [use('b1'), use('b2')]]) {
      const document = network(uses, { id: 'c', ...layer });
      const fixes = analyze(document).diagnostics[0]?.fixes ?? [];
      expect(fixes.length).toBeGreaterThan(0);
      for (const { edits } of fixes) {
        const left = analyze(applyEdits(document, edits)).diagnostics;
        expect(left.filter(({ code }) => code === 'kernel-too-large')).toEqual([]);
      }
    }
  });
});
