import { expect, it } from 'vitest';
import { applyEdits } from '../../document/apply-edits';
import { analyze } from '../analyze';
import { readNetwork } from '../testing/read-network';

/** Two branches of one input, of which only the second leads to a layer that joins them. */
const branches = (type: string, units: number) =>
  readNetwork({
    nodes: [
      { id: 'input', type: 'input', parameters: { shape: [8] } },
      { id: 'left', type: 'dense', parameters: { units } },
      { id: 'right', type: 'dense', parameters: { units: 4 } },
      { id: 'join', type },
      { id: 'output', type: 'output' },
    ],
    edges: ['input -> left', 'input -> right', 'right -> join', 'join -> output'],
  });

const fixesAt = (document: ReturnType<typeof branches>, code: string) =>
  analyze(document).diagnostics.find((one) => one.code === code)?.fixes ?? [];

it.each([
  ['distance', 'two-inputs-expected'],
  ['add', 'single-input'],
])('the second input of %s is the branch that ends nowhere', (type, code) => {
  const document = branches(type, 4);
  const [first] = fixesAt(document, code);
  expect(first).toMatchObject({ code: 'connect', values: { from: 'left', to: 'join' } });
  const { diagnostics } = analyze(applyEdits(document, first?.edits ?? []));
  expect(diagnostics.filter((one) => one.code === code || one.code === 'result-unused')).toEqual([]);
});

it('is no branch of another shape', () => {
  expect(fixesAt(branches('distance', 5), 'two-inputs-expected').map((fix) => fix.code)).toEqual([
    'remove-layer',
  ]);
});
