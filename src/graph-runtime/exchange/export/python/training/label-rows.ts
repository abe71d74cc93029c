import { namesIn } from '../../../../datasets/class-names';
import {
  columnsOf,
  labelNamed,
  layoutWithImages,
  numbersOfExamples,
  secondImageNames,
  storedValueCount,
  type TargetDescription,
} from '../../../../datasets/target-description';
import type { NetworkToExport } from '../../network-to-export';
import { pythonString } from '../value';

/** What turns float32 into the indices of classes. */
export const INDICES = { torch: '.long()', numpy: '.astype(np.int64)' } as const;

/** What rows are arrays of. */
export type RowDialect = keyof typeof INDICES;

/** One column of the rows. */
export interface RowColumn {
  readonly name: string;
  readonly kind: string;
  /** Of a mask: its classes. */
  readonly values: number;
  /** The place of its first value; of a mask, its place among the masks. */
  readonly at: number;
}

/** The rows of a data set with several labels, or with numbers beside its examples, as an exported `train.py` reads them. */
export interface LabelRows {
  readonly columns: readonly RowColumn[];
  /** Values of a row, without those of masks. */
  readonly width: number;
  /** Masks of a row: it is bytes where there are any, and they lie behind the values. */
  readonly masks: number;
  /** Whether the labels of a batch are taken by their names: those of pixels have another shape than all others. */
  readonly areNamed: boolean;
  /** Where the numbers are that the network takes beside an example; null: it takes none. */
  readonly numbers: { readonly name: string; readonly from: number; readonly to: number } | null;
  /** The class of which a share of the examples has as many as all: that of the first label; null: it is no class. */
  readonly shared: { readonly name: string; readonly at: number } | null;
}

/**
 * Null where the data set has no such rows.
 *
 * @param learnsMasks whether masks are among what the network learns
 */
export function labelRows(
  { numbers }: Pick<NetworkToExport, 'numbers'>,
  description: TargetDescription,
  learnsMasks: boolean,
): LabelRows | null {
  if (description.kind !== 'columns' || secondImageNames(description).length > 0) return null;
  const { columns } = description;
  const first = labelNamed(description, '');
  const beside = numbers === null ? undefined : numbersOfExamples(description)?.column;
  const shared = first?.description.kind === 'class' ? first.column : null;
  return {
    columns: columnsOf(description).map(({ name, values, at, image }, place) => {
      const target = columns[place]?.target;
      const classes = target !== undefined && 'classNames' in target ? namesIn(target.classNames, 'en') : [];
      const isMask = image !== undefined;
      return { name, at: image ?? at, values: isMask ? classes.length : values, kind: target?.kind ?? '' };
    }),
    width: storedValueCount(description),
    masks: layoutWithImages(description)?.images.length ?? 0,
    areNamed: learnsMasks,
    numbers:
      beside === undefined ? null : { name: beside.name, from: beside.at, to: beside.at + beside.values },
    shared: shared === null ? null : { name: shared.name, at: shared.at },
  };
}

/** What enters the model beside examples, with a comma in front of it, of the labels of a batch; empty: nothing does. */
export function besideText(rows: LabelRows | null, labels: string): string {
  if (rows === null || rows.numbers === null) return '';
  const { name, from, to } = rows.numbers;
  return rows.areNamed ? `, ${labels}[${pythonString(name)}]` : `, ${labels}[:, ${from}:${to}]`;
}

/** The classes of which a share of the examples has as many as all. @param labels all of them, as an array of NumPy */
export function sharedText(rows: LabelRows | null, labels: string, framework: RowDialect): string {
  if (rows === null || rows.shared === null) return labels;
  const { name, at } = rows.shared;
  if (!rows.areNamed) return `${labels}[:, ${at}].astype(np.int64)`;
  return `columns_of(labels, images)[${pythonString(name)}]${framework === 'torch' ? '.numpy()' : ''}`;
}
