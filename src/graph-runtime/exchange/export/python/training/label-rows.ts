import {
  columnsOf,
  labelNamed,
  layoutWithMasks,
  numbersOfExamples,
  storedValueCount,
  type TargetDescription,
} from '../../../../datasets/target-description';
import type { NetworkToExport } from '../../network-to-export';
import { pythonString } from '../value';

/** The rows of a data set with several labels, or with numbers beside its examples, as an exported `train.py` reads them. */
export interface LabelRows {
  readonly columns: readonly { readonly name: string; readonly kind: string; readonly values: number }[];
  /** Values of a row. */
  readonly width: number;
  /** Where the numbers are that the network takes beside an example; null: it takes none. */
  readonly numbers: { readonly from: number; readonly to: number } | null;
  /** Where the class is of which a share of the examples has as many as all: that of the first label; null: it is no class. */
  readonly shared: number | null;
}

/** Null where the data set has no such rows, and where masks are among them, which lie in bytes behind all values. */
export function labelRows(
  { numbers }: Pick<NetworkToExport, 'numbers'>,
  description: TargetDescription,
): LabelRows | null {
  if (description.kind !== 'columns' || layoutWithMasks(description) !== null) return null;
  const { columns } = description;
  const first = labelNamed(description, '');
  const beside = numbers === null ? undefined : numbersOfExamples(description)?.column;
  return {
    columns: columnsOf(description).map(({ name, values }, at) => ({
      ...{ name, values },
      kind: columns[at]?.target.kind ?? '',
    })),
    width: storedValueCount(description),
    numbers: beside === undefined ? null : { from: beside.at, to: beside.at + beside.values },
    shared: first?.description.kind === 'class' ? (first.column?.at ?? null) : null,
  };
}

/** What enters the model beside examples, with a comma in front of it, of the labels of a batch; empty: nothing does. */
export function besideText(rows: LabelRows | null, labels: string): string {
  if (rows === null || rows.numbers === null) return '';
  const { from, to } = rows.numbers;
  return `, ${labels}[:, ${from}:${to}]`;
}

/** The classes of which a share of the examples has as many as all. @param labels all of them, as an array of NumPy */
export function sharedText(rows: LabelRows | null, labels: string): string {
  return rows === null || rows.shared === null ? labels : `${labels}[:, ${rows.shared}].astype(np.int64)`;
}

/** Functions of `data.py` that read such rows, or end where they are not those of the network. */
export function rowsSource({ columns, width, numbers }: LabelRows): string {
  const listed = columns.map(
    ({ name, kind, values }) => `    (${pythonString(name)}, "${kind}", ${values}),\n`,
  );
  return `# What the row of each example has one after the other: the name of a label, its kind, and how many values it has.
COLUMNS = [
${listed.join('')}]


def read_labels(folder, part, description):
    check_columns(description.get("target", {}).get("columns", []))
    # An index of one class, 0 or 1 for each of several classes, standardized numbers.
    labels = np.frombuffer(read_bytes(folder / part["targets"]["file"]), "<f4")
    return labels.reshape(part["count"], ${width})


def check_columns(columns):
    found = [(column["name"], column["target"]["kind"], values_of(column["target"])) for column in columns]
    if found != COLUMNS:
        raise SystemExit(f"The network learns labels of a data set with {COLUMNS}; this one has {found}.")
${numbers === null ? '' : CHECK_NUMBERS}

def values_of(target):
    if target["kind"] == "class":
        return 1
    names = target.get("names") or target.get("classNames") or []
    return len(names["en"] if isinstance(names, dict) else names)`;
}

const CHECK_NUMBERS = `    beside = next(column["target"] for column in columns if column["target"]["kind"] == "features")
    if beside["mean"] != INPUT_MEANS or beside["deviation"] != INPUT_DEVIATIONS:
        raise SystemExit("The numbers beside the examples of this data set have other means: export the network with it.")
`;
