import { NUMBER_BYTES } from '../../../../datasets/labels/row-layout';
import { pythonString } from '../value';
import { INDICES, type LabelRows, type RowColumn, type RowDialect } from './label-rows';

/** Functions of `data.py` that read such rows, or end where they are not those of the network. */
export function rowsSource(rows: LabelRows, framework: RowDialect): string {
  const { columns, numbers } = rows;
  const listed = columns.map(
    ({ name, kind, values }) => `    (${pythonString(name)}, "${kind}", ${values}),\n`,
  );
  const ofMasks = rows.masks === 0 ? '' : ' (of a mask: how many classes)';
  return `# What the row of each example has one after the other: the name of a label, its kind, and how many values it has${ofMasks}.
COLUMNS = [
${listed.join('')}]


def read_labels(folder, part, description):
    check_columns(description.get("target", {}).get("columns", []))
${readingLines(rows)
  .map((line) => `    ${line}\n`)
  .join('')}

${rows.areNamed ? `${columnsSource(rows, framework)}\n\n\n` : ''}def check_columns(columns):
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

function readingLines({ areNamed, masks, width }: LabelRows): readonly string[] {
  const values = '# An index of one class, 0 or 1 for each of several classes, standardized numbers.';
  if (masks === 0) {
    return [
      values,
      'labels = np.frombuffer(read_bytes(folder / part["targets"]["file"]), "<f4")',
      `return labels.reshape(part["count"], ${width})`,
    ];
  }
  const rows = [
    '# A row is bytes: the float32 values of all labels but masks, then the class of each pixel of each mask.',
    'rows = np.frombuffer(read_bytes(folder / part["targets"]["file"]), np.uint8)',
    'rows = rows.reshape(part["count"], -1)',
  ];
  if (areNamed) return [...rows, 'return rows'];
  return [...rows, values, `return np.ascontiguousarray(rows[:, :${4 * width}]).view("<f4")`];
}

const CHECK_NUMBERS = `    beside = next(column["target"] for column in columns if column["target"]["kind"] == "features")
    if beside["mean"] != INPUT_MEANS or beside["deviation"] != INPUT_DEVIATIONS:
        raise SystemExit("The numbers beside the examples of this data set have other means: export the network with it.")
`;

/** How a framework writes what rows of bytes are made of. */
const dialects = {
  torch: {
    images: '[N, channels, height, width]',
    values: (bytes: number) =>
      `rows[:, :${bytes}].clone(memory_format=torch.contiguous_format).view(torch.float32)`,
    size: 'images.shape[2:]',
  },
  numpy: {
    images: '[N, height, width, channels]',
    values: (bytes: number) => `np.ascontiguousarray(rows[:, :${bytes}]).view("<f4")`,
    size: 'images.shape[1:3]',
  },
} as const;

/** The function `columns_of` of `data.py`: labels of rows of bytes by their names. A kind of label whose pixels lie behind the values has its line here. */
function columnsSource({ columns, width, masks }: LabelRows, framework: RowDialect): string {
  const { images, values, size } = dialects[framework];
  const bytes = width * NUMBER_BYTES;
  const lines = [
    ...(width === 0 ? [] : [`values = ${values(bytes)}`]),
    `masks = rows[:, ${bytes}:].reshape(len(rows), ${masks}, *${size})`,
    'return {',
    ...columns.map((column) => `    ${pythonString(column.name)}: ${columnText(column, framework)},`),
    '}',
  ];
  return `def columns_of(rows, images):
    """The labels of rows by their names; masks are as high and wide as the stored images ${images}."""
${lines.map((line) => `    ${line}`).join('\n')}`;
}

function columnText({ kind, at, values }: RowColumn, framework: RowDialect): string {
  if (kind === 'mask') return `masks[:, ${at}]`;
  return kind === 'class' ? `values[:, ${at}]${INDICES[framework]}` : `values[:, ${at}:${at + values}]`;
}
