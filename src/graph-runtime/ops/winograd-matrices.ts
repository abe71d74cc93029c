/**
 * The three matrices of Winograd's short convolutions F(m, r): m outputs of a kernel with r taps from m + r - 1 multiplications instead of
 * m * r. For an input d of n = m + r - 1 values and a kernel g: y = output [(kernel g) ⊙ (input d)].
 *
 * Toom and Cook's way to see it: a sliding product of d and g is, transposed, the product of two polynomials. A polynomial of degree n - 1 is
 * known by its values at n points, and values are multiplied point by point. So one evaluates, multiplies n times, and goes back to
 * coefficients. The last point is infinity, where a polynomial is its highest coefficient.
 *
 * Source: Lavin & Gray, "Fast Algorithms for Convolutional Neural Networks" (2015), section 4; Winograd, "Arithmetic Complexity of
 * Computations" (1980). For why the points are these: Barabasz et al., "Error Analysis and Improving the Accuracy of Winograd Convolution"
 * (2018).
 */
export interface WinogradMatrices {
  /** `[n, n]`, in front of the n input values of a tile. */
  readonly input: Matrix;
  /** `[n, r]`, in front of the kernel's taps. */
  readonly kernel: Matrix;
  /** `[m, n]`, in front of the n products. */
  readonly output: Matrix;
}

/** Rows of numbers. */
export type Matrix = readonly (readonly number[])[];

/** Small numbers, of which sums and products are exact or nearly so. */
const POINTS = [0, 1, -1, 2, -2, 1 / 2, -1 / 2];

/** The longest input there are points for (one more, with infinity): beyond it, rounding errors grow past use in float32. */
export const LONGEST_INPUT = POINTS.length + 1;

/**
 * @param outputs m, at least 1
 * @param taps r, at least 1
 * @throws RangeError when m + r - 1 is more than `LONGEST_INPUT`
 */
export function winogradMatrices(outputs: number, taps: number): WinogradMatrices {
  const length = outputs + taps - 1;
  if (length > LONGEST_INPUT)
    throw new RangeError(`F(${outputs}, ${taps}): no more than ${LONGEST_INPUT} inputs`);
  const points = POINTS.slice(0, length - 1);
  const others = (point: number) => points.filter((other) => other !== point);
  const atInfinity = (size: number) => unitVector(size, size - 1);
  return {
    // The transpose of interpolation: Lagrange's polynomials, whose denominators are in the kernel's matrix.
    input: [...points.map((point) => padded(withRoots(others(point)), length)), withRoots(points)],
    kernel: [
      ...points.map((point) => {
        const denominator = product(others(point).map((other) => point - other));
        return powers(point, taps).map((power) => power / denominator);
      }),
      atInfinity(taps),
    ],
    // The transpose of evaluation.
    output: transposed([...points.map((point) => powers(point, outputs)), atInfinity(outputs)]),
  };
}

/**
 * The matrix that does along both axes of a square, whose values are row by row in a vector, what `matrix` does along one: entry
 * `[(i, j), (k, l)]` is `matrix[i][k] * matrix[j][l]` (Kronecker product).
 */
export function onSquares(matrix: Matrix): Matrix {
  return matrix.flatMap((rows) =>
    matrix.map((columns) => rows.flatMap((down) => columns.map((across) => down * across))),
  );
}

export function transposed(matrix: Matrix): Matrix {
  return (matrix[0] ?? []).map((_, column) => matrix.map((row) => row[column] ?? 0));
}

/** Coefficients of (x - root) (x - root) ..., from the constant one up. */
function withRoots(roots: readonly number[]): readonly number[] {
  return roots.reduce<readonly number[]>(
    (polynomial, root) =>
      Array.from(
        { length: polynomial.length + 1 },
        (_, power) => (polynomial[power - 1] ?? 0) - root * (polynomial[power] ?? 0),
      ),
    [1],
  );
}

/** 1, x, x², ... */
function powers(x: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, exponent) => x ** exponent);
}

function product(factors: readonly number[]): number {
  return factors.reduce((all, factor) => all * factor, 1);
}

function padded(values: readonly number[], length: number): readonly number[] {
  return Array.from({ length }, (_, index) => values[index] ?? 0);
}

function unitVector(length: number, place: number): readonly number[] {
  return Array.from({ length }, (_, index) => (index === place ? 1 : 0));
}
