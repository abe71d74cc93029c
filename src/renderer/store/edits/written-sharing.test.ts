import { expect, it } from 'vitest';
import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import { DOCUMENT_LIMITS } from '../../../graph-runtime/document/document';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { readNetwork } from '../../../graph-runtime/infer/testing/read-network';
import { editContextOf } from '../testing/documents';
import { expandAll } from './expand-all';
import { expandBlock } from './expand-block';

/** Two branches with one block's weights, each of two copies; the owner may be there as often as an expression says. */
const branches = (repeat: number | string) =>
  readNetwork({
    nodes: [
      { id: 'input', type: 'input', parameters: { shape: [8, 8, 3] } },
      { id: 'left', type: 'block:twin', repeat },
      { id: 'right', type: 'block:twin', repeat: 2, sharesWith: 'left' },
      { id: 'other', type: 'block:twin', repeat: 2 },
      { id: 'add', type: 'add' },
      { id: 'flatten', type: 'flatten' },
      { id: 'output', type: 'output' },
    ],
    edges: [
      ...['input -> left', 'input -> right', 'input -> other'],
      ...['left -> add', 'right -> add', 'other -> add', 'add -> flatten', 'flatten -> output'],
    ],
    parameters: [{ name: 'copies', kind: 'integer', default: 2 }],
    blocks: {
      twin: {
        parameters: [],
        nodes: [
          { id: 'in', type: 'blockInput' },
          { id: 'conv', type: 'conv2d', parameters: { filters: 3, padding: 'same' } },
          { id: 'relu', type: 'relu' },
          { id: 'again', type: 'conv2d', parameters: { filters: 3, padding: 'same' }, sharesWith: 'conv' },
          { id: 'out', type: 'blockOutput' },
        ],
        edges: ['in -> conv', 'conv -> relu', 'relu -> again', 'again -> out'],
      },
    },
  });

it.each(['left', 'right'])('weights that are shared are shared when %s is expanded', (id) => {
  const document = branches(2);
  const before = analyze(document);
  const expanded = applyEdits(document, expandBlock(editContextOf(document), id)?.edits ?? []);
  const after = analyze(expanded);
  expect(after.diagnostics).toEqual([]);
  expect(after.cost).toEqual(before.cost);
  // What shares nothing stays a block.
  expect(expanded.nodes.filter(({ type }) => type === 'block:twin').map((node) => node.id)).toEqual([
    'other',
  ]);
  const all = applyEdits(document, expandAll(editContextOf(document))?.edits ?? []);
  expect(analyze(all).cost).toEqual(before.cost);
});

it('uses that share stay together where one of them cannot be expanded', () => {
  const document = branches('=copies');
  expect(expandBlock(editContextOf(document), 'right')).toBeNull();
  expect(expandBlock(editContextOf(document), 'other')).not.toBeNull();
});

it('uses that share stay together where the scope has room for some of them only', () => {
  const document = branches(2);
  const { nodes } = document;
  const fill = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ id: `more${at}`, type: 'relu', parameters: {} }));
  // Two copies of five nodes each.
  const crowded = {
    ...document,
    nodes: [...nodes, ...fill(DOCUMENT_LIMITS.nodesPerScope - nodes.length - 10)],
  };
  expect(expandBlock(editContextOf(crowded), 'right')).toBeNull();
  expect(expandBlock(editContextOf(crowded), 'other')).not.toBeNull();
});
