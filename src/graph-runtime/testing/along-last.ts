import { DoubleTensor } from './double-tensor';

/** What a formula makes of two tensors along their last axis, of which one value is left. */
export function alongLast(
  a: DoubleTensor,
  b: DoubleTensor,
  combine: (pairs: readonly (readonly [number, number])[]) => number,
): DoubleTensor {
  const size = a.shape.at(-1) ?? 1;
  return DoubleTensor.from([...a.shape.slice(0, -1), 1], (...position) => {
    const place = position.slice(0, -1);
    return combine(
      Array.from({ length: size }, (_, at) => [a.at(...place, at), b.at(...place, at)] as const),
    );
  });
}
