import { setSettingFix } from '../../diagnostics/fixes';
import { type TrainingCheck, threeDigits } from '../check';
import { dataInputs } from '../inputs';

/** One number for all channels, or one for each channel of the input: three of ImageNet's means do not go with gray images. */
export const normalizationChannels: TrainingCheck = {
  code: 'normalization-channels',
  severity: 'error',
  what: {
    en: 'The normalization has {received} numbers, which does not match the channels of “{node}” ({channels}).',
    'zh-Hant': '輸入正規化有 {received} 個數值，但「{node}」有 {channels} 個通道。',
  },
  advice: {
    en: 'Give one mean and one deviation for all channels, or one of each for every channel.',
    'zh-Hant': '請為所有通道設定同一組平均值與標準差，或為每個通道各設一組。',
  },
  find: (context) => {
    const { normalization } = context.settings;
    const [input] = dataInputs(context);
    const channels = input?.shape[input.shape.length - 1];
    if (normalization === undefined || input === undefined || channels === undefined) return [];
    const average = (values: readonly number[]) =>
      Number(threeDigits(values.reduce((sum, value) => sum + value, 0) / values.length));
    const single = { mean: [average(normalization.mean)], deviation: [average(normalization.deviation)] };
    const wrong = (['mean', 'deviation'] as const).filter((part) => {
      const { length } = normalization[part];
      return length !== 1 && length !== channels;
    });
    // One mistake, with one repair for both: it is said at the mean, and at the deviation only where the mean is right.
    return wrong.slice(0, 1).map((part) => ({
      setting: `normalization.${part}`,
      expected: channels === 1 ? '1' : `1, ${channels}`,
      received: `${normalization[part].length}`,
      values: { node: input.node.origin.id, channels },
      fixes: () => [
        setSettingFix('normalization', `${single.mean[0]}, ${single.deviation[0]}`, {
          normalization: single,
        }),
      ],
    }));
  },
};
