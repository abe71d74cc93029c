import { isScoredOnce, type LabelsId, type TrainedOutput } from './trained-outputs';

/** Names of what an exported `train.py` counts and measures for an output. */
export interface MetricNames {
  readonly count: string;
  readonly measure: string;
}

/**
 * Functions of an exported `train.py`, in NumPy: one adds up what is counted of a batch of scores `[N, ...]`, channels last, the other makes the
 * metrics of the sums. They are those of `targets/kinds`.
 */
export function metricsSource(trained: TrainedOutput, { count, measure }: MetricNames): string {
  const { id, tuple } = trained.target.kind;
  const found = id === 'pair' || id === 'triplet' ? undefined : bodies[id];
  if (found === undefined) throw new Error(`projects make no examples for a ${tuple ?? id}`);
  const { counting, measuring } = found(trained);
  return `def ${count}(scores, target):
    """What is added up over the batches."""
${indented(counting)}


def ${measure}(sums, examples, labels):
    """Metrics of the sums over this many examples; what dataset.json says of the labels."""
${indented(measuring)}
`;
}

/** The main metric of an output as an exported `train.py` prints it, and whether it rises where a network gets better. @param outputs main outputs */
export function printedOf(
  { target: { kind }, output: { path } }: TrainedOutput,
  outputs: number,
): { readonly name: string; readonly rises: boolean } {
  const names: Readonly<Record<string, string>> = {
    ...{ class: 'accuracy', classes: 'mean F1', numbers: 'R2', mask: 'mean IoU' },
    ...{ image: 'mean squared error', input: 'mean squared error' },
  };
  return {
    name: `${names[kind.id] ?? 'loss'}${outputs === 1 ? '' : `@${path}`}`,
    rises: kind.id !== 'input' && kind.id !== 'image',
  };
}

interface Bodies {
  readonly counting: readonly string[];
  readonly measuring: readonly string[];
}

const bodies: Readonly<Record<LabelsId | 'input', (trained: TrainedOutput) => Bodies>> = {
  class: ({ loss }) => ({
    counting: [
      `answers = scores.argmax(1) if scores.shape[1] > 1 else (scores[:, 0] > ${loss === 'meanSquaredError' ? '0.5' : '0'}).astype(int)`,
      'return np.array([(answers == target).sum()], np.float64)',
    ],
    measuring: ['return {"accuracy": sums[0] / examples}'],
  }),
  classes: () => ({
    counting: [
      'predicted, occurring = scores >= 0, target > 0.5',
      'exact = (predicted == occurring).all(1).sum()',
      'each = [(predicted & occurring).sum(0), predicted.sum(0), occurring.sum(0)]',
      'return np.concatenate([[exact], *each]).astype(np.float64)',
    ],
    measuring: [
      'found, predicted, occurring = sums[1:].reshape(3, -1)',
      'with np.errstate(invalid="ignore"):',
      '    f1 = 2 * found / (predicted + occurring)',
      'return {"mean F1": np.nanmean(f1), "exact match": sums[0] / examples}',
    ],
  }),
  numbers: () => ({
    counting: [
      'scores, target = scores.astype(np.float64), target.astype(np.float64)',
      'difference = scores - target',
      'each = [difference**2, abs(difference), target, target**2]',
      'return np.concatenate([values.sum(0) for values in each])',
    ],
    measuring: [
      '# The network learns standardized numbers; errors are in the units of the data.',
      'deviation = np.array(labels["deviation"])',
      'squared, absolute, total, squares = sums.reshape(4, -1)',
      'spread = squares - total**2 / examples',
      'with np.errstate(divide="ignore", invalid="ignore"):',
      '    r2 = np.where(spread > 1e-6 * squares, 1 - squared / spread, np.nan)',
      'error = squared / examples * deviation**2',
      'return {',
      '    "R2": np.nanmean(r2),',
      '    "mean absolute error": (absolute / examples * deviation).mean(),',
      '    "root mean squared error": np.sqrt(error).mean(),',
      '    "mean squared error": error.mean(),',
      '}',
    ],
  }),
  mask: ({ target: { size }, ignored, output }) => ({
    counting: [
      isScoredOnce(output) ? 'answers = (scores[..., 0] > 0).astype(int)' : 'answers = scores.argmax(-1)',
      ...(ignored === null
        ? []
        : [`counted = target != ${ignored}`, 'answers, target = answers[counted], target[counted]']),
      `pairs = target.astype(np.int64) * ${size} + answers`,
      `return np.bincount(pairs.ravel(), minlength=${size * size}).astype(np.float64)`,
    ],
    measuring: [
      `confusion = sums.reshape(${size}, ${size})`,
      'both = confusion.diagonal()',
      'with np.errstate(invalid="ignore"):',
      '    iou = both / (confusion.sum(0) + confusion.sum(1) - both)',
      'return {"mean IoU": np.nanmean(iou), "pixel accuracy": both.sum() / confusion.sum()}',
    ],
  }),
  image: valueErrors,
  input: valueErrors,
};

/** Of values in [0, 1]. */
function valueErrors({ loss }: TrainedOutput): Bodies {
  return {
    counting: [
      ...(loss === 'binaryCrossEntropy' ? ['scores = 1 / (1 + np.exp(-scores))'] : []),
      'difference = (scores - target).reshape(len(scores), -1)',
      'return np.array([(difference**2).mean(1).sum(), abs(difference).mean(1).sum()], np.float64)',
    ],
    measuring: [
      'return {"mean squared error": sums[0] / examples, "mean absolute error": sums[1] / examples}',
    ],
  };
}

const indented = (lines: readonly string[]) => lines.map((line) => `    ${line}`).join('\n');
