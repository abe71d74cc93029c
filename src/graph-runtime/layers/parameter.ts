import type { Text } from '../text/text';

/**
 * Descriptions of a layer's parameters. One description serves the validation of files, the inspector's form (the right
 * control, limits, default, reset), the short form on the node card and the documentation.
 */
export type ParameterDescription =
  /** A whole number, e.g. `filters`. */
  | (Common & { kind: 'integer'; default: number; minimum: number; maximum: number })
  | (Common & { kind: 'number'; default: number; minimum: number; maximum: number; step?: number })
  | (Common & { kind: 'boolean'; default: boolean })
  | (Common & { kind: 'choice'; default: string; choices: readonly Choice[] })
  /** Words of the user's or of a file's; `names`: what they name, so that it can be chosen. */
  | (Common & { kind: 'text'; default: string; names?: 'labels' | 'second-images' })
  /** `[height, width]`; a single number in the document means both. */
  | (Common & { kind: 'pair'; default: readonly [number, number]; minimum: number; maximum: number })
  /**
   * Padding of a window: `"same"`, `"valid"`, one number for all sides, `[vertical, horizontal]`, or
   * `[top, bottom, left, right]`.
   */
  | (Common & { kind: 'padding'; default: PaddingParameter; allowsNamed: boolean })
  /** Sizes of axes without the batch axis, e.g. the input's `[28, 28, 1]`. */
  | (Common & {
      kind: 'shape';
      default: readonly number[];
      minimumRank: number;
      maximumRank: number;
      maximum: number;
      /** Whether one size may be -1: as much as the others leave. */
      allowsOpen?: boolean;
    });

interface Common {
  readonly label: Text;
  /** One sentence for the inspector. */
  readonly help?: Text;
  /** Shown after a headline, folded away by default (initializers, epsilon). */
  readonly isAdvanced?: boolean;
  /** Unit shown after the field, e.g. `px`. */
  readonly unit?: string;
  /** The values of another parameter with which this one has an effect; absent: any. Otherwise it is not offered. */
  readonly appliesWith?: { readonly parameter: string; readonly values: readonly string[] };
}

export interface Choice {
  readonly value: string;
  readonly label: Text;
}

export type PaddingParameter = 'same' | 'valid' | number | readonly number[];

/** A parameter's value after expressions are evaluated and the form is normalized (pairs are always two numbers). */
export type ResolvedParameter = number | boolean | string | readonly number[];
export type ResolvedParameters = Readonly<Record<string, ResolvedParameter>>;

/** The parameters of a layer that has none. */
export type NoParameters = Readonly<Record<string, never>>;
