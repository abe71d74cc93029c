import { describe, expect, it } from 'vitest';
import { comparedNetwork } from '../../testing/compared-network';
import type { TargetDescription } from '../../datasets/target-description';
import { LABELS_WITH_NUMBERS, numbersBeside } from '../../testing/numbers-beside';
import { LABELS_WITH_VIEWS, twoViews } from '../../testing/two-views';
import { analyze } from '../../infer/analyze';
import { exportProblems } from './export-problems';
import type { ExportFormat } from './format';
import { exportKeras } from './keras/export-keras';
import { networkToExport } from './network-to-export';
import { exportOnnx } from './onnx/export-onnx';
import { exportPytorch } from './pytorch/export-pytorch';
import { exportSavedModel } from './saved-model/export-saved-model';
import { exportFormats } from './registry';
import { exportTfjs } from './tfjs/export-tfjs';
import { readmeText } from './tfjs/files/readme';
import type { TfjsMetadata } from './tfjs/model';

const FACTS = { document: '', weights: '' };
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

it.each(Object.values<ExportFormat>(exportFormats))('$id takes numbers beside images', (format) => {
  expect(exportProblems(analyze(numbersBeside()), format)).toEqual([]);
});

it.each(Object.values<ExportFormat>(exportFormats))(
  '$id takes second images, or refuses them at the nodes',
  (format) => {
    const problems = exportProblems(analyze(twoViews()), format);
    const expected =
      format.keepsInputs === true
        ? []
        : [
            ['export-several-inputs', 'right'],
            ['export-several-inputs', 'depth'],
          ];
    expect(problems.map(({ code, path }) => [code, path])).toEqual(expected);
  },
);

describe('second images', () => {
  const network = networkToExport(analyze(twoViews()), 'all');
  const known = { ...FACTS, target: LABELS_WITH_VIEWS };

  it.each([
    ['PyTorch', exportPytorch, '(1, 4, 4)'],
    ['Keras', exportKeras, '(4, 4, 1)'],
  ])('enter a %s project behind the image, each in its own size', (_, write, depth) => {
    const { texts, inputs } = write(network, known);
    expect(inputs).toEqual(['inputs_left', 'inputs_right', 'inputs_depth']);
    expect(texts['data.py']).toContain(`SECOND_SHAPES = [`);
    expect(texts['data.py']).toContain(depth);
    // Depth has one channel, and there are means for three: it enters as it is.
    expect(texts['data.py']).toContain('if len(MEAN) not in (1, x.shape[');
    expect(texts['predict.py']).toContain('python predict.py photo.jpg right.jpg depth.jpg');
    expect(texts['README.md']).toContain('python predict.py photo.jpg right.jpg depth.jpg');
    expect(texts['train.py']).toBeUndefined();
  });

  it('are inputs of an ONNX file, normalized where there are as many means', () => {
    const { graph } = exportOnnx(networkToExport(analyze(twoViews())), known);
    expect(graph.inputs.map(({ name, dims }) => [name, ...dims.slice(1)])).toEqual([
      ['image_left', 3, 8, 6],
      ['image_right', 3, 8, 6],
      ['image_depth', 1, 4, 4],
    ]);
    const centered = graph.nodes
      .filter(({ operator }) => operator === 'Sub')
      .flatMap(({ inputs }) => inputs[0]);
    expect(centered).toEqual(['image_left', 'image_right']);
  });
});

