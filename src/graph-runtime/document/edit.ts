import type {
  About,
  BlockParameter,
  BlockSpec,
  DatasetReference,
  EdgeSpec,
  Flow,
  NetloomDocument,
  NodeSpec,
  NoteSpec,
  ParameterValue,
  Scope,
  TrainingSettings,
  WeightsReference,
} from './document';
import type { FieldPlace } from './field-place';

/**
 * The small language in which documents change: the editor's gestures, the repairs that diagnostics offer and the undo
 * history are all lists of these. An edit is plain data, so it can be named, stored, sent and replayed.
 */
export type DocumentEdit =
  /** Adds the node at the end, or before the node at `index` (a block's ports are its port nodes in their order). */
  | { kind: 'add-node'; scope: Scope; node: NodeSpec; index?: number }
  /** Removes the node and every edge at it. */
  | { kind: 'remove-node'; scope: Scope; id: string }
  /** Sets some fields of a node; a field given as undefined is removed. Parameters have their own edit. */
  | { kind: 'update-node'; scope: Scope; id: string; changes: Partial<Omit<NodeSpec, 'id' | 'parameters'>> }
  /** Renames a node's id; edges follow. */
  | { kind: 'rename-node'; scope: Scope; id: string; newId: string }
  /** An undefined value removes the parameter, so that its default holds again. */
  | { kind: 'set-parameter'; scope: Scope; id: string; parameter: string; value: ParameterValue | undefined }
  /** Adds the edge at the end, or before the edge at `index` (input order of ports that take many). */
  | { kind: 'add-edge'; scope: Scope; edge: EdgeSpec; index?: number }
  /** Removes the edge at `index` if it is this one, otherwise the first edge equal to it. */
  | { kind: 'remove-edge'; scope: Scope; edge: EdgeSpec; index?: number }
  /** Adds or replaces (undefined: removes) a block definition. */
  | { kind: 'set-block'; name: string; block: BlockSpec | undefined }
  /** Which way a scope flows; undefined: a block as the network, the network downwards. */
  | { kind: 'set-flow'; scope: Scope; flow: Flow | undefined }
  | { kind: 'set-scope-parameters'; scope: Scope; parameters: BlockParameter[] }
  /** Adds or replaces (undefined: removes) a note; a new one goes before the note at `index`, or to the end. */
  | { kind: 'set-note'; id: string; note: NoteSpec | undefined; index?: number }
  /** A setting that may be left out is removed by undefined. */
  | { kind: 'set-training'; changes: Partial<TrainingSettings> }
  | { kind: 'set-dataset'; dataset: DatasetReference }
  /** Undefined: training begins with weights that are drawn. */
  | { kind: 'set-weights'; weights: WeightsReference | undefined }
  | { kind: 'set-name'; name: string }
  | { kind: 'set-about'; about: About | undefined }
  /**
   * Sets fields of the object at `place`, known to the format or not; a field given as undefined is removed. Nothing happens where
   * the object would no longer be one of the format.
   */
  | { kind: 'change-fields'; place: FieldPlace; changes: Readonly<Record<string, unknown>> };

/** Applies edits in order. Pure: untouched parts of the result are the same objects as before. */
export type ApplyEdits = (document: NetloomDocument, edits: readonly DocumentEdit[]) => NetloomDocument;
