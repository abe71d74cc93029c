import type { Text } from '../text/text';
import type { Initializer } from './layer';
import type { Choice, ParameterDescription } from './parameter';

/**
 * How weights start. The names are Keras'; the fans are the numbers of inputs a value is summed from, and of outputs a value
 * goes into (receptive field size times channels, as PyTorch counts them for grouped kernels too).
 */

export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

interface InitializerRule {
  readonly label: Text;
  create(fans: Fans): Initializer;
}

/** A rule that follows from the fans alone. */
const byFans = (kind: Extract<Initializer, Fans>['kind'], label: Text): InitializerRule => ({
  label,
  create: ({ fanIn, fanOut }) => ({ kind, fanIn, fanOut }),
});

/** Keras' defaults for the plain distributions: standard deviation and limits of 0.05. */
const rules: Readonly<Record<string, InitializerRule>> = {
  glorotUniform: byFans('glorotUniform', { en: 'Glorot uniform', 'zh-Hant': 'Glorot 均勻分布' }),
  glorotNormal: byFans('glorotNormal', { en: 'Glorot normal', 'zh-Hant': 'Glorot 常態分布' }),
  heUniform: byFans('heUniform', { en: 'He (Kaiming) uniform', 'zh-Hant': 'He（Kaiming）均勻分布' }),
  heNormal: byFans('heNormal', { en: 'He (Kaiming) normal', 'zh-Hant': 'He（Kaiming）常態分布' }),
  lecunUniform: byFans('lecunUniform', { en: 'LeCun uniform', 'zh-Hant': 'LeCun 均勻分布' }),
  lecunNormal: byFans('lecunNormal', { en: 'LeCun normal', 'zh-Hant': 'LeCun 常態分布' }),
  randomNormal: {
    label: { en: 'Normal, standard deviation 0.05', 'zh-Hant': '常態分布（標準差 0.05）' },
    create: () => ({ kind: 'randomNormal', mean: 0, standardDeviation: 0.05 }),
  },
  truncatedNormal: {
    label: { en: 'Truncated normal, standard deviation 0.05', 'zh-Hant': '截斷常態分布（標準差 0.05）' },
    create: () => ({ kind: 'truncatedNormal', mean: 0, standardDeviation: 0.05 }),
  },
  randomUniform: {
    label: { en: 'Uniform, −0.05 to 0.05', 'zh-Hant': '均勻分布（−0.05 到 0.05）' },
    create: () => ({ kind: 'randomUniform', minimum: -0.05, maximum: 0.05 }),
  },
  zeros: { label: { en: 'Zeros', 'zh-Hant': '全為 0' }, create: () => ({ kind: 'constant', value: 0 }) },
  ones: { label: { en: 'Ones', 'zh-Hant': '全為 1' }, create: () => ({ kind: 'constant', value: 1 }) },
};

/** All initializers, for the inspector. */
export const INITIALIZER_CHOICES: readonly Choice[] = Object.entries(rules).map(([value, rule]) => ({
  value,
  label: rule.label,
}));

/**
 * The initializer of a name from `INITIALIZER_CHOICES`.
 * @throws when there is none of that name: parameters are checked against the choices before they come here.
 */
export function createInitializer(name: string, fans: Fans): Initializer {
  const rule = rules[name];
  if (rule === undefined) throw new Error(`Unknown initializer: ${name}`);
  return rule.create(fans);
}

/** Fans of a kernel `[height, width, in / groups, out]`. */
export function kernelFans(kernel: readonly [number, number], channelsIn: number, channelsOut: number): Fans {
  const receptiveField = kernel[0] * kernel[1];
  return { fanIn: receptiveField * channelsIn, fanOut: receptiveField * channelsOut };
}

const initializerParameter = { kind: 'choice', isAdvanced: true, choices: INITIALIZER_CHOICES } as const;

/** The parameter that chooses how a kernel starts. */
export const kernelInitializerParameter: ParameterDescription = {
  ...initializerParameter,
  label: { en: 'Kernel initializer', 'zh-Hant': '卷積核初始化' },
  help: {
    en: 'How the weights start. Glorot suits sigmoid and tanh, He suits ReLU.',
    'zh-Hant': '權重的起始值。Glorot 適合 sigmoid 與 tanh，He 適合 ReLU。',
  },
  default: 'glorotUniform',
};

/** The parameter that chooses how a bias starts. */
export const biasInitializerParameter: ParameterDescription = {
  ...initializerParameter,
  label: { en: 'Bias initializer', 'zh-Hant': '偏差初始化' },
  help: { en: 'How the biases start; zero is usual.', 'zh-Hant': '偏差的起始值，通常為 0。' },
  default: 'zeros',
};

/** The parameter that switches the bias on. */
export const useBiasParameter: ParameterDescription = {
  kind: 'boolean',
  label: { en: 'Bias', 'zh-Hant': '使用偏差' },
  help: {
    en: 'Adds a learned number to each output channel. Not needed before batch normalization, which has its own.',
    'zh-Hant': '為每個輸出通道加上一個可學習的數值。後面接批次正規化時不需要，因為它自帶位移。',
  },
  default: true,
};

/**
 * Fans of a depthwise kernel `[height, width, channels, multiplier]`: an output value is summed from one channel only. (Keras
 * counts all channels into the fan in here; this is PyTorch's count, for a convolution with as many groups as channels.)
 */
export function depthwiseFans(kernel: readonly [number, number], channels: number, multiplier: number): Fans {
  return kernelFans(kernel, 1, channels * multiplier);
}
