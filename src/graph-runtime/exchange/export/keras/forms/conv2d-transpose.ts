import type { PaddingParameter } from '../../../../layers/parameter';
import { firstShape } from '../../../../layers/shape-rules';
import { type TransposedAxis, transposedWindow } from '../../../../layers/transposed-window';
import { layer, NotInKeras, row } from '../call';
import type { KerasFormOf } from '../form';
import { callsOfLine } from '../line-calls';

type Pair = readonly [number, number];

/** `Conv2DTranspose`, of which what padding takes away is cut off by `Cropping2D` where the layer cannot say it. */
export const conv2dTranspose: KerasFormOf<{
  readonly strides: Pair;
  readonly kernelSize: Pair;
  readonly padding: PaddingParameter;
  readonly outputPadding: Pair;
}> = {
  type: 'conv2dTranspose',
  write(parameters, node) {
    const { height, width } = transposedWindow(parameters, firstShape(node.inputs));
    const line = callsOfLine(node);
    if (line !== null) return row(...line);
    const plain = { ...node.parameters, padding: 'valid', outputPadding: [0, 0] };
    const whole = callsOfLine({ ...node, parameters: plain });
    if (whole === null) throw new NotInKeras('no-keras-form');
    const cropping = [cutsOf(height), cutsOf(width)];
    const isWhole = cropping.flat().every((cells) => cells === 0);
    return row(...whole, ...(isWhole ? [] : [layer('Cropping2D', { cropping }, { suffix: 'crop' })]));
  },
};

/** There, the output is as long as the kernels reach, but at least the input times the stride. */
function cutsOf({ kernel, stride, before, after, extra }: TransposedAxis): Pair {
  const beyond = Math.max(stride - kernel, 0);
  if (after + beyond < extra) throw new NotInKeras('keras-padding');
  return [before, after + beyond - extra];
}
