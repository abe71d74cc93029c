/** The principal components of colors: unit vectors, and the variance along each, the largest first. */
export type PrincipalColors = readonly {
  /** In the squared unit of values in [0, 1]. */
  readonly variance: number;
  readonly direction: readonly number[];
}[];

/** More pixels than this change nothing in the first digits. */
const MAXIMUM_PIXELS = 1_000_000;
const SWEEPS = 30;

/**
 * Eigenvectors and eigenvalues of the covariance of the colors of all pixels (of evenly spaced ones, where they are many).
 *
 * @param pixels bytes `[..., channels]`
 */
export function principalColors(pixels: Uint8Array, channels: number): PrincipalColors {
  const count = Math.floor(pixels.length / channels);
  const stride = Math.max(1, Math.floor(count / MAXIMUM_PIXELS));
  const sums = new Float64Array(channels);
  const products = new Float64Array(channels * channels);
  let used = 0;
  for (let pixel = 0; pixel < count; pixel += stride) {
    for (let i = 0; i < channels; i += 1) {
      const value = (pixels[pixel * channels + i] ?? 0) / 255;
      sums[i] = (sums[i] ?? 0) + value;
      for (let j = 0; j <= i; j += 1) {
        const place = i * channels + j;
        products[place] = (products[place] ?? 0) + (value * (pixels[pixel * channels + j] ?? 0)) / 255;
      }
    }
    used += 1;
  }
  const meanOf = (i: number) => (sums[i] ?? 0) / used;
  const covariance = Array.from({ length: channels }, (_, i) =>
    Array.from({ length: channels }, (_, j) => {
      const [row, column] = i >= j ? [i, j] : [j, i];
      return used === 0 ? 0 : (products[row * channels + column] ?? 0) / used - meanOf(i) * meanOf(j);
    }),
  );
  return eigen(covariance);
}

/** Eigenvalues and eigenvectors of a small symmetric matrix by Jacobi's rotations (Golub and Van Loan, section 8.5). */
function eigen(symmetric: readonly (readonly number[])[]): PrincipalColors {
  const size = symmetric.length;
  const a = symmetric.map((row) => [...row]);
  const v = symmetric.map((_, i) => symmetric.map((_, j) => (i === j ? 1 : 0)));
  const at = (matrix: readonly (readonly number[])[], i: number, j: number) => matrix[i]?.[j] ?? 0;
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (let p = 0; p < size; p += 1) {
      for (let q = p + 1; q < size; q += 1) {
        if (at(a, p, q) === 0) continue;
        const theta = (at(a, q, q) - at(a, p, p)) / (2 * at(a, p, q));
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(theta, 1));
        const c = 1 / Math.hypot(t, 1);
        rotateColumns(a, p, q, c, t * c);
        rotateRows(a, p, q, c, t * c);
        rotateColumns(v, p, q, c, t * c);
      }
    }
  }
  return a
    .map((_, i) => ({ variance: Math.max(0, at(a, i, i)), direction: v.map((row) => row[i] ?? 0) }))
    .sort((first, second) => second.variance - first.variance);
}

function rotateColumns(matrix: readonly number[][], p: number, q: number, c: number, s: number): void {
  for (const row of matrix) {
    const [x, y] = [row[p] ?? 0, row[q] ?? 0];
    row[p] = c * x - s * y;
    row[q] = s * x + c * y;
  }
}

function rotateRows(matrix: readonly number[][], p: number, q: number, c: number, s: number): void {
  const [first, second] = [matrix[p], matrix[q]];
  if (first === undefined || second === undefined) return;
  first.forEach((x, column) => {
    const y = second[column] ?? 0;
    first[column] = c * x - s * y;
    second[column] = s * x + c * y;
  });
}
