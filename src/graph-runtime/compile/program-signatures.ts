import type { Signature } from './signature';

/** Of a step or an evaluation: the main output's loss, and what the kind of target counts (`TargetKind.count`). */
type Results = 'loss' | 'sums';

/** How a split of the data comes into the engine, where it is kept there; absent where the data is fed. */
export interface SplitSignatures {
  readonly 'allocate-train'?: Signature<never, 'done'>;
  readonly 'allocate-test'?: Signature<never, 'done'>;
  /** `places` int32 `[n]`, `images` (stored examples, of their type) `[n, ...]`, `labels` (stored ones, where there are any) `[n, ...]`: examples move to the engine's side. */
  readonly 'fill-train'?: Signature<string, 'done'>;
  readonly 'fill-test'?: Signature<string, 'done'>;
  /** `indices` int32 `[n]`: `images`, int32 where bytes are stored. */
  readonly 'read-train'?: Signature<'indices', 'images'>;
  readonly 'read-test'?: Signature<'indices', 'images'>;
  /** `indices` int32 `[n]`: `labels` as they are stored, int32 where bytes are. Absent where none are. */
  readonly 'labels-train'?: Signature<'indices', 'labels'>;
  readonly 'labels-test'?: Signature<'indices', 'labels'>;
}

/** One training step, see `TrainStep`: `train` where a step is whole, the others where the settings ask for micro-batches. */
export interface StepSignatures extends Pick<GroupSignatures, 'apply-together'> {
  readonly train?: Signature<string, Results>;
  readonly accumulate?: Signature<string, Results>;
  readonly 'accumulate-alone'?: Signature<string, Results>;
  readonly apply?: Signature<string, 'done'>;
}

/** Where several processes train the network together. */
export interface GroupSignatures {
  /** As `apply`, with what travels with the step, see `GroupStep`. */
  readonly 'apply-together'?: Signature<string, 'done' | 'report'>;
  /** `values` float32 `[EXCHANGED_NUMBERS, or a few more]`: their sum over all processes. */
  readonly exchange?: Signature<'values', 'values'>;
}

/** How the network fares, see `Health`. They change nothing. */
export interface HealthSignatures {
  readonly health: Signature;
  readonly remember: Signature<never, 'done'>;
  readonly compare: Signature<never, 'updateNorms'>;
}

/** The ways to call a program. */
export interface ProgramSignatures
  extends SplitSignatures,
    StepSignatures,
    GroupSignatures,
    HealthSignatures {
  /** `seed` int32: weights and slots get their first values. */
  readonly initialize: Signature<'seed', 'done'>;
  /** Feeds every entry of `Program.state` by name. */
  readonly write: Signature<string, 'done'>;
  /** As `train` and `evaluate`, for batches whose size divides by `Program.shards`, where that is more than 1. */
  readonly 'train-in-shards'?: Signature<string, Results>;
  readonly 'evaluate-in-shards'?: Signature<string, Results | 'probabilities'>;
  /**
   * A step whose batch is divided among devices, where the settings ask for replicas: for each, `0/indices`, `0/seed`, `0/share` and so on
   * (what `accumulate` takes), and the optimizer's scalars. `losses` `[replicas]` and `sums` `[replicas, ...]`, as the parts' calls of
   * `accumulate` return them.
   */
  readonly 'train-in-replicas'?: Signature<string, 'losses' | 'sums'>;
  /**
   * `indices` of the test split, or where the data is fed `images` and `labels`: `loss` summed over the batch, `sums`,
   * `probabilities` (or predicted values) `[batch, ...]`.
   */
  readonly evaluate: Signature<string, Results | 'probabilities'>;
  /** `TrainStep.batchInputs`: `images` float32 `[batch, h, w, c]` in [0, 1], as the step sees them before they are resized. */
  readonly augmented: Signature<string, 'images'>;
  /** `TrainStep.batchInputs`: the gradient of every trainable weight by its name. Changes nothing. */
  readonly gradients: Signature;
  /** `images`: stored examples `[n, ...]`; where the network takes numbers beside them, `numbers` `[n, numbers]`, standardized; second images as they are stored (`secondFeed`). */
  readonly predict: Signature<string, 'probabilities'>;
  /** As `predict`; what each node outputs, by its path. */
  readonly activations: Signature<string>;
  /**
   * `pixels` uint8 `[n, any height, any width, 1 or 3]`: `images` int32 of the data set's size and channels. Absent where its examples are no
   * images.
   */
  readonly 'fit-1'?: Signature<'pixels', 'images'>;
  readonly 'fit-3'?: Signature<'pixels', 'images'>;
}

export type SignatureName = keyof ProgramSignatures;

/** What a call by this signature returns, by name. */
export type OutputName<N extends SignatureName> = keyof NonNullable<ProgramSignatures[N]>['outputs'] & string;

/** A signature that only some programs have. @throws when this one has it not */
export function signatureOf<N extends SignatureName>(
  { signatures }: { readonly signatures: ProgramSignatures },
  name: N,
): Signature<string, OutputName<N>> {
  const signature: Signature | undefined = signatures[name];
  if (signature === undefined) throw new Error(`the program has no signature ${name}`);
  // What `OutputName` says of this very name.
  return signature as Signature<string, OutputName<N>>;
}
