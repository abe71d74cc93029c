import { describe, expect, it } from 'vitest';
import { analyze } from '../infer/analyze';
import { readDocument } from '../testing/read-document';
import { getLayer, layers } from './registry';

const chain = ['input', 'unknown', 'dense', 'output'];
const document = readDocument({
  ...{ format: 'netloom', version: 2, name: 'With a placeholder' },
  nodes: [
    { id: 'input', type: 'input', parameters: { shape: [4, 4, 2] } },
    {
      ...{ id: 'unknown', type: 'placeholder' },
      parameters: { operation: 'NonZero', attributes: 'axis = 1', outputShape: [7] },
    },
    { id: 'dense', type: 'dense', parameters: { units: 3 } },
    { id: 'output', type: 'output' },
  ],
  edges: chain.slice(1).map((to, at) => ({ from: chain[at] ?? '', to })),
});

describe('a placeholder', () => {
  it('is an error at its node, named as its file names it, and what follows has its shapes', () => {
    const analysis = analyze(document);
    expect(analysis.isTrainable).toBe(false);
    expect(analysis.diagnostics).toMatchObject([
      { code: 'placeholder-layer', severity: 'error', path: 'unknown', values: { operation: 'NonZero' } },
    ]);
    expect(analysis.nodes.get('dense')?.weights.map(({ shape }) => shape)).toEqual([[7, 3], [3]]);
  });

  it('is known in documents and offered nowhere', () => {
    expect(getLayer('placeholder')).toBeDefined();
    expect(layers.map(({ type }) => type)).not.toContain('placeholder');
  });
});
