import type { TrainingSettings } from '../../../../document/document';
import type { LabelRows } from './label-rows';
import type { ExportedTraining } from './trained-outputs';

/** How an exported `train.py` mixes the examples of a batch; null: it does not. */
export interface ExportedMixing {
  readonly mixup: number | undefined;
  readonly cutMix: number | undefined;
  /** Where the numbers beside the examples are in the rows of labels; null: there are none. */
  readonly numbers: LabelRows['numbers'];
}

/** Classes are mixed, and boxes of images; Netloom refuses to train what is neither. */
export function mixingOf(
  { mixup, cutMix }: TrainingSettings,
  { outputs, rows }: ExportedTraining,
  isMap: boolean,
): ExportedMixing | null {
  const hasClasses = outputs.every(
    ({ target }) => target.kind.id === 'class' || target.kind.id === 'classes',
  );
  if (!hasClasses || (cutMix !== undefined && !isMap)) return null;
  return mixup === undefined && cutMix === undefined
    ? null
    : { mixup, cutMix, numbers: rows?.numbers ?? null };
}

/** What differs between NumPy and PyTorch. */
interface MixDialect {
  /** Arguments of the function, behind the examples. */
  readonly given: string;
  /** Of each row the one before it. */
  before(rows: string): string;
  readonly chance: string;
  /** A sample of Beta(alpha, alpha). */
  beta(alpha: number): string;
  /** A whole number below another. */
  below(limit: string): string;
  readonly sizes: string;
  copy(rows: string): string;
  box(value: string): string;
}

export const NUMPY: MixDialect = {
  given: ', rng',
  before: (rows) => `np.roll(${rows}, 1, axis=0)`,
  chance: 'rng.random()',
  beta: (alpha) => `rng.beta(${alpha}, ${alpha})`,
  below: (limit) => `int(rng.integers(${limit}))`,
  sizes: 'x.shape[1:3]',
  copy: (rows) => `${rows}.copy()`,
  box: (value) => `${value}[:, top:bottom, left:right]`,
};

export const TORCH: MixDialect = {
  given: '',
  before: (rows) => `${rows}.roll(1, 0)`,
  chance: 'torch.rand(()).item()',
  beta: (alpha) => `torch.distributions.Beta(${alpha}, ${alpha}).sample().item()`,
  below: (limit) => `int(torch.randint(${limit}, ()))`,
  sizes: 'x.shape[2:]',
  copy: (rows) => `${rows}.clone()`,
  box: (value) => `${value}[:, :, top:bottom, left:right]`,
};

/** The function `mix` of the exported file; nothing where no examples are mixed. */
export function mixSource(mixing: ExportedMixing | null, dialect: MixDialect): string {
  if (mixing === null) return '';
  const blend = mixing.mixup === undefined ? [] : blendLines(mixing.mixup, mixing.numbers, dialect);
  const cut = mixing.cutMix === undefined ? [] : cutLines(mixing.cutMix, mixing.numbers, dialect);
  const indented = (lines: readonly string[]) => lines.map((line) => `    ${line}`);
  const lines =
    blend.length > 0 && cut.length > 0
      ? [`if ${dialect.chance} < 0.5:`, ...indented(blend), ...cut]
      : [...blend, ...cut];
  const title = [...(blend.length > 0 ? ['mixup'] : []), ...(cut.length > 0 ? ['CutMix'] : [])].join(' or ');
  const labels = mixing.numbers === null ? '' : ', y';
  return `def mix(x${labels}${dialect.given}):
    """Each example mixed with the one before it (${title}), and the share of it that is its own."""
    partner = ${dialect.before('x')}
${indented(lines).join('\n')}
`;
}

/** Numbers beside the examples are mixed by the same share. */
function blendLines(
  alpha: number,
  numbers: ExportedMixing['numbers'],
  { before, beta, copy }: MixDialect,
): readonly string[] {
  const blended = 'share * x + (1 - share) * partner';
  const share = `share = ${beta(alpha)}`;
  if (numbers === null) return [share, `return ${blended}, share`];
  const place = `[:, ${numbers.from}:${numbers.to}]`;
  return [
    share,
    `before, y = ${before('y')}, ${copy('y')}`,
    `y${place} = share * y${place} + (1 - share) * before${place}`,
    `return ${blended}, y, share`,
  ];
}

/** A box around a random place, cut off at the edges; each image keeps its own numbers. */
function cutLines(
  alpha: number,
  numbers: ExportedMixing['numbers'],
  { below, beta, box, copy, sizes }: MixDialect,
): readonly string[] {
  return [
    `height, width = ${sizes}`,
    `reach = 0.5 * math.sqrt(1 - ${beta(alpha)})`,
    `row, column = ${below('height')}, ${below('width')}`,
    'top, bottom = max(row - int(reach * height), 0), min(row + int(reach * height), height)',
    'left, right = max(column - int(reach * width), 0), min(column + int(reach * width), width)',
    `x = ${copy('x')}`,
    `${box('x')} = ${box('partner')}`,
    `return x, ${numbers === null ? '' : 'y, '}1 - (bottom - top) * (right - left) / (height * width)`,
  ];
}
