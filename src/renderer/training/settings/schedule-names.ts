import type { ScheduleType } from './setting-fields';

/** The messages that name the schedules, in the order in which they are offered. */
export const SCHEDULE_NAMES = {
  constant: 'scheduleConstant',
  step: 'scheduleStep',
  exponential: 'scheduleExponential',
  cosine: 'scheduleCosine',
  oneCycle: 'scheduleOneCycle',
  reduceOnPlateau: 'schedulePlateau',
} as const satisfies Readonly<Record<ScheduleType, string>>;

export const SCHEDULE_TYPES: readonly ScheduleType[] = [
  'constant',
  'step',
  'exponential',
  'cosine',
  'oneCycle',
  'reduceOnPlateau',
];
