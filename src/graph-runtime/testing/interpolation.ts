import { DoubleTensor } from './double-tensor';

/**
 * Bilinear interpolation between pixel centers: output pixel i of m lies at `(i + 0.5) n / m − 0.5` of the n input pixels; beyond
 * the outermost centers the border pixel is repeated.
 */
export function interpolate(x: DoubleTensor, height: number, width: number): DoubleTensor {
  const [batch = 1, rows = 1, columns = 1, channels = 1] = x.shape;
  return DoubleTensor.from([batch, height, width, channels], (n = 0, i = 0, j = 0, c = 0) => {
    const [top, bottom, down] = neighbors(i, rows, height);
    const [left, right, across] = neighbors(j, columns, width);
    const above = x.at(n, top, left, c) * (1 - across) + x.at(n, top, right, c) * across;
    const below = x.at(n, bottom, left, c) * (1 - across) + x.at(n, bottom, right, c) * across;
    return above * (1 - down) + below * down;
  });
}

/** The two pixels around a place, and how far it lies toward the second. */
function neighbors(index: number, from: number, to: number): [number, number, number] {
  const place = ((index + 0.5) * from) / to - 0.5;
  const inside = Math.min(Math.max(place, 0), from - 1);
  const first = Math.floor(inside);
  return [first, Math.min(first + 1, from - 1), inside - first];
}
