import type { TargetDescription } from '../../../datasets/target-description';
import type { NetworkToExport } from '../network-to-export';
import { exportedOutputs } from '../outputs';
import { numbersSource, type Prediction, predictionOf, printing } from './prediction';
import { type ExportedTraining, learnedOutputs } from './training/trained-outputs';
import { pythonString } from './value';

/** What an exported `predict.py` does with what the model gives for an image. */
export interface PredictionSource {
  /** Whether it says names of classes. */
  readonly usesNames: boolean;
  /** Imports of Python itself, a line each. */
  readonly imports: string;
  /** Constants, and functions in front of `predict`. */
  readonly constants: string;
  readonly functions: string;
  /** The variable that the model's answer is given to: the scores of a single output, or all outputs. */
  readonly variable: 'scores' | 'outputs';
  /** The lines of `predict` behind it. */
  readonly lines: string;
}

/** How a framework writes it, of the variable `scores`: those of one image. */
export interface PredictDialect {
  readonly softmax: string;
  readonly sigmoid: string;
  readonly plain: string;
  /** Of `values`: the probability of the second of two classes, as that of both. */
  readonly both: string;
  /** Places in `values`, the largest first. */
  readonly sorted: string;
  /** What makes an array of NumPy of the scores of pixels, with its channels last; null: they are one. */
  readonly inNumpy: string | null;
}

/** Null where some answer is neither a list of scores, nor a mask or an image. */
export function predictionSource(
  network: NetworkToExport,
  target: TargetDescription | undefined,
  training: ExportedTraining | null,
  dialect: PredictDialect,
): PredictionSource | null {
  const known = training ?? learnedOutputs(network, target) ?? learnedOutputs(network, undefined);
  const mains = known?.outputs.filter(({ isAuxiliary }) => !isAuxiliary) ?? [];
  const predictions = mains.flatMap((main) => predictionOf(main) ?? []);
  if (mains.length === 0 || predictions.length < mains.length) return null;
  const isOne = mains.length === 1;
  const outputs = exportedOutputs(network, target);
  const parts = predictions.map((prediction, at) => {
    const key = outputs[at]?.scores ?? '';
    const place: AnswerPlace = {
      names: isOne ? 'CLASS_NAMES' : `CLASS_NAMES["${key}"]`,
      end: isOne ? '' : `${at + 1}`,
      file: isOne ? prediction.kind : key.replace(/^scores_/, ''),
    };
    const heading = [
      `    print(${pythonString(`${mains[at]?.output.path ?? ''}:`)})`,
      `    scores = outputs[${at}][0]`,
    ];
    const lines = answerLines(prediction, place, dialect);
    return {
      constants: numbersSource(prediction, place.end),
      lines: isOne ? lines : `${heading.map((line) => `${line}\n`).join('')}${lines}`,
    };
  });
  const has = (kind: Prediction['kind']) => predictions.some((one) => one.kind === kind);
  return {
    usesNames: predictions.some(({ kind, numbers }) => kind !== 'image' && numbers === null),
    imports: has('mask') ? 'import colorsys\nimport sys' : 'import sys',
    constants: parts.map(({ constants }) => constants).join(''),
    functions: `${has('mask') ? `${WRITE_MASK}\n\n` : ''}${has('image') ? `${WRITE_IMAGE}\n\n` : ''}`,
    variable: isOne ? 'scores' : 'outputs',
    lines: parts.map(({ lines }) => lines).join(''),
  };
}

interface AnswerPlace {
  /** The names of its classes. */
  readonly names: string;
  /** Of its constants. */
  readonly end: string;
  /** What follows the name of the image in that of a file. */
  readonly file: string;
}

/** The lines that print or write what is predicted. */
function answerLines(
  prediction: Prediction,
  { names, end, file }: AnswerPlace,
  dialect: PredictDialect,
): string {
  const { kind, probabilities, isSecondOfTwo } = prediction;
  if (kind === 'scores') {
    const both = `    values = ${dialect.both}  # one score stands for two classes\n`;
    return `    values = ${dialect[probabilities ?? 'plain']}
${isSecondOfTwo ? both : ''}${printing(prediction, dialect.sorted, names, end)}`;
  }
  const written = `f"{Path(path).stem}-${file}.png"`;
  const last =
    kind === 'mask'
      ? [
          `classes = ${isSecondOfTwo ? '(scores[..., 0] > 0).astype(int)' : 'scores.argmax(-1)'}`,
          `write_mask(classes, ${names}, ${written})`,
        ]
      : [`write_image(${probabilities === null ? 'scores' : '1 / (1 + np.exp(-scores))'}, ${written})`];
  const lines = [...(dialect.inNumpy === null ? [] : [`scores = ${dialect.inNumpy}`]), ...last];
  return lines.map((line) => `    ${line}\n`).join('');
}

const WRITE_MASK = `def write_mask(classes, names, file):
    """Prints which share of the pixels each class has, and writes the classes [height, width] as an image of indexed colors."""
    for index, count in enumerate(np.bincount(classes.ravel())):
        if count > 0:
            name = names[index] if names else f"class {index}"
            print(f"{count / classes.size:8.4f}  {name}")
    colors = [colorsys.hsv_to_rgb(0.618034 * index % 1, 0.8, 0.95) for index in range(1, 256)]
    image = Image.fromarray(classes.astype(np.uint8))
    image.putpalette([round(255 * value) for color in [(0, 0, 0), *colors] for value in color])
    image.save(file)
    print(f"wrote {file}")
`;

const WRITE_IMAGE = `def write_image(values, file):
    """Writes an image [height, width, channels] with values in [0, 1]."""
    pixels = np.rint(255 * values.clip(0, 1)).astype(np.uint8)
    Image.fromarray(pixels[..., 0] if pixels.shape[-1] == 1 else pixels).save(file)
    print(f"wrote {file}")
`;
