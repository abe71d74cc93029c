import { ignoredClass } from '../../../../graph-runtime/datasets/target-description';
import { iousOf, meanOfDefined } from '../../../../graph-runtime/targets/kinds/class-figures';
import type { PreparedRun } from '../../program/prepared-run';
import { seenPart } from '../inspected-tensor';
import { largestOf } from '../values/largest';
import type { SplitPredictions } from './gathered-predictions';

/** A class for each pixel: how well each mask is met. */
export const predictedMask: SplitPredictions = {
  begin: (run, examples) => {
    const ious = new Float32Array(examples);
    const accuracies = new Float32Array(examples);
    return {
      add: ({ start, count, values: { shape, values }, targets }) => {
        const [, height = 1, width = 1, classes = 1] = shape;
        const predicted = largestOf(values, classes);
        const labels = targets();
        const [size, stored] = [height * width, (labels?.length ?? 0) / count];
        for (let row = 0; row < count; row += 1) {
          const truth =
            labels === null
              ? null
              : maskAsSeen(
                  run,
                  Uint8Array.from(labels.subarray(row * stored, (row + 1) * stored)),
                  height,
                  width,
                );
          const figures = figuresOf(run, predicted.subarray(row * size, (row + 1) * size), truth);
          ious[start + row] = figures.iou;
          accuracies[start + row] = figures.accuracy;
        }
      },
      result: (step) => ({ kind: 'mask', step, ious, accuracies }),
    };
  },
};

/** A stored mask as the network is measured by it: cropped as its image, and of the size of the output (`mask.prepareLabels`). */
function maskAsSeen(run: PreparedRun, mask: Uint8Array, height: number, width: number): ArrayLike<number> {
  const [storedHeight = 1, storedWidth = 1] = run.exampleShape;
  const seen = seenPart(run, [storedHeight, storedWidth, 1], mask);
  const [rows = 1, columns = 1] = seen.shape;
  if (rows === height && columns === width) return seen.values;
  return Uint8Array.from({ length: height * width }, (_, at) => {
    const row = Math.floor(((Math.floor(at / width) + 0.5) * rows) / height);
    return seen.values[row * columns + Math.floor((((at % width) + 0.5) * columns) / width)] ?? 0;
  });
}

/** Both are NaN where no pixel counts. */
function figuresOf(
  { target: { size, description } }: PreparedRun,
  predicted: Uint8Array,
  truth: ArrayLike<number> | null,
): { readonly iou: number; readonly accuracy: number } {
  const ignored = ignoredClass(description);
  const confusion = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  let [counted, right] = [0, 0];
  predicted.forEach((said, pixel) => {
    const is = truth?.[pixel];
    const row = is === undefined || is === ignored ? undefined : confusion[is];
    if (row === undefined) return;
    row[said] = (row[said] ?? 0) + 1;
    counted += 1;
    if (said === is) right += 1;
  });
  return { iou: meanOfDefined(iousOf(confusion)), accuracy: counted === 0 ? Number.NaN : right / counted };
}
