import type { KerasArguments } from '../../keras/value';
import type { ExportedLayer } from '../network-to-export';

/** A layer or an operation of Keras. */
export interface KerasCall {
  /** `layers.Conv2D` or `ops.pad`. */
  readonly callee: string;
  readonly arguments: KerasArguments;
  /** Follows the node's name, where this is not the layer that represents the node: `pad`. */
  readonly suffix?: string;
  /** What enters: inputs of the node by their numbers, results of earlier calls as `{ call }`; absent: what comes before, first all inputs. */
  readonly inputs?: readonly (number | { readonly call: number })[];
  /** Shapes of its variables in order, where they are not those of the network's weights. */
  readonly shapes?: readonly (readonly number[])[];
}

/** How a node is written in Keras: calls, each of what the one before gives. */
export interface KerasForm {
  readonly calls: readonly KerasCall[];
  /** Where its calls are no row: the function of the source that makes them, and its arguments. */
  readonly helper?: { readonly name: string; readonly arguments: KerasArguments };
  /** The same with padding by a name, which is taken where it is the same in all uses of a block. */
  readonly named?: KerasForm;
}

/** Why Keras cannot compute something: codes of diagnostics. */
export type NotInKerasCode = 'no-keras-form' | 'keras-padding';

/** No layers of Keras compute this. */
export class NotInKeras extends Error {
  constructor(readonly code: NotInKerasCode) {
    super(code);
  }
}

/** A layer to write, with what is known of what enters. */
export interface KerasNode extends ExportedLayer {
  /** Of what enters first: whether it is known to have no value below 0. */
  readonly isNonNegative: boolean;
}

/** Which call has the node's name and weights: the one with weights, else the last. */
export function mainCall<T>(calls: readonly T[], hasWeights: (call: T) => boolean): number {
  const weighted = calls.findIndex(hasWeights);
  return weighted === -1 ? calls.length - 1 : weighted;
}

export function layer(
  className: string,
  given: KerasArguments = {},
  more: Partial<KerasCall> = {},
): KerasCall {
  return { callee: `layers.${className}`, arguments: given, ...more };
}

export function operation(
  name: string,
  given: KerasArguments = {},
  more: Partial<KerasCall> = {},
): KerasCall {
  return { callee: `ops.${name}`, arguments: given, ...more };
}

/** A row of calls. */
export function row(...calls: readonly KerasCall[]): KerasForm {
  return { calls };
}

/** `((top, bottom), (left, right))` of zeros; none where there are none. */
export function zeros(sides: {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}): readonly KerasCall[] {
  const { top, bottom, left, right } = sides;
  if (top + bottom + left + right === 0) return [];
  const isEven = top === bottom && left === right;
  const padding = isEven
    ? top === left
      ? top
      : [top, left]
    : [
        [top, bottom],
        [left, right],
      ];
  return [layer('ZeroPadding2D', { padding }, { suffix: 'pad' })];
}
