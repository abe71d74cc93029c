import type { PythonValue } from '../python/value';

/** A class of a model: pure data, which a printer writes. */
export interface ClassPlan {
  readonly name: string;
  /** The block; null: the network itself. */
  readonly block: string | null;
  /** What the constructor takes. */
  readonly arguments: readonly string[];
  readonly members: readonly PlannedMember[];
  /** Values that the computation needs again. */
  readonly saved: readonly { readonly attribute: string; readonly text: string }[];
  readonly inputs: readonly { readonly name: string; readonly shape: string }[];
  readonly statements: readonly PlannedStatement[];
  /** What is returned: of the network, the scores of the main outputs, then those of the auxiliary ones. */
  readonly results: readonly string[];
}

export interface PlannedMember {
  readonly attribute: string;
  /** The canvas's name, where the attribute's is another. */
  readonly label: string | null;
  readonly construct: Construct;
}

/** How a member is made. */
export type Construct =
  | {
      readonly kind: 'call';
      readonly call: CallText;
      /** Where it is there for some uses only: the condition, and what it is otherwise. */
      readonly optional: { readonly condition: string; readonly otherwise: string } | null;
    }
  | {
      readonly kind: 'sequence';
      readonly callee: string;
      readonly items: readonly SequenceItem[];
      /** Each is called with the same; the results are a list. */
      readonly isBeside?: true;
    };

export interface CallText {
  readonly callee: string;
  readonly arguments: readonly string[];
}

/** One of a row, or several by a loop: `for i in range(1, blocks)`. */
export interface SequenceItem {
  readonly call: CallText;
  readonly loop: string | null;
}

export interface PlannedStatement {
  readonly targets: readonly string[];
  readonly text: string;
  /** `[N, 64, 28, 28]`, of the first target. */
  readonly shape: string;
}

/** The class that a use of a block is of, with what its constructor is given there. */
export interface ClassUse {
  readonly plan: ClassPlan;
  readonly values: readonly PythonValue[];
}

/** Where a weight of the network is in the model. */
export interface TensorPlace {
  /** `stage1/residual1/conv1/kernel`. */
  readonly weight: string;
  readonly shape: readonly number[];
  /** `stage1.residual.0.conv1.weight`. */
  readonly name: string;
  readonly permutation: readonly number[] | null;
  readonly dims: readonly number[];
}

export interface ModelPlan {
  /** Each after those that it uses; the network itself is the last. */
  readonly classes: readonly ClassPlan[];
  readonly tensors: readonly TensorPlace[];
  /**
   * Of each layer that is an object, by its path: the names of the members that lead to it, copies with their numbers from 1. Where weights are shared,
   * layers have one place.
   */
  readonly places: ReadonlyMap<string, readonly string[]>;
}
