import { targetText } from './row-texts';
import type { ExportedTraining, TrainedOutput } from './trained-outputs';

/** Labels that are places of the images, and move with them. */
export interface PlacedLabels {
  /** What a batch has them under. */
  readonly variable: string;
  /** What they are called in functions that move them. */
  readonly name: string;
  /** Class of what comes from outside of an image; null: they are images. */
  readonly outside: number | null;
  /** How many times as high and wide as the images they are. */
  readonly scale: number;
}

/** Those that the outputs learn, each once. */
export function placedLabels(training: ExportedTraining): readonly PlacedLabels[] {
  const found = new Map<string, Omit<PlacedLabels, 'name'>>();
  for (const trained of training.outputs) {
    const { kind, description } = trained.target;
    const variable = targetText(training, trained, 'y', 'numpy');
    const scale = kind.pixelScale?.(description);
    const outside = kind.placesOutside?.(description);
    if (scale !== undefined) found.set(variable, { variable, outside: null, scale });
    else if (outside !== undefined) found.set(variable, { variable, outside, scale: 1 });
  }
  const all = [...found.values()];
  return all.map((one) => {
    const like = all.filter(({ outside }) => (outside === null) === (one.outside === null));
    const end = like.length === 1 ? '' : `${like.indexOf(one) + 1}`;
    return { ...one, name: `${one.outside === null ? 'targets' : 'masks'}${end}` };
  });
}

/** What enters and leaves a function that moves images and labels: `x, masks`. */
export function movedNames(placed: readonly PlacedLabels[]): string {
  return ['x', ...placed.map(({ name }) => name)].join(', ');
}

/** Likewise where it is called: `x, y`. */
export function movedVariables(placed: readonly PlacedLabels[]): string {
  return ['x', ...placed.map(({ variable }) => variable)].join(', ');
}

/** What the description of such a function says of the labels; empty where there are none. @param shape of masks */
export function movedText(placed: readonly PlacedLabels[], shape: string): string {
  const hasMasks = placed.some(({ outside }) => outside !== null);
  const hasImages = placed.some(({ outside }) => outside === null);
  return `${hasMasks ? `, and of their masks ${shape}` : ''}${hasImages ? ', and of their second images' : ''}`;
}

/** The lines that bring labels to the size that the outputs have. @param indices what makes indices of classes of a mask */
export function sizedLines(placed: readonly PlacedLabels[], indices: string): readonly string[] {
  return placed.map(({ variable, outside, scale }) =>
    outside === null
      ? `${variable} = to_target(${variable}, ${scale})`
      : `${variable} = to_mask(${variable})${indices}`,
  );
}

/** The functions of `data.py` that a `train.py` takes for its labels. */
export function labelFunctions(training: ExportedTraining): readonly string[] {
  const placed = placedLabels(training);
  return [
    ...(training.rows?.areNamed === true ? ['columns_of'] : []),
    ...(placed.some(({ outside }) => outside !== null) ? ['to_mask'] : []),
    ...(placed.some(({ outside }) => outside === null) ? ['to_target'] : []),
  ];
}

/** A part of an axis of the labels, in Python: that of the images from `start` on. */
export function spanText(start: string, size: string, { scale }: Pick<PlacedLabels, 'scale'>): string {
  const by = scale === 1 ? '' : `${scale} * `;
  const end = `${start} + ${size}`;
  return `${by}${start} : ${scale === 1 ? end : `${by}(${end})`}`;
}

/** Whether an output learns the second images. */
export function isOfImage({ target: { kind } }: TrainedOutput): boolean {
  return kind.id === 'image';
}
