import { expect, it } from 'vitest';
import type { TargetDescription } from '../../datasets/target-description';
import type { NetloomDocument } from '../../document/document';
import { analyze } from '../../infer/analyze';
import { readDocument } from '../../testing/read-document';
import { exportKeras } from './keras/export-keras';
import { type NetworkToExport, networkToExport } from './network-to-export';
import { exportOnnx } from './onnx/export-onnx';
import { exportPytorch } from './pytorch/export-pytorch';
import { type ExportFormatId, exportFormats } from './registry';
import { exportSavedModel } from './saved-model/export-saved-model';
import { exportTfjs } from './tfjs/export-tfjs';
import { readmeText } from './tfjs/files/readme';

/** As many classes in two of the labels, so that their number does not tell them apart. */
const LABELS: TargetDescription = {
  kind: 'columns',
  columns: [
    { name: 'fruit', target: { kind: 'class', classNames: ['apple', 'pear', 'plum'] } },
    {
      name: 'season',
      target: {
        kind: 'class',
        classNames: { en: ['May', 'July', 'Fall'], 'zh-Hant': ['五月', '七月', '秋'] },
      },
    },
    { name: 'tags', target: { kind: 'classes', classNames: ['ripe', 'large'] } },
    { name: 'grams', target: { kind: 'numbers', names: ['grams'], mean: [150], deviation: [40] } },
  ],
};
const [FRUIT, SEASON, TAGS] = [
  ['apple', 'pear', 'plum'],
  ['May', 'July', 'Fall'],
  ['ripe', 'large'],
];

/** Outputs of an image, each of one dense layer. @param outputs the label that each learns, and its scores */
function withLabels(outputs: readonly (readonly [label: string, scores: number])[]): NetloomDocument {
  return readDocument({
    ...{ format: 'netloom', version: 3, name: 'labels' },
    nodes: [
      { id: 'image', type: 'input', parameters: { shape: [4, 4, 3] } },
      { id: 'flat', type: 'flatten' },
      ...outputs.flatMap(([label, units]) => [
        { id: `${label}-scores`, type: 'dense', parameters: { units } },
        { id: `${label}-out`, type: 'output', parameters: { label } },
      ]),
    ],
    edges: [
      { from: 'image', to: 'flat' },
      ...outputs.flatMap(([label]) => [
        { from: 'flat', to: `${label}-scores` },
        { from: `${label}-scores`, to: `${label}-out` },
      ]),
    ],
  });
}

const facts = { document: '', weights: '', target: LABELS };

/** The lists of names in `data.py`, in the order in which they are there. */
function listsOf(source = ''): readonly (readonly string[])[] {
  const text = source.slice(source.indexOf('CLASS_NAMES = '), source.indexOf('def normalize'));
  return [...text.matchAll(/\[([^\]]*)\]/g)].map(([, inside = '']) =>
    [...inside.matchAll(/"([^"]*)"/g)].map(([, name = '']) => name),
  );
}

/** What the files of each format say of the classes of the outputs, of those without classes nothing or an empty list. */
const namesIn: Readonly<
  Record<ExportFormatId, (network: NetworkToExport) => readonly (readonly string[])[]>
> = {
  onnx: (network) =>
    Object.entries(exportOnnx(network, facts).metadata)
      .filter(([key]) => key.startsWith('class_names'))
      .map(([, names]) => JSON.parse(names)),
  pytorch: (network) => listsOf(exportPytorch(network, facts).texts['data.py']),
  keras: (network) => listsOf(exportKeras(network, facts).texts['data.py']),
  'saved-model': (network) =>
    Object.entries(exportSavedModel(network, facts).texts)
      .filter(([name]) => name.startsWith('class_names'))
      .map(([, text]) => text.trim().split('\n')),
  tfjs: (network) => exportTfjs(network, facts).metadata.outputs.map(({ classNames }) => classNames),
};
const formats = Object.keys(exportFormats) as ExportFormatId[];

it.each(formats)('%s has the names of the label that its only output learned', (format) => {
  const network = networkToExport(analyze(withLabels([['season', 3]])));
  expect(namesIn[format](network)).toEqual([SEASON]);
});

it.each(formats)('%s has the names of the label of each output', (format) => {
  const document = withLabels([
    ['season', 3],
    ['fruit', 3],
    ['grams', 1],
    ['tags', 2],
  ]);
  const found = namesIn[format](networkToExport(analyze(document)));
  expect(found.filter((names) => names.length > 0)).toEqual([SEASON, FRUIT, TAGS]);
});

it('names are found by the name of the output that they are of', () => {
  const document = withLabels([
    ['season', 3],
    ['grams', 1],
  ]);
  const network = networkToExport(analyze(document));
  expect(Object.keys(exportOnnx(network, facts).metadata)).toContain('class_names_season_out');
  for (const { texts } of [exportPytorch(network, facts), exportKeras(network, facts)]) {
    expect(texts['data.py']).toContain('    "scores_season_out": [\n        "May",\n');
    expect(texts['data.py']).toContain('    "scores_grams_out": [],\n');
    expect(texts['README.md']).toContain('names of the classes of each output');
  }
  const { texts } = exportSavedModel(network, facts);
  expect(texts['class_names_season_out.txt']).toBe('May\nJuly\nFall\n');
  expect(texts['README.md']).toContain(
    '- `probabilities_season_out`: of the classes, in the order of `class_names_season_out.txt`.',
  );
  expect(texts['to_coreml.py']).toContain('HERE.glob("class_names*.txt")');
});

it('scores that are not as many as the classes of their label have no names', () => {
  const network = networkToExport(analyze(withLabels([['season', 5]])));
  expect(
    formats
      .flatMap((format) => namesIn[format](network))
      .flat()
      .filter(Boolean),
  ).toEqual([]);
});

it('numbers that an output learned are known by their names, and by what makes them those of the data', () => {
  const grams = { names: ['grams'], mean: [150], deviation: [40] };
  const one = networkToExport(analyze(withLabels([['grams', 1]])));
  const several = networkToExport(
    analyze(
      withLabels([
        ['season', 3],
        ['grams', 1],
      ]),
    ),
  );
  const { predicted_numbers: ofOne } = exportOnnx(one, facts).metadata;
  expect(JSON.parse(ofOne ?? '')).toEqual({ ...grams, included: false });
  const { predicted_numbers_grams_out: ofSecond } = exportOnnx(several, facts).metadata;
  expect(JSON.parse(ofSecond ?? '')).toEqual({ ...grams, included: false });
  const { metadata } = exportTfjs(several, facts);
  expect(metadata.outputs.map(({ numbers }) => numbers)).toEqual([null, grams]);
  expect(readmeText(metadata, { hasData: true, hasOwnLayers: false })).toContain(
    '- The scores of grams-out are numbers, standardized: grams; value * deviation + mean',
  );
  const { texts } = exportSavedModel(one, facts);
  expect(texts['README.md']).toContain('standardized: grams = score * 40 + 150');
  for (const source of [texts, exportPytorch(one, facts).texts, exportKeras(one, facts).texts]) {
    expect(source['predict.py']).toContain('NUMBERS = ["grams"]\nMEANS = [150]\nDEVIATIONS = [40]\n');
    expect(source['predict.py']).toContain('value * deviation + mean');
  }
});
