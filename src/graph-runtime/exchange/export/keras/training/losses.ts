/** A loss of the exported file: the object, and how labels become its targets. */
interface LossSource {
  readonly call: (smoothing: number, scores: number) => string;
  readonly target: (smoothing: number, scores: number) => readonly string[];
}

const oneHot = (scores: number) =>
  scores === 1 ? 'labels[:, None].astype(np.float32)' : `keras.utils.to_categorical(labels, ${scores})`;

/** Losses that one class of each image is learned by; absent: it is not learned by them. */
const sources: Readonly<Record<string, LossSource>> = {
  crossEntropy: {
    call: (smoothing) =>
      smoothing === 0
        ? 'keras.losses.SparseCategoricalCrossentropy(from_logits=True)'
        : `keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=${smoothing})`,
    target: (smoothing, scores) => [`return ${smoothing === 0 ? 'labels' : oneHot(scores)}`],
  },
  binaryCrossEntropy: {
    call: (smoothing) =>
      `keras.losses.BinaryCrossentropy(from_logits=True${smoothing === 0 ? '' : `, label_smoothing=${smoothing}`})`,
    target: (_smoothing, scores) => [`return ${oneHot(scores)}`],
  },
  meanSquaredError: {
    call: () => 'keras.losses.MeanSquaredError()',
    target: (smoothing, scores) => [
      `target = ${oneHot(scores)}`,
      `return ${smoothing === 0 ? 'target' : `target * (1 - ${smoothing}) + ${smoothing} / ${Math.max(scores, 2)}`}`,
    ],
  },
};

/** `LOSS` and `to_target` of the exported file. */
export function lossSource(loss: string, smoothing: number, scores: number): string {
  const source = sources[loss];
  const lines = source?.target(smoothing, scores) ?? [];
  return `LOSS = ${source?.call(smoothing, scores)}


def to_target(labels):
    """Labels [N] as the loss takes them."""
${lines.map((line) => `    ${line}`).join('\n')}
`;
}
