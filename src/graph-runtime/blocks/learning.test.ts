import { describe, expect, it } from 'vitest';
import type { NetloomDocument } from '../document/document';
import { analyze } from '../infer/analyze';
import { readDocument } from '../testing/read-document';
import { expand } from './expand';

/** Two uses of a block with two dense layers inside. */
function network(use: object, inner: object = {}): NetloomDocument {
  return readDocument({
    ...{ format: 'netloom', version: 3, name: 'Learning' },
    nodes: [
      { id: 'input', type: 'input', parameters: { shape: [4] } },
      { id: 'body', type: 'block:body', repeat: 2, ...use },
      { id: 'head', type: 'dense', parameters: { units: 3 } },
      { id: 'output', type: 'output' },
    ],
    edges: [
      { from: 'input', to: 'body' },
      { from: 'body', to: 'head' },
      { from: 'head', to: 'output' },
    ],
    blocks: {
      body: {
        nodes: [
          { id: 'x', type: 'blockInput' },
          { id: 'a', type: 'dense', parameters: { units: 4 }, ...inner },
          { id: 'b', type: 'dense', parameters: { units: 4 } },
          { id: 'y', type: 'blockOutput' },
        ],
        edges: [
          { from: 'x', to: 'a' },
          { from: 'a', to: 'b' },
          { from: 'b', to: 'y' },
        ],
      },
    },
  });
}

function learningByPath(document: NetloomDocument) {
  const { graph } = expand(document);
  return Object.fromEntries(
    graph.nodes.flatMap(({ path, learning }) => (learning ? [[path, learning]] : [])),
  );
}

const FROZEN = { isFrozen: true, rateFactor: 1 };

describe('how nodes learn', () => {
  it('freezes all copies of a block with all that is inside, whatever that says itself', () => {
    const inside = { 'body1/a': FROZEN, 'body1/b': FROZEN, 'body2/a': FROZEN, 'body2/b': FROZEN };
    expect(learningByPath(network({ trainable: false }))).toEqual(inside);
    expect(learningByPath(network({ trainable: false }, { trainable: true }))).toEqual(inside);
    expect(learningByPath(network({}, { trainable: false }))).toEqual({
      'body1/a': FROZEN,
      'body2/a': FROZEN,
    });
    expect(learningByPath(network({ trainable: true }))).toEqual({});
  });

  it('multiplies the factors of a block and of what is inside', () => {
    const half = { isFrozen: false, rateFactor: 0.5 };
    const eighth = { isFrozen: false, rateFactor: 0.125 };
    expect(learningByPath(network({ learningRateFactor: 0.5 }, { learningRateFactor: 0.25 }))).toEqual({
      'body1/a': eighth,
      'body1/b': half,
      'body2/a': eighth,
      'body2/b': half,
    });
  });

  it('is part of costs and weights: frozen ones are counted by themselves, and nothing else changes', () => {
    const free = analyze(network({}));
    const frozen = analyze(network({ trainable: false }), free);
    expect(free.cost).toMatchObject({ trainableParameters: 4 * 20 + 15, frozenParameters: 0 });
    expect(frozen.cost).toEqual({ ...free.cost, trainableParameters: 15, frozenParameters: 80 });
    expect(frozen.nodes.get('body1/a')?.weights.map(({ isTrainable }) => isTrainable)).toEqual([
      false,
      false,
    ]);
    expect(frozen.groups.get('body')?.cost.frozenParameters).toBe(80);
    // An edit leads where the document itself leads.
    expect(analyze(network({}), frozen).cost).toEqual(free.cost);
  });

  it('says that nothing is left to train where all is frozen, and offers to unfreeze it', () => {
    const document = network({ trainable: false });
    const nodes = document.nodes.map((node) => (node.id === 'head' ? { ...node, trainable: false } : node));
    const { diagnostics, isTrainable } = analyze({ ...document, nodes });
    expect(isTrainable).toBe(false);
    expect(diagnostics.map(({ code }) => code)).toEqual(['all-frozen']);
    expect(diagnostics[0]?.fixes).toMatchObject([{ code: 'unfreeze', values: { count: 2 } }]);
  });
});
