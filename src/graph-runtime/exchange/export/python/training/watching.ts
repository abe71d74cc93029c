import type { TrainingSettings } from '../../../../settings/training-settings';
import { plateauOf } from '../../../../settings/schedules/registry';

/** What an exported `train.py` watches from epoch to epoch, by the validation examples if there are any, else by the test set. */
export interface Watching {
  readonly stopping: NonNullable<TrainingSettings['earlyStopping']> | null;
  readonly plateau: { readonly patience: number; readonly minimumDelta: number } | null;
  /** Name of the metric by which the best epoch is found, as `train.py` prints it. */
  readonly metric: string;
  readonly rises: boolean;
}

/** @param main the main metric as `train.py` prints it, and whether it rises */
export function watchingOf(
  { earlyStopping, schedule }: Pick<TrainingSettings, 'earlyStopping' | 'schedule'>,
  main: { readonly name: string; readonly rises: boolean },
): Watching | null {
  const plateau = plateauOf(schedule);
  if (earlyStopping === undefined && plateau === null) return null;
  const isLoss = earlyStopping === undefined || earlyStopping.monitor === 'loss';
  return {
    ...{ stopping: earlyStopping ?? null, plateau },
    ...(isLoss ? { metric: 'loss', rises: false } : { metric: main.name, rises: main.rises }),
  };
}

/** The class of the exported file that counts epochs without improvement; empty where nothing is watched. */
export function watchSource(watching: Watching | null): string {
  if (watching === null) return '';
  return `class Watch:
    """Counts the epochs since a value improved by more than \`delta\`; what is not a number is no improvement."""

    def __init__(self, delta, rises=False):
        self.delta, self.rises, self.best, self.waited = delta, rises, None, 0

    def improves(self, value):
        known = self.best is not None
        gain = (value - self.best if self.rises else self.best - value) if known else 0
        if math.isnan(value) or (known and not gain > self.delta):
            self.waited += 1
            return False
        self.best, self.waited = value, 0
        return True
`;
}

/** Parts of the function \`train\` that watch; all empty where nothing is watched. */
export interface WatchLines {
  /** In front of the first epoch. */
  readonly begin: string;
  /** What the rate is computed of, behind the other arguments. */
  readonly rate: string;
  /** After an epoch, with what was found of the validation examples in \`watched\`. */
  readonly epoch: string;
  /** After the last epoch. */
  readonly end: string;
}

/** How a framework keeps and restores weights, and prints. */
export interface WeightsText {
  readonly keep: string;
  /** Of what \`best_weights\` are. */
  readonly restore: string;
  /** The lines that print a text. */
  readonly printing: (text: string) => readonly string[];
}

export function watchLines(watching: Watching | null, weights: WeightsText): WatchLines {
  if (watching === null) return { begin: '', rate: '', epoch: '', end: '' };
  const { stopping, plateau, metric, rises } = watching;
  const begin: string[] = [];
  const epoch: string[] = [];
  const end: string[] = [];
  if (plateau !== null) {
    begin.push(`stalled, plateaus = Watch(${plateau.minimumDelta}), 0`);
    epoch.push(
      `if watched and not stalled.improves(watched["loss"]) and stalled.waited >= ${plateau.patience}:`,
      '    stalled.waited, plateaus = 0, plateaus + 1',
    );
  }
  if (stopping !== null) {
    const { patience, minimumDelta, keepsBest } = stopping;
    begin.push(`best = Watch(${minimumDelta}${rises ? ', rises=True' : ''})`);
    if (keepsBest) begin.push('best_weights = None');
    const improves = `best.improves(watched["${metric}"])`;
    epoch.push(
      ...(keepsBest
        ? [
            `if watched and ${improves}:`,
            `    best_weights = ${weights.keep}`,
            `elif best.waited >= ${patience}:`,
          ]
        : [`if watched and not ${improves} and best.waited >= ${patience}:`]),
      ...weights
        .printing(`f"ended after epoch {epoch}: ${patience} without improvement"`)
        .map((line) => `    ${line}`),
      '    break',
    );
    if (keepsBest) end.push('if best_weights is not None:', `    ${weights.restore}`);
  }
  const indented = (lines: readonly string[], by: string) => lines.map((line) => `${by}${line}\n`).join('');
  return {
    begin: indented(begin, '    '),
    rate: plateau === null ? '' : ', plateaus',
    epoch: indented(epoch, '        '),
    end: indented(end, '    '),
  };
}
