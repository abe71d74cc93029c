import type { SourceProblem } from '../../../../contract/data-problems';
import { arrayFormat } from '../arrays/array-format';
import { listArrays } from '../arrays/list-arrays';
import { textArray, wholeArray } from '../arrays/whole-array';
import { stemOf } from '../image-names';
import { readUnpacked } from '../packed-files';
import { type ColumnFacts, columnFacts, hasWord, LABEL_WORDS } from '../text-tables/columns';
import { readTableHead, tableKind } from '../text-tables/source-table';
import type { SourceTable } from '../text-tables/table-types';
import { type PixelColumns, scanPixels } from './pixel-scanner';

/** Tables with a column for each pixel: Kaggle's MNIST, `label, pixel0, …, pixel783`; the digits of scikit-learn. */
export const pixelTable = arrayFormat({
  id: 'pixel-table',
  name: { en: 'Table of pixels', 'zh-Hant': '像素表格' },
  layout: {
    en: 'A CSV file with a row for each image: its label, and a column for each pixel of a square image (28 × 28: 784 columns).',
    'zh-Hant': '每列一張影像的 CSV 檔案：標籤，以及正方形影像每個像素一欄（28 × 28 為 784 欄）。',
  },
  list: listArrays(async (path, finder, tree) => {
    if (tableKind(path) !== 'delimited') return;
    const head = await readTableHead(tree, path);
    const columns = head === null ? null : pixelColumnsOf(head);
    if (head === null || columns === null) return;
    const bytes = await finder.read(() => readUnpacked(tree, path));
    if (bytes === undefined) return;
    const { values, labels, rows, badRows } = scanPixels(bytes, columns);
    finder.report(...badRows.map((row): SourceProblem => ({ reason: 'bad-row', path, row })));
    const shape = [rows.length, columns.columns - (columns.labelColumn === null ? 0 : 1)];
    const type = values instanceof Uint8Array ? 'whole' : 'float';
    finder.add(
      wholeArray({ file: path, name: stemOf(path), shape, type, isExamples: true }, async () => values),
    );
    if (columns.labelColumn === null) return;
    finder.add(textArray({ file: path, name: 'label', shape: [rows.length] }, async () => labels));
  }),
});

/** Sides of square images that are looked for. */
const SMALLEST_SIDE = 8;

/** Null where the columns are not the pixels of a square image, with or without a label. */
export function pixelColumnsOf(table: SourceTable): PixelColumns | null {
  const { columns, hasHeader, rows } = table;
  const count = columns.length;
  if (rows.length === 0 || !(isSquare(count) || isSquare(count - 1))) return null;
  const facts = columnFacts(table);
  const layout = { columns: count, hasHeader, delimiter: table.delimiter ?? ',' };
  // A broken cell is its row's fault.
  const arePixels = (pixels: readonly ColumnFacts[]) =>
    pixels.filter(({ areNumbers, distinct }) => areNumbers && areInRange(distinct)).length >=
    0.9 * pixels.length;
  if (isSquare(count - 1)) {
    const labelColumn = labelColumnOf(facts, hasHeader);
    return arePixels(facts.filter(({ index }) => index !== labelColumn)) ? { ...layout, labelColumn } : null;
  }
  return arePixels(facts) ? { ...layout, labelColumn: null } : null;
}

/** The first or the last column: the one that is called so; without names, the first unless it is constant, as corners of images are. */
function labelColumnOf(facts: readonly ColumnFacts[], hasHeader: boolean): number {
  const last = facts.length - 1;
  if (hasHeader) return facts.find(({ name }) => hasWord(name, LABEL_WORDS))?.index ?? 0;
  const [first] = facts;
  return first !== undefined && first.distinct.size <= 1 && (facts[last]?.distinct.size ?? 0) > 1 ? last : 0;
}

function isSquare(count: number): boolean {
  const isSide = (side: number) => Number.isInteger(side) && side >= SMALLEST_SIDE;
  return isSide(Math.sqrt(count)) || isSide(Math.sqrt(count / 3));
}

function areInRange(distinct: ReadonlySet<string>): boolean {
  return [...distinct].every((cell) => Number(cell) >= 0 && Number(cell) <= 255);
}
