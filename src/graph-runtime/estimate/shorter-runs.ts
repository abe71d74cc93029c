import { applyEdits } from '../document/apply-edits';
import type { NetloomDocument } from '../document/document';
import type { DocumentEdit } from '../document/edit';
import type { NetworkAnalysis } from '../infer/analysis';
import { analyze } from '../infer/analyze';
import { getLayer } from '../layers/registry';
import type { MachineSpeed } from './measured-speed';
import { estimateTrainingTime, type TrainingData } from './training-time';

/** A change after which a run takes less time: smaller images, `[height, width]`, or a single epoch. */
export interface ShorterRun {
  readonly way: { readonly type: 'input'; readonly size: readonly number[] } | { readonly type: 'epochs' };
  readonly edits: readonly DocumentEdit[];
  /** What the run takes then. */
  readonly seconds: number;
}

/** Of height and width, the largest that works: a network whose images become too small for its layers cannot be trained. */
const SMALLER = [1 / 2, 2 / 3, 3 / 4];

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
  if (document.training.epochs > 1) {
    const { seconds } = estimateTrainingTime(analysis, { ...document.training, epochs: 1 }, data, machine);
    found.push({
      way: { type: 'epochs' },
      edits: [{ kind: 'set-training', changes: { epochs: 1 } }],
      seconds,
    });
  }
  return found;
}

/** Down to the size of the data set's own images: below, something of them would be lost. */
function smallerInputs(document: NetloomDocument, { imageShape }: TrainingData) {
  const input = document.nodes.find((node) => getLayer(node.type)?.inputs.length === 0);
  const shape = input?.parameters?.shape;
  if (input === undefined || !Array.isArray(shape)) return [];
  const [height, width, ...channels] = shape.map(Number);
  const [least = 1, leastWidth = 1] = imageShape;
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
