import type { Diagnostic } from '../../graph-runtime/diagnostics/diagnostic';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import { analyze } from '../../graph-runtime/infer/analyze';
import { readNetworkFile } from '../projects/network-file';
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
 * Reads the one network file a command takes. A file that is not there is a bad argument; one that is no network ends with its
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
    tellDiagnostics(read.diagnostics, isJson, output);
    return { ok: false, exitCode: 1 };
  }
  if (read.failure.code === 'file-missing') throw new UsageError(`There is no file ${path}.`);
  output.note(terminalFailure(read.failure));
  return { ok: false, exitCode: 1 };
}

/** The same for commands that train: errors of the network itself end it, too. */
export async function readTrainableNetwork(
  command: string,
  positionals: readonly string[],
  isJson: boolean,
  output: Output,
): Promise<NetworkArgument> {
  const network = await readNetwork(command, positionals, isJson, output);
  if (!network.ok) return network;
  const { isTrainable, diagnostics } = analyze(network.document);
  if (isTrainable) {
    for (const warning of [...network.warnings, ...diagnostics]) output.note(formatDiagnostic(warning));
    return network;
  }
  tellDiagnostics([...network.warnings, ...diagnostics], isJson, output);
  return { ok: false, exitCode: 1 };
}

function tellDiagnostics(diagnostics: readonly Diagnostic[], isJson: boolean, output: Output): void {
  if (isJson) output.printJson({ diagnostics: diagnostics.map(diagnosticAsJson) });
  else for (const diagnostic of diagnostics) output.note(formatDiagnostic(diagnostic));
}
