import type { FileTree } from '../file-tree/file-tree';
import type { DataFormat, FormatAnswers, Recognition } from './data-format';
import { baseName, extensionOf } from './image-names';
import { DATA_FORMATS } from './registry';

export interface RecognizedFormat {
  readonly format: DataFormat;
  readonly recognition: Recognition;
}

/** The formats that the tree can be in, the most likely first; none: say `foundFiles` and the registry's layouts. */
export async function recognizeFormats(
  tree: FileTree,
  answers: FormatAnswers = {},
): Promise<readonly RecognizedFormat[]> {
  const found: RecognizedFormat[] = [];
  for (const format of DATA_FORMATS) {
    const recognition = await format.recognize(tree, answers);
    if (recognition !== null) found.push({ format, recognition });
  }
  return found.sort((left, right) => right.recognition.confidence - left.recognition.confidence);
}

/** How many kinds of files are named. */
const SHOWN_KINDS = 8;

/** What there is, by extension, the most frequent first: `.wav 1204, .txt 3, README 1`. Empty for an empty tree. */
export function foundFiles({ files }: FileTree): string {
  const counts = new Map<string, number>();
  for (const { path } of files) {
    const extension = extensionOf(path);
    const kind = extension === '' ? baseName(path) : `.${extension}`;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const kinds = [...counts].sort(([, left], [, right]) => right - left);
  const shown = kinds.slice(0, SHOWN_KINDS).map(([kind, count]) => `${kind} ${count}`);
  return [...shown, ...(kinds.length > shown.length ? ['…'] : [])].join(', ');
}
