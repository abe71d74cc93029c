import { type ConvolutionWindow, convolutionWindow } from '../../../../layers/convolution';
import { windowSides } from '../../../../layers/python';
import { firstShape } from '../../../../layers/shape-rules';
import { namedPadding } from '../../named-padding';
import { type KerasCall, type KerasNode, layer, NotInKeras, row, zeros } from '../call';
import type { KerasFormOf } from '../form';
import { callsOfLine } from '../line-calls';

const OWN = (call: KerasCall) => call.suffix === undefined;

/**
 * A convolution by its line of code. What Keras refuses (strides that differ by axis, strides with holes) is computed at every position, of
 * which those between the strides are left out.
 */
export function convolutionForm(type: string, takesUnequalStrides: boolean): KerasFormOf<ConvolutionWindow> {
  return {
    type,
    write(parameters, node) {
      const { strides, dilationRate, padding } = parameters;
      const window = convolutionWindow(parameters, firstShape(node.inputs));
      const isUneven = strides[0] !== strides[1] && !takesUnequalStrides;
      if (isUneven || (Math.max(...strides) > 1 && Math.max(...dilationRate) > 1)) {
        const calls = lineCalls(node, { ...parameters, strides: [1, 1], padding: 'valid' });
        const picked = layer('MaxPooling2D', { pool_size: 1, strides }, { suffix: 'stride' });
        return row(...zeros(windowSides(window)), ...calls, picked);
      }
      const calls = lineCalls(node, parameters);
      if (padding === 'same' || padding === 'valid' || namedPadding(window) !== 'same') return row(...calls);
      const named = calls
        .filter(OWN)
        .map((call) => ({ ...call, arguments: { ...call.arguments, padding: 'same' } }));
      return { calls, named: row(...named) };
    },
  };
}

function lineCalls(node: KerasNode, parameters: ConvolutionWindow): readonly KerasCall[] {
  const calls = callsOfLine({ ...node, parameters });
  if (calls === null) throw new NotInKeras('no-keras-form');
  return calls;
}

export const conv2d = convolutionForm('conv2d', true);
export const depthwiseConv2d = convolutionForm('depthwiseConv2d', false);
export const separableConv2d = convolutionForm('separableConv2d', false);
