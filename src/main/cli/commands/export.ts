import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, extname } from 'node:path';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { exportProblems } from '../../../graph-runtime/exchange/export/export-problems';
import { networkToExport } from '../../../graph-runtime/exchange/export/network-to-export';
import {
  EXPORT_FORMAT_IDS,
  type ExportFormatId,
  exportFormats,
} from '../../../graph-runtime/exchange/export/registry';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { labelsIn } from '../../../graph-runtime/messages/label-names';
import { findDataset } from '../../data/dataset-catalog';
import { datasetRoots } from '../../data/dataset-roots';
import type { OpenedWeights, TrainerCommand } from '../../trainer/protocol/protocol';
import { type OptionDefinitions, parseCommandLine, UsageError } from '../arguments';
import type { Command } from '../command';
import { diagnosticAsJson, formatDiagnostic } from '../diagnostic-lines';
import { readNetwork } from '../network-argument';
import type { Output } from '../output';
import { documentFileIn, trainedWeightsAt } from '../trained-network';
import { exitCodeOfFailure } from '../trainer-answer';
import { runTrainerJob } from '../trainer-job';
import { pathForWriting, userPath } from '../user-path';
import { exportCsv } from './export-csv';
import { runExport } from './export-run';

/** Not of a network, but of a run. */
const [TENSORBOARD, CSV] = ['tensorboard', 'csv'] as const;

const options = {
  to: {
    kind: 'choice',
    among: [...EXPORT_FORMAT_IDS, TENSORBOARD, CSV],
    value: 'FORMAT',
    help: formatsHelp(),
  },
  weights: {
    kind: 'text',
    what: 'the folder of a run, or a safetensors file',
    value: 'RUN',
    help: 'weights to export: of a run (its folder), or of a safetensors file',
  },
  overwrite: { kind: 'flag', help: 'replace OUT if it exists' },
  'dry-run': { kind: 'flag', help: 'say what cannot be exported, and write nothing' },
  json: { kind: 'flag', help: 'print JSON' },
} as const satisfies OptionDefinitions;

/** `export NETWORK OUT --to FORMAT`: a network as other frameworks read it. */
export const exportCommand: Command = {
  takes: 'NETWORK OUT',
  summary: 'writes a network for other frameworks, with the weights of a run',
  uses: [
    'export DIR OUT --to onnx: exports the trained network of a run',
    'export FILE OUT --to onnx --weights RUN: exports a network file with the weights of a run',
    'export FILE OUT --to onnx: exports a network file with the weights that training would begin with',
    'export DIR OUT --to tensorboard: exports the curves of a run as a folder for TensorBoard',
    'export DIR OUT --to csv: writes the curves of a run as a table',
    'export DIR OUT --to pytorch: writes a folder of Python files, or one archive if OUT ends with .zip; so does keras',
  ],
  introduction: `DIR is a folder that "train --out DIR" wrote, or the folder of one of the app's runs. Nothing is written where something cannot be exported: what it is and where is said instead.`,
  options,
  exitCodes: ['written', 'the network cannot be exported, or the file cannot be written'],
  isTraining: true,
  run,
};

function formatsHelp(): string {
  const networks = EXPORT_FORMAT_IDS.map((id) => `${id}: ${exportFormats[id].summary.en}`);
  const runs = [
    `${TENSORBOARD}: The curves of a run, its weights and filters, for TensorBoard.`,
    `${CSV}: The curves of a run as a table.`,
  ];
  return [...networks, ...runs].join(' ');
}

