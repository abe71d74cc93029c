import type { TrainingSettings } from '../../../document/document';
import { takesNumbers } from '../../../layers/example-input';
import type { BuiltNode } from './built-node';

/** `scale · x + offset`, a number for each channel or one for all. */
export interface InputChange {
  readonly scale: readonly number[];
  readonly offset: readonly number[];
}

type Normalization = NonNullable<TrainingSettings['normalization']>;

/** Images have as many channels at most: gray, color, with transparency. */
const MOST_CHANNELS = 4;
/** Deviations of pixels between 0 and 1 are below it, of bytes far above. */
const MOST_DEVIATION = 20;
/** Bytes are divided by 255 at most, or by a number near to it. */
const MOST_OF_BYTES = 300;

/** What is said of the operations that change an input. */
export function changeOf({ parameters }: BuiltNode): 'normalization' | 'standardization' {
  return takesNumbers(parameters) ? 'standardization' : 'normalization';
}

/** What images are changed by before anything else is how they are normalized: that is a setting here. */
export class InputChanges {
  readonly #changes = new Map<BuiltNode, InputChange>();

  /** Takes a change in, after those before; false where it is none that the setting can express. */
  add(node: BuiltNode, { scale, offset }: InputChange): boolean {
    if (node.type !== 'input') return false;
    if (scale.some((value) => !(value > 0)) || !offset.every(Number.isFinite)) return false;
    // Numbers beside an example come in standardized: the data set does that here.
    if (takesNumbers(node.parameters)) return true;
    if (node.shape.length !== 3 || (node.shape[2] ?? 0) > MOST_CHANNELS) return false;
    const before = this.#changes.get(node) ?? { scale: [1], offset: [0] };
    this.#changes.set(node, {
      scale: joined(before.scale, scale, (a, b) => a * b),
      offset: joined(
        joined(before.offset, scale, (a, b) => a * b),
        offset,
        (a, b) => a + b,
      ),
    });
    return true;
  }

  /**
   * `scale · x + offset` is `(x - mean) / deviation`. Pixels come in between 0 and 1 here; a file that divides them by more than any such
   * deviation means bytes, if bytes would have that deviation.
   */
  normalizationOf(input: BuiltNode | undefined): Normalization | undefined {
    const change = input && this.#changes.get(input);
    if (change === undefined) return undefined;
    const { scale, offset } = change;
    const length = Math.max(scale.length, offset.length);
    const at = (values: readonly number[], index: number) => values[index % values.length] ?? 0;
    const each = (of: (index: number) => number) => Array.from({ length }, (_, index) => of(index));
    const isOfBytes = scale.every((one) => 1 / one > MOST_DEVIATION && 1 / one <= MOST_OF_BYTES);
    const range = isOfBytes ? 255 : 1;
    return {
      mean: each((index) => -at(offset, index) / at(scale, index) / range + 0),
      deviation: each((index) => 1 / at(scale, index) / range),
    };
  }
}

function joined(
  a: readonly number[],
  b: readonly number[],
  join: (a: number, b: number) => number,
): readonly number[] {
  const length = Math.max(a.length, b.length);
  return Array.from({ length }, (_, at) => join(a[at % a.length] ?? 0, b[at % b.length] ?? 0));
}
