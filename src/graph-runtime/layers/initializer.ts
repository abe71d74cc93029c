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

/** An initializer by its name, with the numbers that some have. */
export interface InitializerChoice {
  readonly name: string;
  /** Standard deviation of the normal distributions, and limit of the uniform one, that do not follow from the fans. */
  readonly scale: number;
  /** Factor of the standard deviation that follows from the fans, as PyTorch's `calculate_gain` gives it for an activation. */
  readonly gain: number;
}

type Numbers = Pick<InitializerChoice, 'scale' | 'gain'>;

/** Keras' defaults: standard deviations and limits of 0.05, and fans alone. */
export const INITIALIZER_NUMBERS: Numbers = { scale: 0.05, gain: 1 };

interface InitializerRule {
  readonly label: Text;
  /** Which of the numbers it has. */
  readonly number?: keyof Numbers;
  create(fans: Fans, numbers: Numbers): Initializer;
}

/** A rule that keeps the variance of signals or gradients. */
const byFans = (kind: Extract<Initializer, Fans>['kind'], label: Text): InitializerRule => ({
  label,
  number: 'gain',
  create: ({ fanIn, fanOut }, { gain }) => ({ kind, fanIn, fanOut, gain }),
});

/** A distribution that is the same for every layer. */
const plain = (label: Text, create: (scale: number) => Initializer): InitializerRule => ({
  label,
  number: 'scale',
  create: (_fans, { scale }) => create(scale),
});

const rules: Readonly<Record<string, InitializerRule>> = {
  glorotUniform: byFans('glorotUniform', { en: 'Glorot uniform', 'zh-Hant': 'Glorot 均勻分布' }),
  glorotNormal: byFans('glorotNormal', { en: 'Glorot normal', 'zh-Hant': 'Glorot 常態分布' }),
  heUniform: byFans('heUniform', { en: 'He (Kaiming) uniform', 'zh-Hant': 'He（Kaiming）均勻分布' }),
  heNormal: byFans('heNormal', { en: 'He (Kaiming) normal', 'zh-Hant': 'He（Kaiming）常態分布' }),
  heUniformFanOut: byFans('heUniformFanOut', {
    en: 'He (Kaiming) uniform, fan out',
    'zh-Hant': 'He（Kaiming）均勻分布，依輸出數',
  }),
  heNormalFanOut: byFans('heNormalFanOut', {
    en: 'He (Kaiming) normal, fan out',
    'zh-Hant': 'He（Kaiming）常態分布，依輸出數',
  }),
  lecunUniform: byFans('lecunUniform', { en: 'LeCun uniform', 'zh-Hant': 'LeCun 均勻分布' }),
  lecunNormal: byFans('lecunNormal', { en: 'LeCun normal', 'zh-Hant': 'LeCun 常態分布' }),
  randomNormal: plain({ en: 'Normal', 'zh-Hant': '常態分布' }, (standardDeviation) => ({
    ...{ kind: 'randomNormal', mean: 0, standardDeviation },
  })),
  truncatedNormal: plain({ en: 'Truncated normal', 'zh-Hant': '截斷常態分布' }, (standardDeviation) => ({
    ...{ kind: 'truncatedNormal', mean: 0, standardDeviation },
  })),
  randomUniform: plain({ en: 'Uniform', 'zh-Hant': '均勻分布' }, (limit) => ({
    ...{ kind: 'randomUniform', minimum: -limit, maximum: limit },
  })),
  zeros: { label: { en: 'Zeros', 'zh-Hant': '全為 0' }, create: () => ({ kind: 'constant', value: 0 }) },
  ones: { label: { en: 'Ones', 'zh-Hant': '全為 1' }, create: () => ({ kind: 'constant', value: 1 }) },
};

/** All initializers, for the inspector. */
export const INITIALIZER_CHOICES: readonly Choice[] = Object.entries(rules).map(([value, rule]) => ({
  value,
  label: rule.label,
}));

/** Names of the initializers that have this number. */
const namesWith = (number: keyof Numbers): readonly string[] =>
  Object.keys(rules).filter((name) => rules[name]?.number === number);

/**
 * The initializer of a name from `INITIALIZER_CHOICES`; without numbers, that with Keras' defaults.
 * @throws when there is none of that name: parameters are checked against the choices before they come here.
 */
export function createInitializer(choice: string | InitializerChoice, fans: Fans): Initializer {
  const { name, ...numbers } = typeof choice === 'string' ? { name: choice, ...INITIALIZER_NUMBERS } : choice;
  const rule = rules[name];
  if (rule === undefined) throw new Error(`Unknown initializer: ${name}`);
  return rule.create(fans, numbers);
}

