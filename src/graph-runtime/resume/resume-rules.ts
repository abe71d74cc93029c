import { createOptimizer } from '../compile/optimizers/registry';
import { learningRateAt } from '../compile/schedules/registry';
import type { NetloomDocument } from '../document/document';
import type { TrainingSettings } from '../document/training-settings';
import { type SettingPath, settingLabels } from './setting-labels';

/**
 * What becomes of another value for a setting when a run is resumed. `refused`: the weights, the optimizer's slots or the order of the
 * examples would mean something else. `reported`: the run takes another course from here, and a warning says so. `silent`: no number
 * of the run depends on it.
 */
type ResumeVerdict = 'refused' | 'reported' | 'silent';

/** The run as it was trained, and as it is to be resumed. */
export interface ResumeComparison {
  readonly before: TrainingSettings;
  readonly now: NetloomDocument;
}

type Rule = ResumeVerdict | ((comparison: ResumeComparison) => ResumeVerdict);

/** One line for each setting there is: the compiler and a test keep it complete. Window and command line resume by it alike. */
export const resumeRules: Readonly<Record<SettingPath, Rule>> = {
  // To train for longer is what a finished run is resumed for; some schedules then take another course altogether.
  epochs: (comparison) => (isRateOfTheSameCourse(comparison) ? 'silent' : 'reported'),
  // Where an epoch stands is counted in examples and its steps in batches; the schedule counts steps.
  batchSize: 'refused',
  microBatchSize: ({ now }) => (hasBatchStatistics(now) ? 'refused' : 'reported'),
  // Initial weights, order of the examples, dropout: the run would be half of one and half of another.
  seed: 'refused',
  augmentation: 'reported',
  // The weights were learned on values of another scale: the same images would be other inputs.
  normalization: 'refused',
  // Examples that were trained on would be held out for validation, and the other way round.
  validationShare: 'refused',
  // The weights themselves are float32 in either; changing to float32 is what helps where mixed precision overflows.
  precision: 'reported',
  device: 'reported',
  checkpointEpochs: 'silent',
  'optimizer.type': 'refused',
  'optimizer.learningRate': 'reported',
  'optimizer.weightDecay': 'reported',
  'optimizer.clipNorm': 'reported',
  'optimizer.momentum': ({ before, now }) => (hasSameSlots(before, now.training) ? 'reported' : 'refused'),
  'optimizer.nesterov': 'reported',
  'optimizer.beta1': 'reported',
  'optimizer.beta2': 'reported',
  'optimizer.epsilon': 'reported',
  'optimizer.rho': 'reported',
  'optimizer.centered': ({ before, now }) => (hasSameSlots(before, now.training) ? 'reported' : 'refused'),
  // It was used when the run started, and could no longer have an effect.
  'optimizer.initialAccumulator': 'refused',
  'schedule.type': 'reported',
  'schedule.warmupEpochs': 'reported',
  'schedule.everyEpochs': 'reported',
  'schedule.factor': 'reported',
  'schedule.factorPerEpoch': 'reported',
  'schedule.minimum': 'reported',
  'schedule.riseShare': 'reported',
  'schedule.initialDivisor': 'reported',
  'schedule.finalDivisor': 'reported',
  'schedule.patience': 'reported',
  'schedule.minimumDelta': 'reported',
  // The best epoch so far was chosen by another measure: the search for it starts over.
  'earlyStopping.monitor': 'reported',
  'earlyStopping.patience': 'reported',
  'earlyStopping.minimumDelta': 'reported',
  'earlyStopping.keepsBest': 'reported',
};

export interface SettingChange {
  readonly path: SettingPath;
  readonly verdict: ResumeVerdict;
  /** For people. */
  readonly was: string;
  readonly received: string;
}

/** The settings in which a resumed run differs from what it was, in the order of the table. */
export function changesOnResume(comparison: ResumeComparison): readonly SettingChange[] {
  const before = settingValues(comparison.before);
  const now = settingValues(comparison.now.training);
  return settingPaths.flatMap((path) => {
    const [was, received] = [before.get(path), now.get(path)];
    // A parameter that only one of two schedules has comes with the schedule, which is reported.
    if (was === undefined || received === undefined) return [];
    if (JSON.stringify(was) === JSON.stringify(received)) return [];
    const rule = resumeRules[path];
    const verdict = typeof rule === 'function' ? rule(comparison) : rule;
    return [{ path, verdict, was: valueText(was), received: valueText(received) }];
  });
}

/** The measure by which a run selects its best epoch. Without early stopping it is what people mean: the accuracy. */
export function bestEpochMonitor({ earlyStopping }: TrainingSettings): 'loss' | 'accuracy' {
  return earlyStopping?.monitor ?? 'accuracy';
}

// The labels are complete by their type, so their keys are all paths.
const settingPaths = Object.keys(settingLabels) as readonly SettingPath[];

/** Each setting's value, with what its absence stands for. */
function settingValues(training: TrainingSettings): ReadonlyMap<string, unknown> {
  const { optimizer, schedule, earlyStopping, batchSize, microBatchSize = batchSize, ...plain } = training;
  const stopping = earlyStopping ?? { patience: null, minimumDelta: 0, keepsBest: false };
  const complete = {
    augmentation: [],
    normalization: null,
    validationShare: 0,
    precision: 'float32',
    device: null,
    checkpointEpochs: null,
    ...plain,
    batchSize,
    microBatchSize: Math.min(batchSize, microBatchSize),
  };
  return new Map([
    ...Object.entries(complete),
    ...inGroup('optimizer', optimizer),
    ...inGroup('schedule', schedule),
    ...inGroup('earlyStopping', { ...stopping, monitor: bestEpochMonitor(training) }),
  ]);
}

function inGroup(group: string, settings: object): readonly (readonly [string, unknown])[] {
  return Object.entries(settings).map(([name, value]) => [`${group}.${name}`, value]);
}

/** Whether the learning rate of the epochs they have in common is the same in both. */
function isRateOfTheSameCourse({ before, now }: ResumeComparison): boolean {
  const { schedule, epochs, optimizer } = now.training;
  const common = Math.min(before.epochs, epochs);
  return Array.from({ length: 20 }, (_, index) => (common * index) / 20).every((epoch) => {
    const rate = (all: number) => learningRateAt(schedule, optimizer.learningRate, { epoch, epochs: all }, 1);
    return rate(before.epochs) === rate(epochs);
  });
}

function hasSameSlots(before: TrainingSettings, now: TrainingSettings): boolean {
  const names = ({ optimizer }: TrainingSettings) => createOptimizer(optimizer).slots.map(({ name }) => name);
  return names(before).join() === names(now).join();
}

/** Batch normalization takes its statistics from the examples that are computed together. */
function hasBatchStatistics({ nodes, blocks }: NetloomDocument): boolean {
  const all = [...nodes, ...Object.values(blocks).flatMap((block) => block.nodes)];
  return all.some(({ type }) => type === 'batchNormalization');
}

function valueText(value: unknown): string {
  if (value === null || (Array.isArray(value) && value.length === 0)) return '–';
  if (typeof value !== 'object') return String(value);
  return JSON.stringify(value).replace(/"/g, '').replace(/,/g, ', ').replace(/:/g, ' ');
}
