import { nearestName } from '../diagnostics/nearest-name';
import type { ObjectTree } from '../document/field-tree';

/**
 * What PyTorch, Keras and papers call the fields of this format. Spelling alone (`weight_decay`) needs no line here. Where a word has
 * several meanings, the first that is a field of the object is meant.
 */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  lr: ['learningRate'],
  eta: ['learningRate'],
  baselr: ['learningRate'],
  maxlr: ['learningRate'],
  initiallr: ['learningRate'],
  decay: ['weightDecay'],
  l2: ['weightDecay'],
  wd: ['weightDecay'],
  eps: ['epsilon'],
  alpha: ['rho'],
  betas: ['beta1'],
  maxnorm: ['clipNorm'],
  gradclip: ['clipNorm'],
  globalclipnorm: ['clipNorm'],
  initialaccumulatorvalue: ['initialAccumulator'],
  stepsize: ['everyEpochs'],
  gamma: ['factor', 'factorPerEpoch'],
  decayrate: ['factorPerEpoch', 'factor'],
  etamin: ['minimum'],
  minlr: ['minimum'],
  pctstart: ['riseShare'],
  divfactor: ['initialDivisor'],
  finaldivfactor: ['finalDivisor'],
  warmup: ['warmupEpochs'],
  mindelta: ['minimumDelta'],
  threshold: ['minimumDelta'],
  restorebestweights: ['keepsBest'],
  numepochs: ['epochs'],
  maxepochs: ['epochs'],
  datafraction: ['trainingShare'],
  limittrainbatches: ['trainingShare'],
  trainfraction: ['trainingShare'],
  trainsplit: ['trainingShare'],
  validationsplit: ['validationShare'],
  valsplit: ['validationShare'],
  scheduler: ['schedule'],
  lrscheduler: ['schedule'],
  opt: ['optimizer'],
  transforms: ['augmentation'],
  augmentations: ['augmentation'],
  randomseed: ['seed'],
  std: ['deviation'],
  p: ['probability'],
  amp: ['precision'],
  dtype: ['precision'],
  min: ['minimum'],
  max: ['maximum'],
  params: ['parameters'],
  args: ['parameters'],
  kwargs: ['parameters'],
  config: ['parameters'],
  label: ['name'],
  title: ['name'],
  layers: ['nodes'],
  wires: ['edges'],
  connections: ['edges'],
  source: ['from'],
  target: ['to'],
  times: ['repeat'],
  disabled: ['enabled'],
  requiresgrad: ['trainable'],
  lrmult: ['learningRateFactor'],
  lrfactor: ['learningRateFactor'],
  sharedwith: ['sharesWith'],
  sharedweights: ['sharesWith'],
  pos: ['position'],
};

/** The field of an object that a word surely means: another spelling of its name, or another framework's word for it. */
export function fieldMeantBy(word: string, { fields }: ObjectTree): string | undefined {
  if (Object.hasOwn(fields, word)) return word;
  const plain = plainName(word);
  const spelled = Object.keys(fields).find((name) => plainName(name) === plain);
  if (spelled !== undefined) return spelled;
  const synonyms = Object.hasOwn(SYNONYMS, plain) ? SYNONYMS[plain] : undefined;
  return synonyms?.find((name) => Object.hasOwn(fields, name));
}

/** The field of an object that a misspelled word most likely means. */
export function nearestField(word: string, { fields }: ObjectTree): string | undefined {
  return nearestName(word, Object.keys(fields));
}

function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
