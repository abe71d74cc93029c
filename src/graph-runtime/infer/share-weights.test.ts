import { describe, expect, it } from 'vitest';
import { applyEdits } from '../document/apply-edits';
import type { NetloomDocument } from '../document/document';
import { analyze } from './analyze';
import { readNetwork } from './testing/read-network';

/* A siamese network's body: a block with a dense layer, used twice. */

function network(right: object = {}, units = 5): NetloomDocument {
  return readNetwork({
    nodes: [
      { id: 'input', type: 'input', parameters: { shape: [4] } },
      { id: 'left', type: 'block:body' },
      { id: 'right', type: 'block:body', ...right },
      { id: 'merge', type: 'concatenate' },
      { id: 'head', type: 'dense', parameters: { units } },
      { id: 'output', type: 'output' },
    ],
    edges: [
      'input -> left',
      'input -> right',
      'left -> merge',
      'right -> merge',
      'merge -> head',
      'head -> output',
    ],
    blocks: {
      body: {
        parameters: [{ name: 'units', kind: 'integer', default: 3 }],
        nodes: [
          { id: 'x', type: 'blockInput' },
          { id: 'dense', type: 'dense', parameters: { units: '=units' }, repeat: 2 },
          { id: 'y', type: 'blockOutput' },
        ],
        edges: ['x -> dense', 'dense -> y'],
      },
    },
  });
}

const BODY = 4 * 3 + 3 + 3 * 3 + 3;
const HEAD = 6 * 5 + 5;
const codes = (document: NetloomDocument) => analyze(document).diagnostics.map(({ code }) => code);

describe('shared weights', () => {
  it('count once, at their owner', () => {
    expect(analyze(network()).cost.trainableParameters).toBe(2 * BODY + HEAD);
    const shared = analyze(network({ sharesWith: 'left' }));
    expect(shared.diagnostics).toEqual([]);
    expect(shared.cost.trainableParameters).toBe(BODY + HEAD);
    expect(shared.nodes.get('right/dense2')).toMatchObject({ weights: [], sharesWith: 'left/dense2' });
    expect(shared.groups.get('right')?.cost.trainableParameters).toBe(0);
  });

  it('are those of the last owner, where owners share themselves', () => {
    const document = readNetwork({
      nodes: [
        { id: 'input', type: 'input', parameters: { shape: [4] } },
        ...['a', 'b', 'c'].map((id, at) => ({
          ...{ id, type: 'dense', parameters: { units: 4 } },
          ...(at > 0 && { sharesWith: at === 1 ? 'a' : 'b' }),
        })),
        { id: 'output', type: 'output' },
      ],
      edges: ['input -> a', 'a -> b', 'b -> c', 'c -> output'],
    });
    const analysis = analyze(document);
    expect(analysis.nodes.get('c')?.sharesWith).toBe('a');
    expect(analysis.cost.trainableParameters).toBe(20);
  });

  it('keep what an edit did not touch', () => {
    const before = analyze(network({ sharesWith: 'left' }));
    const after = analyze(
      applyEdits(before.document, [
        { kind: 'set-parameter', scope: null, id: 'head', parameter: 'units', value: 7 },
      ]),
      before,
    );
    expect(after.nodes.get('right/dense1')).toBe(before.nodes.get('right/dense1'));
  });

  it('must be there, of the same kind and shapes, and not in a circle', () => {
    expect(codes(network({ sharesWith: 'nobody' }))).toContain('shared-weights-missing');
    expect(codes(network({ sharesWith: 'head' }))).toContain('shared-weights-missing');
    expect(codes(network({ sharesWith: 'left', parameters: { units: 2 } }))).toContain(
      'shared-weights-differ',
    );
    const circle = applyEdits(network({ sharesWith: 'left' }), [
      { kind: 'update-node', scope: null, id: 'left', changes: { sharesWith: 'right' } },
    ]);
    expect(codes(circle)).toContain('shared-weights-circular');
  });

  it('are given back by the repair of each mistake', () => {
    const mistaken = analyze(network({ sharesWith: 'left', parameters: { units: 2 } }));
    const [diagnostic] = mistaken.diagnostics;
    const [fix] = diagnostic?.fixes ?? [];
    expect(fix?.code).toBe('own-weights');
    expect(codes(applyEdits(mistaken.document, fix?.edits ?? []))).toEqual([]);
  });

  it('follow the owner’s new name', () => {
    const renamed = applyEdits(network({ sharesWith: 'left' }), [
      { kind: 'rename-node', scope: null, id: 'left', newId: 'first' },
    ]);
    expect(renamed.nodes.find(({ id }) => id === 'right')?.sharesWith).toBe('first');
    expect(codes(renamed)).toEqual([]);
  });
});
