import { pythonString } from '../value';
import { INDICES, type RowDialect } from './label-rows';
import type { ExportedTraining, TrainedOutput } from './trained-outputs';

/**
 * What an output is compared with, of the input `x` and of labels.
 *
 * @param labels the variable of the labels of a batch
 */
export function targetText(
  { rows }: Pick<ExportedTraining, 'rows'>,
  { target: { kind, column } }: TrainedOutput,
  labels: string,
  framework: RowDialect,
): string {
  if (kind.id === 'input') return 'x';
  if (column === undefined) return labels;
  const { at, values, name } = column;
  if (rows?.areNamed === true) return `${labels}[${pythonString(name)}]`;
  return kind.id === 'class'
    ? `${labels}[:, ${at}]${INDICES[framework]}`
    : `${labels}[:, ${at}:${at + values}]`;
}

/** The class weights of an output. */
export function weightsText({ outputs, rows }: ExportedTraining, trained: TrainedOutput): string {
  if (rows === null) return 'weights';
  return `weights[${outputs.filter(({ isWeighted }) => isWeighted).indexOf(trained)}]`;
}

/** What `dataset.json` says of the labels of an output. */
export function descriptionText({ rows }: ExportedTraining, { target: { column } }: TrainedOutput): string {
  if (rows === null || column === undefined) return 'labels_of(data)';
  const at = rows.columns.findIndex(({ name }) => name === column.name);
  return `labels_of(data)["columns"][${at}]["target"]`;
}
