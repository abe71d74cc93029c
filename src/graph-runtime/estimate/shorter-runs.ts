import { applyEdits } from '../document/apply-edits';
import type { NetloomDocument, TrainingSettings } from '../document/document';
import type { DocumentEdit } from '../document/edit';
import type { NetworkAnalysis } from '../infer/analysis';
import { analyze } from '../infer/analyze';
import { isExampleInput } from '../layers/example-input';
import { trainedCount, validationCount } from '../training-checks/run-length';
import type { MachineSpeed } from './measured-speed';
import { estimateTrainingTime, type TrainingData } from './training-time';

/** From here on a run is long enough to be asked whether it is meant, in seconds. */
export const LONG_SECONDS = 3_600;

/** A change after which a run takes less time: smaller images, `[height, width]`, a part of the training images, or a single epoch. */
export interface ShorterRun {
  readonly way:
    | { readonly type: 'input'; readonly size: readonly number[] }
    | { readonly type: 'data'; readonly share: number }
    | { readonly type: 'epochs' };
  readonly edits: readonly DocumentEdit[];
  /** What the run takes then. */
  readonly seconds: number;
}

/** Of height and width, the largest that works: a network whose images become too small for its layers cannot be trained. */
const SMALLER = [1 / 2, 2 / 3, 3 / 4];
/** Of the training images: few enough to save time, and enough to learn from. */
const PART = 0.2;

/** How a run that takes long can be made shorter; none that keeps the network from being trained. */
export function shorterRuns(
  analysis: NetworkAnalysis,
  data: TrainingData,
  machine: MachineSpeed,
): readonly ShorterRun[] {
  const { document } = analysis;
  const smaller = smallerInputs(document, data).find(({ changed }) => changed.isTrainable);
  const found: ShorterRun[] = [];
  if (smaller !== undefined) {
    const { changed, edits, size } = smaller;
    const { seconds } = estimateTrainingTime(changed, document.training, data, machine);
    found.push({ way: { type: 'input', size }, edits, seconds });
  }
  const change = (way: ShorterRun['way'], changes: Partial<TrainingSettings>) => {
    const { seconds } = estimateTrainingTime(analysis, { ...document.training, ...changes }, data, machine);
    found.push({ way, edits: [{ kind: 'set-training', changes }], seconds });
  };
  if (isPartEnough(document, data)) change({ type: 'data', share: PART }, { trainingShare: PART });
  if (document.training.epochs > 1) change({ type: 'epochs' }, { epochs: 1 });
  return found;
}

/** Whether a part of the training images makes at least one batch, and fewer than are used now. */
function isPartEnough({ training }: NetloomDocument, { trainCount }: TrainingData): boolean {
  const { batchSize, trainingShare = 1, validationShare } = training;
  const left = trainCount - validationCount(trainCount, validationShare);
  return trainingShare > PART && trainedCount(left, PART) >= batchSize;
}

/** Down to the size of the data set's own images: below, something of them would be lost. */
function smallerInputs(document: NetloomDocument, { exampleShape }: TrainingData) {
  const input = document.nodes.find(isExampleInput);
  const shape = input?.parameters?.shape;
  if (input === undefined || !Array.isArray(shape)) return [];
  const [height, width, ...channels] = shape.map(Number);
  const [least = 1, leastWidth = 1] = exampleShape;
  if (height === undefined || width === undefined || channels.length === 0) return [];
  return SMALLER.map((share) => [Math.round(height * share), Math.round(width * share)])
    .filter(([high = 0, wide = 0]) => high >= least && wide >= leastWidth)
    .map((size) => {
      const value = [...size, ...channels];
      const edits: DocumentEdit[] = [
        { kind: 'set-parameter', scope: null, id: input.id, parameter: 'shape', value },
      ];
      return { size, edits, changed: analyze(applyEdits(document, edits)) };
    });
}
