import type { Scope } from '../document/document';
import type { DocumentEdit } from '../document/edit';
import type { Text } from '../text/text';

/**
 * What a user did that cannot work, as a value: what happened, where, what was expected, and how to fix it. Its words live in
 * the message catalogs (`messages/`), found by `code`; `values` are put into them. Bugs throw; mistakes never do.
 */
export interface Diagnostic {
  /** Words, e.g. `shape-mismatch`; the key of its text. */
  readonly code: string;
  /** An error keeps the network from being trained; a warning does not. */
  readonly severity: 'error' | 'warning';
  /** Path of the node in the expanded network (`stage3/residual2/conv1`); '' when it concerns the whole document. */
  readonly path: string;
  /** The node of the document that has the mistake, if one has it. */
  readonly origin?: { readonly scope: Scope; readonly id: string };
  /** All paths the mistake shows at, `path` first, when its block is used (or its node repeated) several times. */
  readonly uses?: readonly string[];
  /** The port concerned, if one is. */
  readonly port?: string;
  /** The parameter concerned, if one is: the inspector shows the message at its field. */
  readonly parameter?: string;
  /**
   * The training setting concerned, if one is, as a place in the document's `training` (`optimizer.beta1`), or `dataset`: the
   * settings form shows the message at its field.
   */
  readonly setting?: string;
  /** What was expected and what was received there, ready to show (shapes as `28 × 28 × 6`, or a value). */
  readonly expected?: string;
  readonly received?: string;
  /** What kind of value was received, where that is the mistake: then the words are `the text "10"`. */
  readonly receivedKind?: ReceivedKind;
  /** Values for the text's placeholders. */
  readonly values: Readonly<Record<string, string | number>>;
  /** What to do, where the catalog cannot know it: it depends on what was named. */
  readonly advice?: Text;
  /** Repairs, best first. Each can be applied as it is. */
  readonly fixes: readonly Fix[];
}

/** The kinds of values in a file. */
export type ReceivedKind = 'text' | 'number' | 'boolean' | 'list' | 'object' | 'null';

/** One repair: a text (catalog key `fixes.CODE`) and the edits that make it. */
export interface Fix {
  readonly code: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly edits: readonly DocumentEdit[];
  /** The repairs it is made of, in order, where it is made of several: its words are theirs. */
  readonly parts?: readonly Fix[];
}

/** What a layer's rules say: a diagnostic that does not know yet at which node it is. */
export interface DiagnosticDraft {
  readonly code: string;
  readonly severity?: 'error' | 'warning';
  readonly port?: string;
  readonly parameter?: string;
  readonly expected?: string;
  readonly received?: string;
  readonly receivedKind?: ReceivedKind;
  readonly values?: Readonly<Record<string, string | number>>;
  /** Repairs in the layer's own terms; the analysis turns them into document edits at the right place. */
  readonly repairs?: readonly LayerRepair[];
}

/** A repair as a layer can name it, without knowing the document around it. */
export type LayerRepair =
  /** Set a parameter of this node. */
  | { kind: 'set-parameter'; parameter: string; value: number | string | boolean | number[] }
  /** Put a new node onto the wire that enters `port` (the `index`-th wire for a port that takes many). */
  | {
      kind: 'insert-before';
      port: string;
      index?: number;
      type: string;
      parameters?: Record<string, number | string | boolean | number[]>;
      /** A second node after the new one. */
      followedBy?: { type: string; parameters?: Record<string, number | string | boolean | number[]> };
      /** Fix code whose text fits, e.g. `insert-flatten`. */
      code: string;
    }
  /** Make this node another layer that does the same to what it gets; its parameters keep their values under new names. */
  | {
      kind: 'change-layer';
      type: string;
      renames: Record<string, string>;
      parameters: Record<string, number | string | boolean | number[]>;
      code: string;
    }
  /**
   * Bring the inputs of `port` to one shape (all axes, or with `keepsChannels` all but the last). How depends on the layers
   * before: the analysis knows them.
   */
  | { kind: 'match-shapes'; port: string; keepsChannels?: boolean }
  /** Switch off or on what makes a layer before give a type that this one does not take (axes of size 1 that it keeps). */
  | { kind: 'switch-before'; port: string; index?: number }
  /** Take the wire that enters `port` away. */
  | { kind: 'remove-edge'; port: string; index?: number };
