import { averageWindows } from './average-windows';
import { definePooling } from './define-pooling';
import type { PoolingParameters } from './pooling';
import {
  kerasSequence,
  kerasZeroPadding,
  pythonCall,
  pythonPair,
  pytorchPoolPadding,
  pytorchSequence,
  windowSides,
} from './python';
import { isPadded } from './window';
import { countedCells } from './window-computation';

type AveragePooling2dParameters = PoolingParameters & { readonly countIncludePadding: boolean };

/** The mean of each window, channel by channel. */
export const averagePooling2d = definePooling<AveragePooling2dParameters>({
  type: 'averagePooling2d',
  otherNames: {
    types: ['AvgPool2d', 'AvgPooling2d', 'AveragePool', 'AveragePool2d', 'AvgPool', 'AveragePooling'],
    parameters: { count_include_pad: 'countIncludePadding' },
  },
  label: { en: 'Average pooling', 'zh-Hant': '平均池化' },
  summary: {
    en: 'Replaces each window by its mean: smaller maps, less noise, and small shifts of the image matter less.',
    'zh-Hant': '以平均值取代每個視窗：特徵圖變小、雜訊減少，影像的微小位移也較不影響結果。',
  },
  reference: {
    title:
      'LeCun, Bottou, Bengio, Haffner: Gradient-Based Learning Applied to Document Recognition (1998), section II-A',
    url: 'https://doi.org/10.1109/5.726791',
  },
  parameters: {
    countIncludePadding: {
      kind: 'boolean',
      label: { en: 'Count padding', 'zh-Hant': '計入填補' },
      help: {
        en: 'Whether padded cells count as zeros in the mean. Off: only cells of the image count.',
        'zh-Hant': '填補的格子是否以 0 計入平均。關閉時只計算影像內的格子。',
      },
      isAdvanced: true,
      default: true,
    },
  },
  computation: ({ countIncludePadding }, window) => ({
    operation: 'mean',
    divisor: countedCells(window, countIncludePadding),
  }),
  pool: (graph, { countIncludePadding }, x, window) => averageWindows(graph, x, window, countIncludePadding),
  keras(parameters, window) {
    const pool = (padding: string | null) =>
      pythonCall('keras.layers.AveragePooling2D', [pythonPair(parameters.poolSize)], {
        strides: pythonPair(parameters.strides),
        padding,
      });
    if (!isPadded(window)) return pool(null);
    // Keras never counts the cells that its own padding adds, and always those of a padding layer.
    if (!parameters.countIncludePadding) return parameters.padding === 'same' ? pool('"same"') : null;
    if (window.height.overhang + window.width.overhang > 0) return null;
    return kerasSequence([kerasZeroPadding(windowSides(window)), pool(null)]);
  },
  pytorch({ poolSize, strides, ceilMode, countIncludePadding }, window) {
    const padding = pytorchPoolPadding(window, ceilMode);
    // Cells of a module before it count always, those that a window hangs over by never do.
    const hangsOver = window.height.overhang + window.width.overhang > 0;
    if (padding.before.length > 0 && (!countIncludePadding || hangsOver)) return null;
    const layer = pythonCall('nn.AvgPool2d', [pythonPair(poolSize)], {
      stride: pythonPair(strides),
      padding: padding.argument,
      ceil_mode: padding.ceilMode,
      count_include_pad: countIncludePadding ? null : 'False',
    });
    return pytorchSequence([...padding.before, layer]);
  },
});
