import { isLabelFile, pathOfLabel } from '../../../../graph-runtime/datasets/labels/label-kind';
import type { ProblemReason } from '../../../../contract/data-problems';
import type { FileTree } from '../../file-tree/file-tree';
import type { DataFormat, FormatAnswers, FormatOutline, SourceExample } from '../data-format';
import { recognizeFormats } from '../recognize';

const { signal } = new AbortController();

export interface ReadSource {
  /** Id of the format that is surest of it; null: none takes it. */
  readonly format: string | null;
  readonly others: readonly string[];
  readonly questions: readonly string[];
  readonly outline: FormatOutline;
  readonly examples: readonly SourceExample[];
  /** `reason path` or `reason path:row` of every problem. */
  readonly problems: readonly string[];
}

/** All that a source holds, by the format that is surest of it. */
export async function readSource(tree: FileTree, answers: FormatAnswers = {}): Promise<ReadSource> {
  const [first, ...others] = await recognizeFormats(tree, answers);
  if (first === undefined) throw new Error('no format takes it');
  const { outline, examples } = await readFormat(first.format, tree, answers);
  return {
    format: first.format.id,
    others: others.map(({ format }) => format.id),
    questions: first.recognition.questions.map(({ id }) => id),
    outline,
    examples,
    problems: outline.problems.map(inShort),
  };
}

/** Outline and examples, which have to agree. */
export async function readFormat(format: DataFormat, tree: FileTree, answers: FormatAnswers = {}) {
  const outline = await format.outline(tree, answers, signal);
  const examples: SourceExample[] = [];
  for await (const example of format.examples(tree, answers, signal)) examples.push(example);
  if (examples.length !== outline.exampleCount) {
    throw new Error(`${examples.length} examples, not ${outline.exampleCount}`);
  }
  const keys = new Set(examples.map(({ key }) => key));
  if (keys.size < examples.length) throw new Error('two examples have one key');
  return { outline, examples };
}

function inShort({ reason, path, row }: { reason: ProblemReason; path: string; row?: number }): string {
  return row === undefined ? `${reason} ${path}` : `${reason} ${path}:${row}`;
}

/** `key split target` of each example. */
export function linesOf(examples: readonly SourceExample[]): string[] {
  return examples.map(({ key, split, target }) => `${key} ${split ?? '-'} ${targetOf(target)}`);
}

function targetOf(target: SourceExample['target']): string {
  switch (target.type) {
    case 'class':
      return target.name;
    case 'classes':
      return `{${target.names.join()}}`;
    case 'numbers':
      return `[${target.values.join()}]`;
    case 'mask':
    case 'image':
      return target.path;
    case 'columns':
      return `(${target.values.map((value) => (isLabelFile(value) ? pathOfLabel(value) : value)).join()})`;
    case 'none':
      return '-';
  }
}