async function run(args: readonly string[], output: Output): Promise<number> {
  const { positionals, options: given } = parseCommandLine(args, options);
  const [place, out, ...more] = positionals;
  if (place === undefined || out === undefined || more.length > 0) {
    throw new UsageError(
      'export needs a network (or the folder of a run) and a file to write: export NETWORK OUT --to onnx.',
    );
  }
  const { to: format } = given;
  if (format === undefined) {
    throw new UsageError(`export needs --to: ${[...EXPORT_FORMAT_IDS, TENSORBOARD, CSV].join(', ')}.`);
  }
  if (format === TENSORBOARD) {
    const wanted = await runExport(place, out, given, output);
    return typeof wanted === 'number' ? wanted : carryOut(wanted, given.json, output);
  }
  if (format === CSV) return exportCsv(place, out, given, output);
  const path = requirePlace(out, format, given.overwrite);
  const weights = weightsFrom(place, given.weights);
  const network = await readNetwork('export', [documentFileIn(place)], given.json, output);
  if (!network.ok) return network.exitCode;
  const { document } = network;
  if (!(await reportProblems(document, format, given.json, output))) return 1;
  if (given['dry-run']) {
    if (given.json) output.printJson({ name: document.name, format, diagnostics: [] });
    else output.print(`${document.name} can be exported to ${exportFormats[format].label.en}.`);
    return 0;
  }
  if (!given.json) output.draw(`Exporting ${document.name} …`);
  return carryOut({ type: 'export', document, weights, format, path }, given.json, output);
}

/** The absolute path of what is to be written. */
function requirePlace(out: string, format: ExportFormatId, mayOverwrite: boolean): string {
  const path = pathForWriting(out);
  if (!existsSync(dirname(path))) throw new UsageError(`There is no folder ${dirname(path)}.`);
  if (!existsSync(path)) return path;
  const { isFolder, extension } = exportFormats[format];
  const wantsFolder = isFolder && extname(path).toLowerCase() !== `.${extension}`;
  const isDirectory = statSync(path).isDirectory();
  if (wantsFolder && !isDirectory)
    throw new UsageError(`${out} is a file: name a folder, or a .${extension} file.`);
  if (!wantsFolder && isDirectory) throw new UsageError(`${out} is a folder: name the file to write.`);
  if (wantsFolder && readdirSync(path).length === 0) return path;
  if (!mayOverwrite) throw new UsageError(`${out} exists already; --overwrite replaces it.`);
  return path;
}

function weightsFrom(place: string, given: string | undefined): OpenedWeights {
  if (given !== undefined) {
    const path = userPath(given);
    if (!existsSync(path)) throw new UsageError(`There is no run or file ${given}.`);
    return trainedWeightsAt(path);
  }
  const path = userPath(place);
  const isFolder = existsSync(path) && statSync(path).isDirectory();
  return isFolder ? trainedWeightsAt(path) : { type: 'initial' };
}

/** Says what is not possible, at its nodes; true: nothing. */
async function reportProblems(
  document: NetloomDocument,
  format: ExportFormatId,
  isJson: boolean,
  output: Output,
): Promise<boolean> {
  const analysis = analyze(document);
  const problems = exportProblems(analysis, exportFormats[format]);
  const names = labelsIn(analysis, 'en');
  if (problems.length > 0) {
    if (isJson) output.printJson({ diagnostics: problems.map((one) => diagnosticAsJson(one, names)) });
    else for (const problem of problems) output.note(formatDiagnostic(problem, names));
    return false;
  }
  const { parts, remarks } = exportFormats[format];
  const network = networkToExport(analysis, parts);
  const { leftOut } = network;
  if (leftOut.length > 0) {
    output.note(`Left out, because they help training only: auxiliary outputs ${leftOut.join(', ')}.`);
  }
  const { id, name } = document.dataset;
  const found = await findDataset(datasetRoots(__dirname), id, name);
  const target = found.ok ? found.value.description.target : undefined;
  for (const { en } of remarks(network, target)) output.note(en);
  return true;
}

async function carryOut(
  command: Extract<TrainerCommand, { type: 'export' | 'export-run' }>,
  isJson: boolean,
  output: Output,
): Promise<number> {
  const { end, signal } = await runTrainerJob(
    command,
    () => undefined,
    () => output.note('Stopping; Ctrl-C again stops at once.'),
  );
  output.draw('');
  const failed = exitCodeOfFailure(end, signal, output);
  if (failed !== null) return failed;
  const { path, document } = command;
  const format = command.type === 'export' ? command.format : TENSORBOARD;
  const isTrained = command.type === 'export-run' || command.weights.type !== 'initial';
  if (isJson) output.printJson({ name: document.name, format, path, isTrained });
  else output.print(`${path}${isTrained ? '' : ' (untrained: no weights were given)'}`);
  return 0;
}
