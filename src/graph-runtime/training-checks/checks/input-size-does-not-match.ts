import { setParameterFix } from '../../diagnostics/fixes';
import { elementCount, formatShape } from '../../layers/tensor-type';
import type { TrainingCheck } from '../check';
import { dataInputs } from '../inputs';

/** Images are resized to an input of height, width and channels; an input of fewer axes takes their values one by one. */
export const inputSizeDoesNotMatch: TrainingCheck = {
  code: 'input-size-does-not-match',
  severity: 'error',
  what: {
    en: '“{node}” takes {wanted} values, but an image of the data set has {stored} ({image}).',
    'zh-Hant': '「{node}」接受 {wanted} 個值，但資料集的一張影像有 {stored} 個值（{image}）。',
  },
  advice: {
    en: 'Only an input of height, width and channels is resized. Set the shape to [{stored}], or to an image followed by Flatten.',
    'zh-Hant': '只有高、寬、通道三軸的輸入會自動縮放。請把形狀設為 [{stored}]，或改為影像形狀並接上展平層。',
  },
  find: (context) => {
    const { data } = context;
    if (data === null) return [];
    const stored = elementCount({ shape: data.imageShape });
    return dataInputs(context).flatMap(({ node, shape }) => {
      const wanted = elementCount({ shape });
      if (shape.length === 3 || wanted === stored) return [];
      const { scope, id } = node.origin;
      const [height = 1] = data.imageShape;
      const fitting = shape.length === 1 ? [stored] : [height, stored / height];
      return [
        {
          path: node.path,
          parameter: 'shape',
          expected: formatShape(fitting),
          received: formatShape(shape),
          values: { node: id, wanted, stored, image: formatShape(data.imageShape) },
          fixes: () => [setParameterFix(scope, id, 'shape', fitting)],
        },
      ];
    });
  },
};
