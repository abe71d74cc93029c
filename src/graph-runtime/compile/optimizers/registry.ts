import type { OptimizerSettings } from '../../document/document';
import type { OpNode } from '../../ops/op-graph';
import { adagrad } from './adagrad';
import { adam } from './adam';
import { adamw } from './adamw';
import { momentum } from './momentum';
import type { OptimizerDefinition, SlotDescription, UpdateContext } from './optimizer';
import { rmsprop } from './rmsprop';
import { sgd } from './sgd';

type SettingsByType = { readonly [S in OptimizerSettings as S['type']]: S };
type OptimizerType = keyof SettingsByType;

/** Every optimiser; a new one is one more line here. */
const definitions: { readonly [T in OptimizerType]: OptimizerDefinition<SettingsByType[T]> } = {
  sgd,
  momentum,
  adam,
  adamw,
  rmsprop,
  adagrad,
};

/** An optimiser with its settings put in. */
export interface Optimizer {
  readonly settings: OptimizerSettings;
  readonly slots: readonly SlotDescription[];
  readonly decouplesWeightDecay: boolean;
  scalars(learningRate: number, step: number): Readonly<Record<string, number>>;
  update(context: UpdateContext): readonly OpNode[];
}

/** The optimiser that the document's settings describe. */
export function createOptimizer(settings: OptimizerSettings): Optimizer {
  return bind(settings.type, settings);
}

function bind<T extends OptimizerType>(type: T, settings: SettingsByType[T]): Optimizer {
  const definition: OptimizerDefinition<SettingsByType[T]> = definitions[type];
  return {
    settings,
    slots: definition.slots(settings),
    decouplesWeightDecay: definition.decouplesWeightDecay ?? false,
    scalars: (learningRate, step) => definition.scalars(settings, learningRate, step),
    update: (context) => definition.update(context, settings),
  };
}
