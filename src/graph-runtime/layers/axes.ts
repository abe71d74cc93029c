import type { DiagnosticDraft } from '../diagnostics/diagnostic';
import type { ParameterDescription } from './parameter';
import { formatShape } from './tensor-type';

/** Axes by what they are, so that a layer keeps its meaning where an image becomes a sequence: `[height, width, channels]`. */
type Axis = 'channels' | 'height' | 'width';

export const axisParameter: ParameterDescription = {
  kind: 'choice',
  label: { en: 'Axis', 'zh-Hant': '軸' },
  help: {
    en: 'Channels are the last axis (features of a vector); the height of an image is the positions of a sequence.',
    'zh-Hant': '通道是最後一個軸（向量則是特徵）；影像的高就是序列的位置。',
  },
  default: 'channels',
  choices: [
    { value: 'channels', label: { en: 'Channels (last axis)', 'zh-Hant': '通道（最後一軸）' } },
    { value: 'height', label: { en: 'Height, or positions', 'zh-Hant': '高，或位置' } },
    { value: 'width', label: { en: 'Width', 'zh-Hant': '寬' } },
  ],
};

/** Where an axis is in a shape without the batch axis; null where the shape has none such. */
export function axisIn(shape: readonly number[], axis: string): number | null {
  const places: Readonly<Record<Axis, number>> = { channels: shape.length - 1, height: 0, width: 1 };
  const place = places[axis as Axis];
  return axis === 'channels' || place < shape.length - 1 ? place : null;
}

/** Says that a shape has no such axis; channels it always has. */
export function noSuchAxis(shape: readonly number[], parameter: string): DiagnosticDraft {
  return {
    code: 'no-such-axis',
    port: 'in',
    parameter,
    expected: 'height × width × channels',
    received: formatShape(shape),
    values: { received: formatShape(shape) },
    repairs: [{ kind: 'set-parameter', parameter, value: 'channels' }],
  };
}
