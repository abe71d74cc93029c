import { addAll } from '../compile/ops/elementwise';
import { allInNarrowType } from '../compile/ops/shape';
import { formatShape, isSameShape } from '../infer/tensor-type';
import type { LayerDefinition } from './layer';
import type { NoParameters } from './parameter';
import { firstShape, inferred, refused, SINGLE_OUTPUT, VARIADIC_INPUT } from './shape-rules';

/** The sum of its inputs, value by value; all of one shape. */
export const add: LayerDefinition<NoParameters> = {
  type: 'add',
  version: 1,
  label: { en: 'Add', 'zh-Hant': '相加' },
  category: 'merge',
  summary: {
    en: 'Adds feature maps of the same shape. The shortcut of a residual block ends here.',
    'zh-Hant': '把形狀相同的特徵圖相加。殘差區塊的捷徑就在這裡匯合。',
  },
  reference: {
    title: 'He, Zhang, Ren, Sun: Deep Residual Learning for Image Recognition (2015), section 3.2',
    url: 'https://arxiv.org/abs/1512.03385',
  },
  parameters: {},
  inputs: VARIADIC_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: () => '',
  infer(_parameters, inputs) {
    const expected = firstShape(inputs);
    const index = inputs.findIndex((type) => !isSameShape(type.shape, expected));
    const received = inputs[index]?.shape;
    if (received === undefined) return inferred(expected);
    return refused({
      code: 'add-shape-mismatch',
      port: 'in',
      expected: formatShape(expected),
      received: formatShape(received),
      values: { expected: formatShape(expected), received: formatShape(received), index: index + 1 },
      repairs: [
        { kind: 'match-shapes', port: 'in' },
        { kind: 'remove-edge', port: 'in', index },
      ],
    });
  },
  weights: () => [],
  multiplyAccumulates: () => 0,
  lower: ({ graph }, _parameters, inputs) => [
    allInNarrowType(graph, inputs, (values) => addAll(graph, values)),
  ],
  code: { keras: () => 'keras.layers.Add()', pytorch: () => null },
};
