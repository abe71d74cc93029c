import type { InspectedTensor } from '../../../contract/contract';
import { failure } from '../../../contract/failures';
import { callProgram } from '../engine/program-calls';
import { int32 } from '../engine/tensor-data';
import { RunFailure } from '../protocol/trainer-failure';
import { floats } from './inspected-tensor';
import { atOnce } from './inspection-handler';

/** Training examples as the network sees them at a step: augmented, but neither resized nor normalized yet. */
export const augmented = atOnce<'augmented'>(({ run }, { indices, step }) => {
  const { examples, document } = run;
  const count = examples.train.length + examples.validation.length;
  const unknown = indices.find((index) => index >= count);
  if (unknown !== undefined) throw new RunFailure(failure('example-unknown', { index: unknown, count }));
  const { images } = callProgram(run, 'augmented', {
    ...run.source.feeds('train', Int32Array.from(indices)),
    seed: int32([document.training.seed, step]),
  });
  return eachFirst(floats(images), run.source.rows);
});

/** Without the examples that each is compared with. */
function eachFirst({ shape, values }: InspectedTensor, rows: number): InspectedTensor {
  if (rows === 1) return { shape, values };
  const [all = 0, ...each] = shape;
  const size = values.length / Math.max(1, all);
  const kept = Float32Array.from({ length: values.length / rows }, (_, at) => {
    const example = Math.floor(at / size);
    return values[example * rows * size + (at % size)] ?? 0;
  });
  return { shape: [all / rows, ...each], values: kept };
}