/** Fans of a kernel `[height, width, in / groups, out]`. */
export function kernelFans(kernel: readonly [number, number], channelsIn: number, channelsOut: number): Fans {
  const receptiveField = kernel[0] * kernel[1];
  return { fanIn: receptiveField * channelsIn, fanOut: receptiveField * channelsOut };
}

/** A bias has no number of its own. */
const withScale = (label: Text): Text => ({
  en: `${label.en}, scale ${INITIALIZER_NUMBERS.scale}`,
  'zh-Hant': `${label['zh-Hant']}（尺度 ${INITIALIZER_NUMBERS.scale}）`,
});

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

/** The number of the plain distributions that the parameter `of` can choose. */
export function initializerScaleParameter(of: string, label: Text): ParameterDescription {
  return {
    kind: 'number',
    isAdvanced: true,
    label,
    help: {
      en: 'Standard deviation of the normal distributions; the uniform one lies between minus and plus this number.',
      'zh-Hant': '常態分布的標準差；均勻分布則介於負與正的此數值之間。',
    },
    appliesWith: { parameter: of, values: namesWith('scale') },
    default: INITIALIZER_NUMBERS.scale,
    minimum: 0.000001,
    maximum: 100,
    step: 0.01,
  };
}

/** The factor of those that follow from the layer's sizes. */
export function initializerGainParameter(of: string, label: Text): ParameterDescription {
  return {
    kind: 'number',
    isAdvanced: true,
    label,
    help: {
      en: 'Multiplies the standard deviation that the initializer computes: 1.67 suits tanh with LeCun, less than 1 the last layer of a residual branch.',
      'zh-Hant': '乘在初始化方法算出的標準差上：LeCun 配 tanh 時可用 1.67，殘差分支的最後一層可小於 1。',
    },
    appliesWith: { parameter: of, values: namesWith('gain') },
    default: INITIALIZER_NUMBERS.gain,
    minimum: 0.000001,
    maximum: 100,
    step: 0.1,
  };
}

/** How a layer's only kernel starts. */
export type KernelInitializer = {
  readonly kernelInitializer: string;
  readonly kernelInitializerScale: number;
  readonly kernelInitializerGain: number;
};

/** The parameters of `KernelInitializer`, in this order. */
export const kernelInitializerParameters = {
  kernelInitializer: kernelInitializerParameter,
  kernelInitializerScale: initializerScaleParameter('kernelInitializer', {
    en: 'Initializer scale',
    'zh-Hant': '初始值尺度',
  }),
  kernelInitializerGain: initializerGainParameter('kernelInitializer', {
    en: 'Initializer gain',
    'zh-Hant': '初始值增益',
  }),
} as const;

/** What these parameters choose. */
export function kernelInitializerOf(parameters: KernelInitializer): InitializerChoice {
  const { kernelInitializer: name, kernelInitializerScale: scale, kernelInitializerGain: gain } = parameters;
  return { name, scale, gain };
}

/** How the kernel starts that filters each channel by itself. */
export type DepthwiseInitializer = {
  readonly depthwiseInitializer: string;
  readonly depthwiseInitializerScale: number;
  readonly depthwiseInitializerGain: number;
};

/** The parameters of `DepthwiseInitializer`, in this order. */
export const depthwiseInitializerParameters = {
  depthwiseInitializer: {
    ...kernelInitializerParameter,
    label: { en: 'Depthwise initializer', 'zh-Hant': '逐深度卷積核初始化' },
  },
  depthwiseInitializerScale: initializerScaleParameter('depthwiseInitializer', {
    en: 'Depthwise initializer scale',
    'zh-Hant': '逐深度卷積核初始值尺度',
  }),
  depthwiseInitializerGain: initializerGainParameter('depthwiseInitializer', {
    en: 'Depthwise initializer gain',
    'zh-Hant': '逐深度卷積核初始值增益',
  }),
} as const;

/** What these parameters choose. */
export function depthwiseInitializerOf(parameters: DepthwiseInitializer): InitializerChoice {
  return {
    name: parameters.depthwiseInitializer,
    scale: parameters.depthwiseInitializerScale,
    gain: parameters.depthwiseInitializerGain,
  };
}

/** The parameter that chooses how a bias starts. */
export const biasInitializerParameter: ParameterDescription = {
  ...initializerParameter,
  choices: INITIALIZER_CHOICES.map(({ value, label }) =>
    namesWith('scale').includes(value) ? { value, label: withScale(label) } : { value, label },
  ),
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
