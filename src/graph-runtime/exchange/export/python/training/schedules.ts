import { plateauOf } from '../../../../settings/schedules/registry';
import type { ScheduleSettings } from '../../../../settings/training-settings';

type Of<T extends ScheduleSettings['type']> = Extract<ScheduleSettings, { type: T }>;

/** The lines of Python that give the rate after the warm-up, of `epoch` and `epochs` counted from its end. */
const bodies: { readonly [T in ScheduleSettings['type']]: (settings: Of<T>) => readonly string[] } = {
  constant: () => ['return LEARNING_RATE'],
  step: ({ everyEpochs, factor }) => [
    `return LEARNING_RATE * ${factor} ** math.floor(epoch / ${everyEpochs})`,
  ],
  exponential: ({ factorPerEpoch }) => [`return LEARNING_RATE * ${factorPerEpoch} ** epoch`],
  cosine: ({ minimum }) => [
    'progress = min(epoch / epochs, 1) if epochs > 0 else 1',
    `return ${minimum} + (LEARNING_RATE - ${minimum}) * (1 + math.cos(math.pi * progress)) / 2`,
  ],
  cosineRestarts: ({ firstEpochs, growth, minimum }) => [
    `length = ${firstEpochs}`,
    'while epoch >= length:',
    `    epoch, length = epoch - length, length * ${growth}`,
    `return ${minimum} + (LEARNING_RATE - ${minimum}) * (1 + math.cos(math.pi * epoch / length)) / 2`,
  ],
  oneCycle: ({ riseShare, initialDivisor, finalDivisor }) => [
    'progress = min(epoch / epochs, 1) if epochs > 0 else 1',
    `beginning = LEARNING_RATE / ${initialDivisor}`,
    `if progress < ${riseShare}:`,
    `    low, high, share = LEARNING_RATE, beginning, progress / ${riseShare}`,
    'else:',
    `    low, high, share = beginning / ${finalDivisor}, LEARNING_RATE, (progress - ${riseShare}) / (1 - ${riseShare})`,
    'return low + (high - low) * (1 + math.cos(math.pi * share)) / 2',
  ],
  reduceOnPlateau: ({ factor, minimum }) => [
    `return max(min(${minimum}, LEARNING_RATE), LEARNING_RATE * ${factor} ** plateaus)`,
  ],
};

/** The function `learning_rate` of the exported file. Where plateaus are counted, it takes their number, too. */
export function scheduleSource<T extends ScheduleSettings['type']>(
  settings: Of<T> & { readonly type: T },
): string {
  const body = bodies[settings.type](settings);
  const plateaus = plateauOf(settings) === null ? '' : ', plateaus';
  const { warmupEpochs } = settings;
  const warmup = [
    `if epoch < ${warmupEpochs}:`,
    `    return LEARNING_RATE * min((epoch + 1 / steps_per_epoch) / ${warmupEpochs}, 1)`,
    `epoch, epochs = epoch - ${warmupEpochs}, epochs - ${warmupEpochs}`,
  ];
  const lines = [...(warmupEpochs > 0 ? warmup : []), ...body];
  return `def learning_rate(epoch, epochs, steps_per_epoch${plateaus}):
    """Of the step that begins after this many epochs; steps are fractions of one."""
${lines.map((line) => `    ${line}`).join('\n')}
`;
}
