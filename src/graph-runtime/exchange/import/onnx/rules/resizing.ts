import { CannotMap } from '../../network/network-builder';
import type { OnnxOperation } from '../operation';
import type { OnnxRule } from '../rule';
import { sidesOfPads } from '../pads';

/** Larger images: nearest neighbors by whole factors, or between neighbors at any size. */
export const resizing: OnnxRule = {
  operators: ['Resize', 'Upsample'],
  map(operation) {
    const x = operation.image(0);
    const [height = 1, width = 1] = x.node.shape;
    const size = targetSize(operation, [height, width]);
    const factors = [size[0] / height, size[1] / width] as const;
    const isWhole = factors.every(Number.isInteger);
    const mode = operation.text('mode', 'nearest');
    const place = operation.text(
      'coordinate_transformation_mode',
      operation.node.operator === 'Upsample' || operation.opset < 11 ? 'asymmetric' : 'half_pixel',
    );
    if (mode === 'nearest' && isWhole && isPlainNearest(operation, place)) {
      return operation.layer('upSampling2d', { inputs: [x], parameters: { size: factors } });
    }
    const isHalfPixel = place === 'half_pixel' || (place === 'pytorch_half_pixel' && Math.min(...size) > 1);
    if (mode !== 'linear' || !isHalfPixel) throw new CannotMap('attributes', `${mode}, ${place}`);
    if (operation.number('antialias', 0) === 1) throw new CannotMap('attributes', 'antialias');
    if (isWhole) {
      const parameters = { size: factors, interpolation: 'bilinear' };
      return operation.layer('upSampling2d', { inputs: [x], parameters });
    }
    return operation.layer('resize', { inputs: [x], parameters: { size } });
  },
};

/** By whole factors, each pixel is repeated by all of these. */
function isPlainNearest(operation: OnnxOperation, place: string): boolean {
  const rounding = operation.text('nearest_mode', operation.opset < 11 ? 'floor' : 'round_prefer_floor');
  if (place === 'asymmetric') return rounding === 'floor';
  return place === 'half_pixel' && rounding.startsWith('round');
}

/** Batch and channels have to stay. */
function targetSize(
  operation: OnnxOperation,
  [height, width]: readonly [number, number],
): readonly [number, number] {
  const isNew = operation.node.operator === 'Resize' && operation.opset >= 11;
  const sizesAt = operation.inputs[isNew ? 3 : 99];
  if (sizesAt) {
    const sizes = operation.constant(3).integers();
    return [sizes.at(-2) ?? height, sizes.at(-1) ?? width];
  }
  const scales = operation.inputs[isNew ? 2 : 1]
    ? Array.from(operation.constant(isNew ? 2 : 1).values())
    : operation.numbers('scales');
  const [batch, channels, down = 1, across = 1] = scales ?? [];
  if (batch !== 1 || channels !== 1) throw new CannotMap('attributes', 'scales');
  return [Math.floor(height * down), Math.floor(width * across)];
}

const FILLS: Readonly<Record<string, string>> = { constant: 'zeros', reflect: 'reflect', edge: 'replicate' };

/** Rows and columns around an image: zeros, its mirror image or its edge. */
export const padding: OnnxRule = {
  operators: ['Pad'],
  map(operation) {
    const mode = operation.text('mode', 'constant');
    const fill = FILLS[mode];
    if (fill === undefined) throw new CannotMap('attributes', mode);
    const pads = operation.integers(operation.has('paddings') ? 'paddings' : 'pads', 1);
    const value = operation.inputs[2]
      ? (operation.constant(2).values()[0] ?? 0)
      : operation.number('value', 0);
    if (pads === undefined) throw new CannotMap('computed-weights');
    if (pads.every((count) => count === 0)) return operation.passed('identity');
    if (value !== 0 || operation.inputs[3]) throw new CannotMap('attributes', `value ${value}`);
    const sides = sidesOfPads(pads);
    const x = operation.image(0);
    if (sides.every((count) => count >= 0)) {
      return operation.layer('zeroPadding2d', {
        inputs: [x],
        parameters: { padding: shortest(sides), ...(fill !== 'zeros' && { mode: fill }) },
      });
    }
    if (fill !== 'zeros') throw new CannotMap('attributes', mode);
    if (sides.some((count) => count > 0)) throw new CannotMap('attributes', `pads ${pads}`);
    const cropping = shortest(sides.map((count) => -count));
    return operation.layer('cropping2d', { inputs: [x], parameters: { cropping } });
  },
};

function shortest(sides: readonly number[]): number | readonly number[] {
  const [top = 0, bottom = 0, left = 0, right = 0] = sides;
  if (top !== bottom || left !== right) return sides;
  return top === left ? top : [top, left];
}

/** Channels become squares of pixels, and the reverse. */
export const blocks: OnnxRule = {
  operators: ['DepthToSpace', 'SpaceToDepth'],
  map(operation) {
    const isToSpace = operation.node.operator === 'DepthToSpace';
    const isChannelsFirst = isToSpace && operation.text('mode', 'DCR') === 'CRD';
    return operation.layer(isToSpace ? 'depthToSpace' : 'spaceToDepth', {
      inputs: [operation.image(0)],
      parameters: {
        blockSize: operation.number('blocksize', 1),
        ...(isChannelsFirst && { order: 'channelsFirst' }),
      },
    });
  },
};
