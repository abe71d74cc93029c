import { describe, expect, it } from 'vitest';
import { comparedNetwork } from '../../testing/compared-network';
import { readDocument } from '../../testing/read-document';
import { analyze } from '../../infer/analyze';
import { exportProblems } from './export-problems';
import type { ExportFormat } from './format';
import { exportKeras } from './keras/export-keras';
import { networkToExport } from './network-to-export';
import { exportPytorch } from './pytorch/export-pytorch';
import { exportFormats } from './registry';

const FACTS = { classNames: [], document: '', weights: '' };
const exported = (options: Parameters<typeof comparedNetwork>[0]) =>
  networkToExport(analyze(comparedNetwork(options)), 'all');

it.each(Object.values<ExportFormat>(exportFormats))(
  '$id takes several images, or refuses them at the node',
  (format) => {
    const problems = exportProblems(analyze(comparedNetwork({ tuple: 'pair' })), format);
    const expected = format.keepsInputs === true ? [] : [['export-several-inputs', 'partner']];
    expect(problems.map(({ code, path }) => [code, path])).toEqual(expected);
  },
);

it.each(Object.values<ExportFormat>(exportFormats))(
  '$id refuses numbers beside images at the node',
  (format) => {
    const network = readDocument({
      ...{ format: 'netloom', version: 3, name: 'both' },
      nodes: [
        { id: 'image', type: 'input', parameters: { shape: [8, 8, 1] } },
        { id: 'person', type: 'input', parameters: { shape: [2], takes: 'numbers' } },
        { id: 'flat', type: 'flatten' },
        { id: 'join', type: 'concatenate' },
        { id: 'dense', type: 'dense', parameters: { units: 3 } },
        { id: 'out', type: 'output' },
      ],
      edges: ['image flat', 'flat join', 'person join', 'join dense', 'dense out'].map((wire) => {
        const [from, to] = wire.split(' ');
        return { from, to };
      }),
    });
    const problems = exportProblems(analyze(network), format);
    expect(problems.map(({ code, path }) => [code, path])).toEqual([['export-numbers', 'person']]);
  },
);

describe('a PyTorch project of a network that compares', () => {
  it('takes the images in the order of the inputs', () => {
    const { texts, inputs } = exportPytorch(exported({ tuple: 'triplet' }), FACTS);
    expect(texts['model.py']).toContain('def forward(self, example, positive, negative):');
    expect(inputs).toEqual(['inputs_example', 'inputs_positive', 'inputs_negative']);
    expect(texts['check.py']).toContain('INPUTS = ["inputs_example", "inputs_positive", "inputs_negative"]');
  });

  it('compares image files by what the network learned with', () => {
    const predictOf = (options: Parameters<typeof comparedNetwork>[0]) =>
      exportPytorch(exported(options), FACTS).texts['predict.py'];
    expect(predictOf({ tuple: 'pair' })).toContain('if distance < 0.5');
    expect(predictOf({ tuple: 'pair', pairLoss: 'binaryCrossEntropy' })).toContain('torch.sigmoid');
    expect(predictOf({ tuple: 'triplet' })).toContain('near, far = scores');
  });
});

describe('a Keras project of a network that compares', () => {
  it('has an input layer for each image, in source and file', () => {
    const { texts, model, inputs } = exportKeras(exported({ tuple: 'pair' }), FACTS);
    expect(texts['model.py']).toContain('inputs = [example, partner]');
    expect(JSON.stringify(model.config)).toContain('"input_layers":[["example",0,0],["partner",0,0]]');
    expect(inputs).toEqual(['inputs_example', 'inputs_partner']);
    // Its converter takes one.
    expect(texts['to_coreml.py']).toBeUndefined();
    expect(texts['to_litert.py']).toContain('"partner": "inputs_partner"');
  });
});
