import { describe, expect, it } from 'vitest';
import type { NetloomDocument } from '../../../document/document';
import { analyze } from '../../../infer/analyze';
import { besideCopies, siamese, twoOutputs } from '../../../testing/branched-documents';
import { exportProblems } from '../export-problems';
import { networkToExport } from '../network-to-export';
import { exportPytorch } from './export-pytorch';
import { pytorch } from './pytorch';

/* That they compute what the network does is held by `npm run bench:export-pytorch -- branched`. */

function projectOf(document: NetloomDocument) {
  const facts = { document: '{}', weights: 'untrained' };
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

describe('copies side by side', () => {
  it('are a list of modules, made by a loop, with one call for all of them', () => {
    const { texts, tensors } = projectOf(besideCopies());
    const source = texts['model.py'] ?? '';
    expect(source).toContain('nn.ModuleList([Path(4, widths=(2, 3, 4), at=i) for i in range(3)])');
    expect(source).toContain('nn.ModuleList([Path(9, widths=(9,), at=0) for _ in range(paths)])');
    expect(source).toContain('nn.ModuleList([nn.Conv2d(9, 3, 1 + 2 * i, padding=i) for i in range(3)])');
    expect(source).toContain('paths = [branch(x) for branch in self.path]');
    expect(source).toContain('torch.cat(paths, dim=1)');
    expect(source).toContain('torch.stack(largers).amax(0)');
    expect(tensors.map(({ name }) => name)).toContain('group.1.inner.2.conv.weight');
  });

  it('take their merge one by one where it is no merge of a list', () => {
    const document = besideCopies();
    const nodes = document.nodes.map((node) => (node.id === 'larger' ? { ...node, join: 'subtract' } : node));
    const source = projectOf({ ...document, nodes }).texts['model.py'] ?? '';
    expect(source).toContain('self.larger3 = Path(');
    expect(source).toMatch(/\w+ - \w+ - \w+ - \w+/);
  });
});
