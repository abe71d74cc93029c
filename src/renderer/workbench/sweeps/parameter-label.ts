import { i18n } from '../../messages/i18n';

const NAMED = {
  learningRate: 'learningRateSetting',
  batchSize: 'batchSizeSetting',
  epochs: 'epochsSetting',
  seed: 'seedSetting',
  'optimizer.momentum': 'momentum',
  'optimizer.weightDecay': 'weightDecay',
  'optimizer.clipNorm': 'clipNorm',
  'optimizer.beta1': 'beta1',
  'optimizer.beta2': 'beta2',
  'optimizer.epsilon': 'epsilon',
  'optimizer.rho': 'rho',
  'optimizer.initialAccumulator': 'initialAccumulator',
  'schedule.warmupEpochs': 'warmupEpochs',
  'schedule.everyEpochs': 'everyEpochs',
  'schedule.factor': 'factor',
  'schedule.factorPerEpoch': 'factorPerEpoch',
  'schedule.minimum': 'minimumRate',
  'schedule.riseShare': 'riseShare',
  'schedule.initialDivisor': 'initialDivisor',
  'schedule.finalDivisor': 'finalDivisor',
  'schedule.patience': 'patience',
  'schedule.minimumDelta': 'minimumDelta',
} as const;

function isNamed(parameter: string): parameter is keyof typeof NAMED {
  return Object.hasOwn(NAMED, parameter);
}

/** What a sweep varies, in words; parameters of the network under the names the canvas shows. */
export function parameterLabel(parameter: string): string {
  return isNamed(parameter) ? i18n.t(`training:${NAMED[parameter]}`) : parameter;
}
