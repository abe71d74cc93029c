import type { TargetKind } from '../target-kind';
import { valueErrors } from './value-errors';

/**
 * The input itself (autoencoder): images as the network sees them, augmented and resized, but in [0, 1] whatever they are normalized to;
 * the rows of a table as they are stored.
 */
export const inputItself: TargetKind = {
  ...valueErrors,
  id: 'input',
  label: { en: 'The input itself', 'zh-Hant': '輸入本身' },
  help: {
    en: 'Reconstructs the input (autoencoder): labels are not used.',
    'zh-Hant': '重建輸入（自編碼器），不使用標籤。',
  },
  labels: null,
  prepareLabels: (_graph, { input }) => input(),
  outputShape: (_size, inputShape) => inputShape,
};
