/** A tensor in double precision, for computing what a layer should do without the engine. Row-major. */
export class DoubleTensor {
  readonly shape: readonly number[];
  readonly values: Float64Array;

  constructor(shape: readonly number[], values?: ArrayLike<number>) {
    const count = shape.reduce((product, size) => product * size, 1);
    this.shape = shape;
    this.values = values === undefined ? new Float64Array(count) : Float64Array.from(values);
    if (this.values.length !== count) {
      throw new Error(`[${shape.join(', ')}] holds ${count} values, got ${this.values.length}`);
    }
  }

  /** A tensor whose value at each position is computed. */
  static from(shape: readonly number[], valueAt: (...position: number[]) => number): DoubleTensor {
    const tensor = new DoubleTensor(shape);
    forEachPosition(shape, (position, index) => {
      tensor.values[index] = valueAt(...position);
    });
    return tensor;
  }

  /** The value at a position; 0 outside, as zero padding has it. */
  at(...position: number[]): number {
    let index = 0;
    for (const [axis, size] of this.shape.entries()) {
      const place = position[axis] ?? 0;
      if (place < 0 || place >= size) return 0;
      index = index * size + place;
    }
    return this.values[index] ?? 0;
  }

  /** Whether a position lies inside. */
  has(...position: number[]): boolean {
    return this.shape.every((size, axis) => {
      const place = position[axis] ?? 0;
      return place >= 0 && place < size;
    });
  }

  map(change: (value: number) => number): DoubleTensor {
    return new DoubleTensor(this.shape, Array.from(this.values, change));
  }

  /** Sum of the products, value by value. */
  dot(other: DoubleTensor): number {
    return this.values.reduce((sum, value, index) => sum + value * (other.values[index] ?? 0), 0);
  }
}

function forEachPosition(
  shape: readonly number[],
  visit: (position: readonly number[], index: number) => void,
): void {
  const count = shape.reduce((product, size) => product * size, 1);
  for (let index = 0; index < count; index += 1) {
    let rest = index;
    const position = shape.map(() => 0);
    for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
      const size = shape[axis] ?? 1;
      position[axis] = rest % size;
      rest = Math.floor(rest / size);
    }
    visit(position, index);
  }
}

/**
 * Random numbers between -2 and 2 that single precision holds exactly, the same for the same seed (a linear congruential
 * generator with the constants of Numerical Recipes).
 */
export function randomTensor(shape: readonly number[], seed: number): DoubleTensor {
  const tensor = new DoubleTensor(shape);
  let state = (seed * 2_654_435_761) >>> 0;
  for (let index = 0; index < tensor.values.length; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    tensor.values[index] = Math.fround((state / 2 ** 32) * 4 - 2);
  }
  return tensor;
}
