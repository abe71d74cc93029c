import { DIGIT_SIDE } from './source-data';

/** Two digits side by side, `[8, 16]`. */
export function beside(left: Uint8Array, right: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: 2 * left.length }, (_, at) => {
    const [row, column] = [Math.floor(at / (2 * DIGIT_SIDE)), at % (2 * DIGIT_SIDE)];
    const image = column < DIGIT_SIDE ? left : right;
    return image[row * DIGIT_SIDE + (column % DIGIT_SIDE)] ?? 0;
  });
}
