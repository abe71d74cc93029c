import type { Sample } from '../../../contract/contract';
import { failure } from '../../../contract/failures';
import { secondsOfPlan } from '../../../graph-runtime/compile/beside-examples';
import type { SecondImage } from '../../../graph-runtime/compile/prepare-images';
import { secondFeed } from '../../../graph-runtime/compile/asked-examples';
import {
  labelKindOf,
  secondImageNamed,
  type TargetDescription,
} from '../../../graph-runtime/datasets/target-description';
import { secondImage } from '../../../graph-runtime/targets/kinds/second-image';
import { labelsOfTarget } from '../../../graph-runtime/targets/registry';
import type { TargetValues } from '../../data/load-targets';
import type { TensorData } from '../engine/tensor-data';
import { exampleTensor } from '../examples/example-source';
import type { PreparedRun } from '../program/prepared-run';
import { RunFailure } from '../protocol/trainer-failure';

/** A second image that the network takes beside a sample. */
export interface TakenSecond {
  /** Of the label; empty: the data set has no other. */
  readonly name: string;
  readonly feed: string;
  /** As the data set's are stored, uint8 `[1, height, width, channels]`. */
  readonly image: TensorData;
}

/**
 * The second images beside a sample: those of the example in the data set, or those that are given with an image of other origin.
 *
 * @throws RunFailure `second-images-needed` where another number is given than the network takes
 */
export function sampleSeconds(run: PreparedRun, sample: Sample): readonly TakenSecond[] {
  const taken = secondsOfPlan(run.program.plan);
  if (sample.type === 'dataset') {
    const stored = taken.length === 0 ? null : run.source.labels(sample.split, [sample.index]);
    return taken.map((second) => ({
      ...namesOf(second),
      image: secondImagesOf(stored?.values ?? new Uint8Array(), second, run.exampleShape, 1),
    }));
  }
  const { seconds: given = [] } = sample;
  if (given.length !== taken.length)
    throw new RunFailure(failure('second-images-needed', { count: taken.length, given: given.length }));
  return taken.flatMap((second, at) => {
    const one = given[at];
    return one === undefined ? [] : [{ ...namesOf(second), image: fitted(run, second, one) }];
  });
}

function namesOf(second: SecondImage): Pick<TakenSecond, 'name' | 'feed'> {
  return { name: second.column?.name ?? '', feed: secondFeed(second) };
}

/** @throws RunFailure where there are fewer pixels than the shape says */
function fitted(
  { program, session }: PreparedRun,
  second: SecondImage,
  { shape, pixels }: NonNullable<Extract<Sample, { type: 'pixels' }>['seconds']>[number],
): TensorData {
  const [height, width, channels] = shape;
  if (pixels.length !== height * width * channels)
    throw new RunFailure(failure('image-incomplete', { received: pixels.length }));
  const signature = program.secondFits.get(secondFeed(second))?.[channels === 1 ? 0 : 1];
  if (signature === undefined) throw new Error('second images are fitted where inputs take them');
  const { images } = session.run(signature, {
    pixels: { dtype: 'uint8', shape: [1, ...shape], values: pixels },
  });
  if (images === undefined) throw new Error('the engine returned no image');
  // The engine's binding knows no bytes in what it returns: they come as int32.
  return { dtype: 'uint8', shape: images.shape, values: Uint8Array.from(images.values) };
}

/**
 * The second images among the stored labels of some examples.
 *
 * @param stored labels of the examples, one after the other
 * @param count examples that they are of
 */
export function secondImagesOf(
  stored: TensorData['values'] | TargetValues,
  { description, column }: Pick<SecondImage, 'description' | 'column'>,
  exampleShape: readonly number[],
  count: number,
): TensorData {
  const type = labelKindOf(description).storage(description, exampleShape);
  if (type === null) throw new Error('second images are stored');
  const values = labelsOfTarget(stored, { kind: secondImage, ...(column && { column }) }, count);
  return exampleTensor(Uint8Array.from(values), [count, ...type.shape]);
}

/** What another data set has as a second image that a network takes; null where it has none of that kind. */
export function secondImageAlike(
  target: TargetDescription,
  { description, column }: SecondImage,
): Pick<SecondImage, 'description' | 'column'> | null {
  const found = secondImageNamed(target, column?.name ?? '');
  const isAlike = found !== null && JSON.stringify(found.description) === JSON.stringify(description);
  return isAlike ? { description: found.description, column: found.column ?? undefined } : null;
}
