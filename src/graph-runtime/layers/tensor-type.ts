/**
 * The type of what flows along an edge: the shape of one example, channels last, without the batch axis.
 * `[height, width, channels]` for images and feature maps, `[features]` for vectors.
 */
export interface TensorType {
  readonly shape: readonly number[];
}

/** Number of values of one example. */
export function elementCount(type: TensorType): number {
  return type.shape.reduce((product, size) => product * size, 1);
}

/** `28 × 28 × 6`: the way shapes are written for people, everywhere in the app. */
export function formatShape(shape: readonly number[]): string {
  return shape.length === 0 ? '1' : shape.join(' × ');
}

export function isSameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}
