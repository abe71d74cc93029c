import type { TargetDescription } from '../../../datasets/target-description';
import type { NetworkToExport } from '../network-to-export';
import { type ExportedOutput, exportedOutputs } from '../outputs';
import type { ExportedTraining } from './training/trained-outputs';
import { pythonString } from './value';

/** The names of classes in `data.py`: a list; of several outputs a dictionary, by what their scores are called. */
export function classNamesSource(network: NetworkToExport, target: TargetDescription | undefined): string {
  const [only, ...others] = exportedOutputs(network, target);
  if (only !== undefined && others.length === 0) {
    return `# In the order of the scores${only.classNames.length === 0 ? '; not known' : ''}.
CLASS_NAMES = ${listOf(only, '')}
`;
  }
  const entries = exportedOutputs(network, target).map(
    (output) => `    "${output.scores}": ${listOf(output, '    ')},\n`,
  );
  return `# Of each output in the order of its scores; none where they are no classes, or not known.
CLASS_NAMES = {
${entries.join('')}}
`;
}

function listOf({ classNames }: ExportedOutput, indent: string): string {
  if (classNames.length === 0) return '[]';
  return `[\n${classNames.map((name) => `${indent}    ${pythonString(name)},\n`).join('')}${indent}]`;
}

/** Where `data.py` has the names of the class folders of a data set: those of the first output that learns their class. */
export function folderNames(network: NetworkToExport, { outputs }: ExportedTraining): string {
  const all = exportedOutputs(network, undefined);
  if (all.length === 1) return 'CLASS_NAMES';
  const trained = outputs.find(({ target, isAuxiliary }) => target.kind.id === 'class' && !isAuxiliary);
  const found = all.find(({ output }) => output.path === trained?.output.path);
  return found === undefined ? '[]' : `CLASS_NAMES["${found.scores}"]`;
}
