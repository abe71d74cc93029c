import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { WeightImportReport } from '../../../contract/weight-import';
import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { serializeDocument } from '../../../graph-runtime/document/serialize';
import { PROJECT_FAMILY } from '../../../graph-runtime/exchange/import/family';
import {
  normalizationNamed,
  normalizationNames,
} from '../../../graph-runtime/exchange/import/known-normalizations';
import { torchEdits } from '../../../graph-runtime/exchange/import/torch-edits';
import { formatShape } from '../../../graph-runtime/layers/tensor-type';
import { writeFileAtomically } from '../../files/atomic-write';
import { type OptionDefinitions, parseCommandLine, UsageError } from '../arguments';
import type { Command } from '../command';
import { groupDigits } from '../figures';
import { readNetwork } from '../network-argument';
import type { Output } from '../output';
import { placeForWriting } from '../place-for-writing';
import { formatTable } from '../table';
import { answerOfTrainerJob } from '../trainer-answer';
import { userPath } from '../user-path';

const options = {
  normalization: {
    kind: 'choice',
    among: normalizationNames,
    value: 'NAME',
    help: 'how images were normalized for these weights: written into the settings; unchanged where it is not given',
  },
  all: { kind: 'flag', help: 'list every pair of weight and tensor' },
  overwrite: { kind: 'flag', help: 'replace OUT and its weights if they exist' },
  json: { kind: 'flag', help: 'print JSON' },
} as const satisfies OptionDefinitions;

/** `import-weights NETWORK WEIGHTS OUT`: a network that begins with weights from elsewhere. */
export const importWeightsCommand: Command = {
  takes: 'NETWORK WEIGHTS OUT',
  summary: 'makes a network that begins with weights from elsewhere',
  uses: [
    'import-weights FILE model.pth OUT: pairs the tensors of a PyTorch file with the layers of the network, and writes the network with their values beside it',
  ],
  introduction: `WEIGHTS is a .pth or .pt file of a state_dict, or a safetensors file; OUT is the network file to write, and its weights come beside it as OUT's name with .safetensors.
Known are the names of torchvision's ResNet, VGG, DenseNet, MobileNetV2, GoogLeNet and AlexNet, of efficientnet-lite-pytorch, and of Netloom's own files; others are paired in their order where kinds and shapes agree all along. Files that want to run code are refused, and nothing of them is run.`,
  options,
  exitCodes: ['written', 'the file cannot be read, or nothing of it fits'],
  isTraining: true,
  run,
};

async function run(args: readonly string[], output: Output): Promise<number> {
  const { positionals, options: given } = parseCommandLine(args, options);
  const [place, from, out, ...more] = positionals;
  if (place === undefined || from === undefined || out === undefined || more.length > 0) {
    throw new UsageError('import-weights needs three files: import-weights NETWORK WEIGHTS OUT.');
  }
  const source = userPath(from);
  if (!existsSync(source) || statSync(source).isDirectory())
    throw new UsageError(`There is no file ${from}.`);
  const path = placeForWriting(out, given.overwrite);
  const target = path.replace(/(\.json)?$/, '.safetensors');
  placeForWriting(target, given.overwrite);
  const network = await readNetwork('import-weights', [place], given.json, output);
  if (!network.ok) return network.exitCode;
  const report = await answerOfTrainerJob<WeightImportReport>(
    { type: 'import-weights', document: network.document, source, target },
    (message) => (message.type === 'imported-weights' ? message.report : null),
    output,
  );
  if (typeof report === 'number') return report;
  const document = withWeights(network.document, report, target, given.normalization);
  await writeFileAtomically(path, [Buffer.from(serializeDocument(document))]);
  if (given.json) output.printJson({ network: path, weights: target, ...report });
  else output.print(reportLines(report, { path, target, isAll: given.all }));
  return 0;
}

function withWeights(
  document: NetloomDocument,
  { family, format, sha256 }: WeightImportReport,
  target: string,
  normalization: string | undefined,
): NetloomDocument {
  const edits = format === 'netloom' ? [] : torchEdits(document, family).edits;
  const changed = applyEdits(document, [
    ...edits,
    { kind: 'set-weights', weights: { file: basename(target), sha256 } },
  ]);
  if (normalization === undefined) return changed;
  return applyEdits(changed, [
    { kind: 'set-training', changes: { normalization: normalizationNamed(normalization) } },
  ]);
}

const FORMATS: Readonly<Record<WeightImportReport['format'], string>> = {
  netloom: 'Netloom’s own weights',
  safetensors: 'safetensors',
  pytorch: 'PyTorch',
  'pytorch-legacy': 'PyTorch, before version 1.6',
};

function reportLines(
  report: WeightImportReport,
  { path, target, isAll }: { readonly path: string; readonly target: string; readonly isAll: boolean },
): readonly string[] {
  const { format, family, prefix, mapped, missing, leftOver, counters, padded, movedStrides, adjusted } =
    report;
  const names = namesOf(family);
  const lines = [
    `${FORMATS[format]}; ${names}${prefix === '' ? '' : `, without the prefix “${prefix}”`}`,
    `${groupDigits(mapped.length)} weights taken, ${groupDigits(mapped.filter(({ kind }) => kind !== 'same').length)} of them with axes in another order`,
    ...(counters > 0 ? [`${groupDigits(counters)} counters of batch normalization are not needed`] : []),
    ...(padded > 0
      ? [`${padded} nodes pad as PyTorch does from now on (“same” with a stride differs there)`]
      : []),
    ...(movedStrides > 0
      ? [`${movedStrides} blocks have their stride at the second convolution, as torchvision’s`]
      : []),
    ...(adjusted > 0
      ? [`${adjusted} nodes have parameters of ${family} from now on (epsilon, means over padding)`]
      : []),
  ];
  if (isAll) {
    const columns = [
      { title: 'Weight', align: 'left' },
      { title: 'Shape', align: 'left' },
      { title: 'Tensor', align: 'left' },
      { title: 'Order', align: 'left' },
    ] as const;
    lines.push(
      '',
      ...formatTable(
        columns,
        mapped.map(({ name, shape, from, kind }) => [name, formatShape(shape), from, kind]),
      ),
    );
  }
  if (missing.length > 0) {
    lines.push(
      '',
      `${groupDigits(missing.length)} weights are not in the file and are initialized randomly:`,
    );
    lines.push(
      ...missing.map(
        ({ name, shape, found }) =>
          `  ${name} ${formatShape(shape)}${found === null ? '' : `: the file has ${formatShape(found)}`}`,
      ),
    );
  }
  if (leftOver.length > 0) {
    lines.push('', `${groupDigits(leftOver.length)} tensors of the file have no place in the network:`);
    lines.push(...leftOver.map(({ name, shape }) => `  ${name} ${formatShape(shape)}`));
  }
  return [...lines, '', join(dirname(path), basename(path)), target];
}

/** Whose names the tensors have. */
function namesOf(family: string): string {
  if (family === PROJECT_FAMILY) return 'names of this network as a PyTorch project';
  if (family === 'by-order') return 'paired in their order, because no known names fit';
  return family === 'own-names' ? 'names of this network' : `names of ${family}`;
}