describe('numbers beside images', () => {
  const network = networkToExport(analyze(numbersBeside()), 'all');
  const known = { ...FACTS, target: LABELS_WITH_NUMBERS };

  it.each([
    ['PyTorch', exportPytorch],
    ['Keras', exportKeras],
  ])('a %s project has what standardizes them, and takes them as they were measured', (_, write) => {
    const { texts, inputs } = write(network, known);
    expect(inputs).toEqual(['inputs']);
    expect(texts['data.py']).toContain('INPUT_NUMBERS = ["age", "weight"]');
    expect(texts['data.py']).toContain('INPUT_MEANS = [41.5, 68.25]');
    expect(texts['data.py']).toContain('INPUT_DEVIATIONS = [19.5, 12.75]');
    expect(texts['check.py']).toContain('standardize(sample["numbers"])');
    expect(texts['predict.py']).toContain('python predict.py photo.jpg 41.5 68.3');
    expect(texts['README.md']).toContain('in this order: age, weight; standardized');
    expect(texts['README.md']).toContain('python train.py --data DATA');
    expect(texts['train.py']).toContain('y[:, 1:3]');
  });

  it('are a second input of the model for Core ML', () => {
    const [coreml, ofGraph] = [exportKeras, exportSavedModel].map(
      (write) => write(network, known).texts['to_coreml.py'],
    );
    expect(coreml).toContain('from data import CLASS_NAMES, normalize, standardize');
    expect(coreml).toContain('INPUTS = {"image": "inputs", "person": "numbers"}');
    expect(ofGraph).toContain('INPUTS = {"input": "inputs", "numbers": "numbers"}');
  });

  it('are standardized in an ONNX file, which says by what', () => {
    const { graph, metadata } = exportOnnx(networkToExport(analyze(numbersBeside())), known);
    expect(graph.inputs).toEqual([
      { name: 'image', dims: ['batch', 3, 8, 6] },
      { name: 'numbers', dims: ['batch', 2] },
    ]);
    expect(JSON.parse(metadata.numbers ?? '')).toEqual({
      ...{ names: ['age', 'weight'], mean: [41.5, 68.25], deviation: [19.5, 12.75], included: true },
    });
  });

  it('enter standardized where the data set is not there, which the files say', () => {
    const { metadata } = exportOnnx(networkToExport(analyze(numbersBeside())), FACTS);
    expect(JSON.parse(metadata.numbers ?? '')).toEqual({ included: false });
    const readme = exportPytorch(network, FACTS).texts['README.md'];
    expect(readme).toContain('2 numbers, standardized as its data set was');
    expect(exportSavedModel(network, FACTS).texts['README.md']).toContain('The data set was not');
  });

  it('are the second input of a layers model, which says how the page standardizes them', () => {
    const predicting = networkToExport(analyze(numbersBeside()));
    const { inputs, metadata } = exportTfjs(predicting, known);
    expect(inputs).toEqual(['input', 'numbers']);
    const measured = { names: ['age', 'weight'], mean: [41.5, 68.25], deviation: [19.5, 12.75] };
    expect(metadata.numbers).toEqual({ count: 2, measured });
    const readmeOf = (of: TfjsMetadata) => readmeText(of, { hasData: true, hasOwnLayers: false });
    expect(readmeOf(metadata)).toContain(
      'model.predict([input, numbers]);   // [batch, 8, 6, 3]: pixels / 255',
    );
    expect(readmeOf(metadata)).toContain('in this order: age, weight; standardized: (value - mean)');
    const unknown = exportTfjs(predicting, FACTS).metadata;
    expect(unknown.numbers).toEqual({ count: 2, measured: null });
    expect(readmeOf(unknown)).toContain('2 numbers, standardized as its data set was');
    const remarks = (target?: TargetDescription) => exportFormats.tfjs.remarks(predicting, target);
    expect(remarks(LABELS_WITH_NUMBERS)).toHaveLength(remarks().length + 1);
  });

  it('enter a layers model under a name that no other node has', () => {
    const { nodes, edges, ...rest } = numbersBeside();
    const renamed: Readonly<Record<string, string>> = { wide: 'numbers', relu: 'input' };
    const nameOf = (id: string) => renamed[id] ?? id;
    const document = {
      ...rest,
      nodes: nodes.map((node) => ({ ...node, id: nameOf(node.id) })),
      edges: edges.map((edge) => ({ ...edge, from: nameOf(edge.from), to: nameOf(edge.to) })),
    };
    const { inputs, layers } = exportTfjs(networkToExport(analyze(document)), known);
    expect(inputs).toEqual(['input_', 'numbers_']);
    expect(new Set(layers.map(({ name }) => name)).size).toBe(layers.length);
  });

  it('have the labels of each output say what its scores mean', () => {
    const several: TargetDescription = {
      kind: 'columns',
      columns: [
        {
          name: 'score',
          target: { kind: 'numbers', names: ['a', 'b', 'c'], mean: [1, 2, 3], deviation: [4, 5, 6] },
        },
        ...(LABELS_WITH_NUMBERS.kind === 'columns' ? LABELS_WITH_NUMBERS.columns : []),
      ],
    };
    const { graph } = exportOnnx(network, { ...FACTS, target: several });
    expect(graph.outputs.map(({ name }) => name)).toEqual(['scores']);
    expect(exportOnnx(network, known).graph.outputs.map(({ name }) => name)).toEqual([
      'scores',
      'probabilities',
    ]);
    expect(exportKeras(network, { ...FACTS, target: several }).texts['predict.py']).toContain(
      'MEANS = [1, 2, 3]',
    );
  });
});

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
    expect(texts['to_coreml.py']).toContain(
      'INPUTS = {"example": "inputs_example", "partner": "inputs_partner"}',
    );
    expect(texts['to_litert.py']).toContain('"partner": "inputs_partner"');
  });
});
