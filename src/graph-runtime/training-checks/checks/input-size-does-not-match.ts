import { setParameterFix } from '../../diagnostics/fixes';
import { elementCount, formatShape } from '../../layers/tensor-type';
import type { TrainingCheck } from '../check';
import { dataInputs } from '../inputs';

/** Images are resized to an input of height, width and channels; other inputs take the values one by one, and so are those of tables taken. */
export const inputSizeDoesNotMatch: TrainingCheck = {
  code: 'input-size-does-not-match',
  severity: 'error',
  what: {
    en: '“{node}” takes {wanted} values, but an example of the data set has {stored} ({image}).',
    'zh-Hant': '「{node}」接受 {wanted} 個值，但資料集的一個樣本有 {stored} 個值（{image}）。',
  },
  advice: {
    en: 'Only images are resized, to an input of height, width and channels. Set the shape to [{stored}], or for images to that of an image followed by Flatten.',
    'zh-Hant':
      '只有影像會自動縮放成高、寬、通道三軸的輸入。請把形狀設為 [{stored}]；若資料是影像，也可改為影像形狀並接上展平層。',
  },
  find: (context) => {
    const { data } = context;
    if (data === null) return [];
    const stored = elementCount({ shape: data.exampleShape });
    return dataInputs(context).flatMap(({ node, shape }) => {
      const wanted = elementCount({ shape });
      const isResized = shape.length === 3 && data.exampleShape.length === 3;
      if (isResized || wanted === stored) return [];
      const { scope, id } = node.origin;
      const [height = 1] = data.exampleShape;
      const isFlat = shape.length !== 2 || data.exampleShape.length === 1;
      const fitting = isFlat ? [stored] : [height, stored / height];
      return [
        {
          path: node.path,
          parameter: 'shape',
          expected: formatShape(fitting),
          received: formatShape(shape),
          values: { node: id, wanted, stored, image: formatShape(data.exampleShape) },
          fixes: () => [setParameterFix(scope, id, 'shape', fitting)],
        },
      ];
    });
  },
};
