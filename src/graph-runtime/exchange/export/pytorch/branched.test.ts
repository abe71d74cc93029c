import { describe, expect, it } from 'vitest';
import type { NetloomDocument } from '../../../document/document';
import { analyze } from '../../../infer/analyze';
import { siamese, twoOutputs } from '../../../testing/branched-documents';
import { exportProblems } from '../export-problems';
import { networkToExport } from '../network-to-export';
import { exportPytorch } from './export-pytorch';
import { pytorch } from './pytorch';

/* That they compute what the network does is held by `npm run bench:export-pytorch -- branched`. */

function projectOf(document: NetloomDocument) {
  const facts = { classNames: [], document: '{}', weights: 'untrained' };
  return exportPytorch(networkToExport(analyze(document), 'all'), facts);
}

describe('several outputs and shared weights', () => {
  it('returns the scores of all main outputs, and checks each', () => {
    const { texts, outputs } = projectOf(twoOutputs());
    expect(outputs).toEqual(['scores_kind', 'scores_picture']);
    expect(texts['model.py']).toMatch(/\n {8}return \w+, \w+\n$/);
    expect(texts['check.py']).toContain('OUTPUTS = ["scores_kind", "scores_picture"]');
    expect(texts['train.py']).toContain('0.5 * loss_of1(outputs[0], labels) + loss_of2(outputs[1], x)');
  });

  it('calls one module again where weights are shared, whichever call comes first', () => {
    const { texts, tensors } = projectOf(siamese());
    const source = texts['model.py'] ?? '';
    expect(source.match(/self\.left_conv\(/g)).toHaveLength(2);
    expect(source.match(/self\.left_unit\(/g)).toHaveLength(2);
    expect(source).not.toContain('right_conv = nn');
    const names = tensors.map(({ weight }) => weight);
    expect(names.filter((name) => name.startsWith('right'))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('refuses to share where one module cannot do for both', () => {
    const document = siamese();
    const nodes = document.nodes.map((node) =>
      node.id === 'right-conv' ? { ...node, parameters: { ...node.parameters, padding: 'valid' } } : node,
    );
    const analysis = analyze({ ...document, nodes });
    expect(analysis.isTrainable).toBe(true);
    expect(exportProblems(analysis, pytorch)).toMatchObject([
      { code: 'export-shared-weights', path: 'right-conv' },
    ]);
  });
});
