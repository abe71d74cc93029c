/**
 * What a layer does to single values between the last weights and a loss. Only layers for which this is simple say it; whatever
 * learns or mixes values has no effect in this sense.
 */
export type ValueEffect =
  /** The same values, perhaps under another shape. */
  | { readonly kind: 'keeps' }
  /** Means or maxima of values: they stay within the range of what came in. */
  | { readonly kind: 'pools' }
  /** In training, random values (or whole channels) become zero. */
  | { readonly kind: 'drops'; readonly what: 'values' | 'channels' }
  /** Values end up between `low` and `high`. `losesGradient`: over a part of its inputs the slope is exactly zero. */
  | {
      readonly kind: 'limits';
      readonly low: number;
      readonly high: number;
      readonly losesGradient: boolean;
    };

/** The effect of a layer that only gives its values another shape. */
export const keepsValues = (): ValueEffect => ({ kind: 'keeps' });

/** The effect of a pooling over the whole image. */
export const poolsValues = (): ValueEffect => ({ kind: 'pools' });

/** The effect of an activation whose outputs lie in a range, with a slope everywhere. */
export function limitsTo(low: number, high: number): () => ValueEffect {
  return () => ({ kind: 'limits', low, high, losesGradient: false });
}

/** The same, where the slope is exactly zero over a part of the inputs. */
export function cutsTo(low: number, high: number): () => ValueEffect {
  return () => ({ kind: 'limits', low, high, losesGradient: true });
}
