// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { readDocument } from '../../../graph-runtime/testing/read-document';
import { openWindow, show, text } from '../../testing/render';
import { ScopeInspector } from './ScopeInspector';

const document = readDocument({
  ...{ format: 'netloom', version: 3, name: 'Paths' },
  nodes: [{ id: 'path', type: 'block:path', parameters: { kernel: [3, 1] } }],
  edges: [],
  blocks: {
    path: {
      parameters: [
        { name: 'widths', kind: 'list', default: [4, 8] },
        { name: 'kernel', kind: 'pair', default: 3 },
        { name: 'edge', kind: 'padding', default: [1, 2] },
        { name: 'border', kind: 'padding', default: 'valid' },
      ],
      nodes: [{ id: 'x', type: 'blockInput' }],
      edges: [],
    },
  },
});

it('shows the values of a block at this use, sizes as sizes and lists as lists', async () => {
  await openWindow(document);
  const block = document.blocks.path;
  if (block === undefined) throw new Error('the block is in the document');
  show(<ScopeInspector name="path" block={block} location="path" />);
  const values = screen.getByRole('heading', { name: text('inspector:valuesHere') }).parentElement;
  expect(Array.from(values?.querySelectorAll('dd') ?? [], ({ textContent }) => textContent)).toEqual([
    '4, 8',
    '3 × 1',
    '1, 2',
    'valid (none)',
  ]);
});
