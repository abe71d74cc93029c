import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { ReadNetwork } from '../../../contract/network-import';
import { serializeDocument } from '../../../graph-runtime/document/serialize';
import { documentOfModel } from '../../../graph-runtime/exchange/import/network/document-of-model';
import type { NetworkImportReport } from '../../../graph-runtime/exchange/import/network/import-report';
import { foldingTexts, placeholderTexts } from '../../../graph-runtime/exchange/import/network/report-texts';
import { normalizationNames } from '../../../graph-runtime/exchange/import/known-normalizations';
import { formatShape } from '../../../graph-runtime/layers/tensor-type';
import { writeFileAtomically } from '../../files/atomic-write';
import { type OptionDefinitions, parseCommandLine, UsageError } from '../arguments';
import type { Command } from '../command';
import { groupDigits } from '../figures';
import { placeForWriting } from '../place-for-writing';
import type { Output } from '../output';
import { formatTable } from '../table';
import { answerOfTrainerJob } from '../trainer-answer';
import { userPath } from '../user-path';

const options = {
  normalization: {
    kind: 'choice',
    among: normalizationNames,
    value: 'NAME',
    help: 'how images were normalized for this network: written into the settings; as in the file where it is not given',
  },
  all: { kind: 'flag', help: 'list every weight and the tensor it is from' },
  overwrite: { kind: 'flag', help: 'replace OUT and its weights if they exist' },
  json: { kind: 'flag', help: 'print JSON' },
} as const satisfies OptionDefinitions;

/** `import FILE OUT`: a network from elsewhere as one of Netloom's, with its weights beside it. */
export const importCommand: Command = {
  takes: 'FILE OUT',
  summary: 'makes a network of a model from elsewhere (ONNX, Keras, TensorFlow.js)',
  uses: [
    'import FILE OUT: writes the network, its weights beside it, and reports what happened to each operation',
  ],
  introduction: `FILE is an .onnx file, a .keras or .h5 file, or the model.json of a TensorFlow.js layers model. OUT is the network file to write, and its weights come beside it as OUT's name with .safetensors.
Operations that no layer computes become placeholders, which keep their place, name and attributes; the report names them. Quantized models are refused.`,
  options,
  exitCodes: ['written', 'the file cannot be read, or holds no network'],
  isTraining: true,
  run,
};

async function run(args: readonly string[], output: Output): Promise<number> {
  const { positionals, options: given } = parseCommandLine(args, options);
  const [from, out, ...more] = positionals;
  if (from === undefined || out === undefined || more.length > 0) {
    throw new UsageError('import needs two files: import FILE OUT.');
  }
  const source = userPath(from);
  if (!existsSync(source)) throw new UsageError(`There is no file ${from}.`);
  if (statSync(source).isDirectory()) throw new UsageError(`${from} is a folder; import needs a file.`);
  const path = placeForWriting(out, given.overwrite);
  const target = placeForWriting(path.replace(/(\.json)?$/, '.safetensors'), given.overwrite);
  const network = await answerOfTrainerJob<ReadNetwork>(
    { type: 'import-network', source, target },
    (message) => (message.type === 'imported-network' ? message.network : null),
    output,
  );
  if (typeof network === 'number') return network;
  const { sha256, report } = network;
  const document = documentOfModel(network.document, {
    weights: sha256 === null ? null : { file: basename(target), sha256 },
    normalization: given.normalization ?? null,
  });
  await writeFileAtomically(path, [Buffer.from(serializeDocument(document))]);
  const written = sha256 === null ? [path] : [path, target];
  if (given.json) output.printJson({ network: path, weights: written[1] ?? null, report });
  else output.print([...reportLines(report, given.all), '', ...written]);
  return 0;
}

const FORMATS: Readonly<Record<string, string>> = {
  ...{ onnx: 'ONNX', keras: 'Keras', 'keras-h5': 'Keras (HDF5)', tfjs: 'TensorFlow.js' },
};

function reportLines(report: NetworkImportReport, isAll: boolean): readonly string[] {
  const { format, producer, version, nodes, weights, normalization } = report;
  const by = producer === '' ? '' : `, written by ${producer}`;
  const isOnnx = format === 'onnx';
  return [
    `${FORMATS[format] ?? format}${isOnnx ? ` (opset ${version})` : ''}${by}: ${groupDigits(nodes)} operations`,
    '',
    ...mappedLines(report),
    ...foldedLines(report),
    ...report.added.map(({ layer, count }) => `${count} × ${layer} added so that the numbers stay the same`),
    ...report.assumed.map(
      ({ input, shape }) => `The file leaves the size of ${input} open; ${formatShape(shape)} was chosen`,
    ),
    ...(normalization === 'unknown'
      ? ['How images were normalized is not in the file: choose it with --normalization, or in the settings']
      : ['The normalization of the images is in the settings, as the file has it']),
    `${groupDigits(weights.length)} weights taken`,
    ...(isAll ? ['', ...weightLines(report)] : []),
    ...leftOverLines(report),
    ...placeholderLines(report),
  ];
}

function mappedLines({ mapped }: NetworkImportReport): readonly string[] {
  const columns = [
    { title: 'Operation', align: 'left' },
    { title: 'Layer', align: 'left' },
    { title: 'Count', align: 'right' },
  ] as const;
  return [
    ...formatTable(
      columns,
      mapped.map(({ operation, layer, count }) => [operation, layer, `${count}`]),
    ),
    '',
  ];
}

function foldedLines({ folded }: NetworkImportReport): readonly string[] {
  return folded.map(
    ({ operation, reason, names }) =>
      `${names.length} × ${operation} is no layer: ${foldingTexts[reason].en}`,
  );
}

function weightLines({ weights }: NetworkImportReport): readonly string[] {
  const columns = [
    { title: 'Weight', align: 'left' },
    { title: 'Shape', align: 'left' },
    { title: 'Tensor', align: 'left' },
  ] as const;
  return formatTable(
    columns,
    weights.map(({ name, shape, from }) => [name, formatShape(shape), from]),
  );
}

function leftOverLines({ leftOver }: NetworkImportReport): readonly string[] {
  if (leftOver.length === 0) return [];
  return [
    '',
    `${groupDigits(leftOver.length)} tensors of the file have no place in the network:`,
    ...leftOver.map(({ name, shape }) => `  ${name} ${formatShape(shape)}`),
  ];
}

function placeholderLines({ placeholders }: NetworkImportReport): readonly string[] {
  if (placeholders.length === 0) return [];
  return [
    '',
    `${groupDigits(placeholders.length)} operations have no layer; placeholders keep their places:`,
    ...placeholders.flatMap(({ node, operation, attributes, reason, detail, isShapeKnown }) => [
      `  ${node}: ${operation}, ${placeholderTexts[reason].en}${detail === '' ? '' : ` (${detail})`}`,
      ...(attributes === '' ? [] : [`    ${attributes}`]),
      ...(isShapeKnown ? [] : ['    its output is taken to have the shape of its input']),
    ]),
  ];
}
