import type { Diagnostic } from '../../graph-runtime/diagnostics/diagnostic';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import type { FieldNames } from '../../graph-runtime/messages/field-names';
import { labelsIn } from '../../graph-runtime/messages/label-names';
import { isTrainingCheck } from '../../graph-runtime/training-checks/registry';
import { readNetworkFile } from '../projects/network-file';
import { analyzeForTraining } from './analyze-for-training';
import { UsageError } from './arguments';
import { diagnosticAsJson, formatDiagnostic } from './diagnostic-lines';
import type { Output } from './output';
import { terminalFailure } from './terminal-failure';
import { userPath } from './user-path';

export type NetworkArgument =
  | { readonly ok: true; readonly document: NetloomDocument; readonly warnings: readonly Diagnostic[] }
  /** What is wrong has been said. */
  | { readonly ok: false; readonly exitCode: number };

/**
 * Reads the one network file a command takes. A file that does not exist is a bad argument; one that is no network ends with its
 * diagnostics and exit code 1.
 */
export async function readNetwork(
  command: string,
  positionals: readonly string[],
  isJson: boolean,
  output: Output,
): Promise<NetworkArgument> {
  const [path, ...others] = positionals;
  if (path === undefined) throw new UsageError(`${command} needs a network file, e.g. presets/lenet.json.`);
  if (others.length > 0)
    throw new UsageError(`${command} takes one network file, not ${positionals.length}.`);
  const read = await readNetworkFile(userPath(path));
  if (read.ok) return { ok: true, document: read.document, warnings: read.warnings };
  if (read.kind === 'invalid') {
    printDiagnostics(read.diagnostics, isJson, output);
    return { ok: false, exitCode: 1 };
  }
  if (read.failure.code === 'file-missing') throw new UsageError(`There is no file ${path}.`);
  output.note(terminalFailure(read.failure));
  return { ok: false, exitCode: 1 };
}

/** How a network that is read is going to be trained. */
export interface IntendedTraining {
  /** The document with the command's options. */
  readonly adapt?: (document: NetloomDocument) => NetloomDocument | Promise<NetloomDocument>;
  /** Training examples used at most. */
  readonly limit?: number | undefined;
  /** Whether weights come of it, so that what would keep them from learning is worth a word. */
  readonly isLearning?: boolean;
}

/**
 * The same for commands that train: errors of the network itself, of its settings, or of what it expects of the data end it, too,
 * before a process is started or a file written.
 */
export async function readTrainableNetwork(
  command: string,
  positionals: readonly string[],
  isJson: boolean,
  output: Output,
  intended: IntendedTraining = {},
): Promise<NetworkArgument> {
  const network = await readNetwork(command, positionals, isJson, output);
  return network.ok ? requireTrainable(network, isJson, output, intended) : network;
}

/** The network as it is going to be trained, with its warnings printed; or, with its errors printed, an exit code. */
export async function requireTrainable(
  network: Pick<Extract<NetworkArgument, { ok: true }>, 'document' | 'warnings'>,
  isJson: boolean,
  output: Output,
  { adapt = (document) => document, limit, isLearning = false }: IntendedTraining = {},
): Promise<NetworkArgument> {
  const document = await adapt(network.document);
  const { analysis, missing } = await analyzeForTraining(document, limit);
  const diagnostics = [...network.warnings, ...analysis.diagnostics];
  const names = labelsIn(analysis, 'en');
  if (analysis.isTrainable && missing === null) {
    const shown = isLearning ? diagnostics : diagnostics.filter(({ code }) => !isTrainingCheck(code));
    for (const warning of shown) output.note(formatDiagnostic(warning, names));
    return { ok: true, warnings: network.warnings, document };
  }
  printDiagnostics(
    missing === null ? diagnostics : [...diagnostics, { ...missing, severity: 'error' as const }],
    isJson,
    output,
    names,
  );
  return { ok: false, exitCode: 1 };
}

function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  isJson: boolean,
  output: Output,
  names?: FieldNames,
): void {
  if (isJson) output.printJson({ diagnostics: diagnostics.map((one) => diagnosticAsJson(one, names)) });
  else for (const diagnostic of diagnostics) output.note(formatDiagnostic(diagnostic, names));
}
