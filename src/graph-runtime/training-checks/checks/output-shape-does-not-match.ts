import { formatShape } from '../../layers/tensor-type';
import type { TrainingCheck } from '../check';
import { scoredOutputs } from '../scores';
import { outputFits, shapeFixes } from '../target-fit';

/** Images are compared pixel by pixel, so that what the output is given must have their size. */
export const outputShapeDoesNotMatch: TrainingCheck = {
  code: 'output-shape-does-not-match',
  severity: 'error',
  what: {
    en: '“{node}” receives {received}, but it is compared with {wanted}.',
    'zh-Hant': '「{node}」收到 {received}，但要與 {wanted} 比較。',
  },
  advice: {
    en: 'With masks, the output needs a score for each class at each pixel of the input (or one score for two classes); with the input itself as the target, the shape of the input. Change the layers before it: up-sampling or Resize for the size, the filters of the last convolution for the channels.',
    'zh-Hant':
      '目標是遮罩時，輸出在輸入的每個像素需要每個類別各一個分數（兩個類別時也可以只有一個）；目標是輸入本身時，需要與輸入相同的形狀。請修改前面的層：以上採樣或調整大小改變尺寸，以最後一個卷積的濾波器數改變通道數。',
  },
  find: (context) =>
    outputFits(context, scoredOutputs(context))
      .filter(({ wanted, received }) => wanted.length !== 1 && `${wanted}` !== `${received}`)
      .map((fit) => ({
        path: fit.scored.output.node.path,
        port: 'in',
        expected: formatShape(fit.wanted),
        received: formatShape(fit.received),
        values: {
          node: fit.scored.output.node.origin.id,
          wanted: formatShape(fit.wanted),
          received: formatShape(fit.received),
        },
        fixes: () => shapeFixes(context, fit),
      })),
};
