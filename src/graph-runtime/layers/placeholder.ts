import type { LayerDefinition } from './layer';
import { SIZE_LIMITS } from './limits';
import { SINGLE_OUTPUT, VARIADIC_INPUT } from './shape-rules';

type PlaceholderParameters = {
  readonly operation: string;
  readonly attributes: string;
  readonly outputShape: readonly number[];
};

/**
 * The place of an operation of an imported network that there is no layer for. What comes after it is inferred from the shape that it
 * is known to have; it is an error until a layer that computes the same replaces it.
 */
export const placeholder: LayerDefinition<PlaceholderParameters> = {
  type: 'placeholder',
  version: 1,
  label: { en: 'Placeholder', 'zh-Hant': '待替換的層' },
  category: 'shape',
  summary: {
    en: 'Keeps the place of an operation of an imported network that there is no layer for.',
    'zh-Hant': '為匯入的網路中尚無對應層的運算保留位置。',
  },
  reference: { title: 'ONNX operators', url: 'https://onnx.ai/onnx/operators/' },
  parameters: {
    operation: {
      kind: 'text',
      label: { en: 'Operation', 'zh-Hant': '運算' },
      help: { en: 'What the imported file calls it.', 'zh-Hant': '匯入的檔案中的名稱。' },
      default: '',
    },
    attributes: {
      kind: 'text',
      label: { en: 'Attributes', 'zh-Hant': '屬性' },
      help: { en: 'What the imported file says of it.', 'zh-Hant': '匯入的檔案中記載的設定。' },
      default: '',
    },
    outputShape: {
      kind: 'shape',
      label: { en: 'Output shape', 'zh-Hant': '輸出形狀' },
      help: {
        en: 'What the layers after it are given, channels last.',
        'zh-Hant': '後續各層得到的形狀，通道在最後。',
      },
      default: [1],
      minimumRank: 1,
      maximumRank: 3,
      maximum: SIZE_LIMITS.features,
    },
  },
  inputs: VARIADIC_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: ({ operation }) => operation,
  infer: ({ operation, outputShape }) => ({
    ok: true,
    outputs: [{ shape: outputShape }],
    warnings: [{ code: 'placeholder-layer', severity: 'error', values: { operation } }],
  }),
  weights: () => [],
  multiplyAccumulates: () => 0,
  lower() {
    throw new Error('A placeholder computes nothing.');
  },
  code: { keras: () => null, pytorch: () => null },
};
