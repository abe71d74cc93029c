import type { SplitName, TargetKind } from '../../../../contract/data-survey';
import { classesOfSource } from '../../../../graph-runtime/datasets/target-description';
import { sourceProblem } from '../../file-tree/source-problem-error';
import { sortClassNames } from '../class-folders/class-names';
import type { FormatOutline, SourceTarget } from '../data-format';
import { splitOfPath } from '../image-folder';
import { baseName } from '../image-names';
import { oncePerAnswers } from '../once-per-answers';
import { splitInName } from '../split-names';
import type { ParquetColumn, ParquetFile } from './parquet-file';
import { severalLabels } from './parquet-labels';
import { chosenLabel, kindOf, nameOf, type ParquetFiles, parquetFiles } from './parquet-source';

export interface ParquetPlan {
  readonly source: ParquetFiles;
  /** The target of each row of each file; null: it has no usable label. */
  readonly targets: ReadonlyMap<ParquetFile, readonly (SourceTarget | null)[]>;
  readonly outline: FormatOutline;
}

/** Reads the labels of all rows, without the images. */
export const planParquet = oncePerAnswers(async (tree, answers): Promise<ParquetPlan> => {
  const source = await parquetFiles(tree);
  if (source === null) throw sourceProblem('unsupported-array', tree.source);
  const label = chosenLabel(source, answers);
  const several = await severalLabels(source, answers);
  if (several !== null) return { source, ...several };
  const kind = kindOf(label);
  const targets = new Map<ParquetFile, readonly (SourceTarget | null)[]>();
  const problems = [...source.problems];
  for (const file of source.files) {
    const found = await targetsOf(file, label, kind);
    targets.set(file, found);
    for (const [row, target] of found.entries())
      if (target === null) problems.push({ reason: 'bad-label', path: file.path, row });
  }
  const all = [...targets.values()].flat().filter((target) => target !== null);
  const outline: FormatOutline = {
    target: kind,
    classNames: label?.classNames ?? classNamesOf(all),
    targetNames: kind === 'numbers' && label !== null ? [label.name] : [],
    featureNames: [],
    featureKinds: [],
    exampleCount: all.length,
    problems,
  };
  return { source, targets, outline };
});

async function targetsOf(
  file: ParquetFile,
  label: ParquetColumn | null,
  kind: TargetKind,
): Promise<(SourceTarget | null)[]> {
  const targets: (SourceTarget | null)[] = [];
  for (const [index, { count }] of file.groups.entries()) {
    if (label === null) {
      for (let row = 0; row < count; row += 1) targets.push({ type: 'none' });
      continue;
    }
    for (const row of await file.readGroup(index, [label.name]))
      targets.push(targetOf(row[label.name], label, kind));
  }
  return targets;
}

function targetOf(value: unknown, label: ParquetColumn, kind: TargetKind): SourceTarget | null {
  if (kind === 'classes') {
    const names = (Array.isArray(value) ? value : []).flatMap((item: unknown) => nameOf(item, label) ?? []);
    return { type: 'classes', names: [...new Set(names)] };
  }
  if (kind === 'numbers') {
    const number = typeof value === 'number' || typeof value === 'bigint' ? Number(value) : Number.NaN;
    return Number.isFinite(number) ? { type: 'numbers', values: [number] } : null;
  }
  const name = nameOf(value, label);
  return name === null ? null : { type: 'class', name };
}

function classNamesOf(targets: readonly SourceTarget[]): string[] {
  return sortClassNames(targets.flatMap(classesOfSource));
}

export function splitOfFile({ path }: ParquetFile): SplitName | null {
  return splitInName(baseName(path)) ?? splitOfPath(path);
}

/** The image's bytes in a row; an empty one, which the decoder names, where there are none. */
export function bytesOf(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (typeof value !== 'object' || value === null || !('bytes' in value)) return new Uint8Array();
  return value.bytes instanceof Uint8Array ? value.bytes : new Uint8Array();
}
