import { failure } from '../../../contract/failures';
import { RunFailure } from '../protocol/trainer-failure';
import { floats } from './inspected-tensor';
import { atOnce } from './inspection-handler';

/** More values than these are not sent (16 MB): the first layer of VGG's classifier alone has a hundred million. */
const MOST_VALUES = 2 ** 22;

/** The values of one weight; of a very large one, those of its first output units (its last axis). */
export const weight = atOnce<'weight'>(({ run, step }, { name }) => {
  const { program, session } = run;
  const entry = program.state.find((candidate) => candidate.name === name);
  if (entry === undefined) throw new RunFailure(failure('weight-unknown', { name }));
  const { values } = floats(session.run({ inputs: {}, outputs: { value: entry.value } }).value);
  const fullShape = entry.shape;
  if (values.length <= MOST_VALUES) return { step, shape: fullShape, fullShape, values };
  const units = fullShape.at(-1) ?? 1;
  const rows = values.length / units;
  const shown = Math.max(1, Math.floor(MOST_VALUES / rows));
  const part = new Float32Array(rows * shown);
  for (let row = 0; row < rows; row += 1) {
    part.set(values.subarray(row * units, row * units + shown), row * shown);
  }
  return { step, shape: [...fullShape.slice(0, -1), shown], fullShape, values: part };
});
