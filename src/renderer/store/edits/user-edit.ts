import type { NetloomDocument, Position, Scope } from '../../../graph-runtime/document/document';
import type { DocumentEdit } from '../../../graph-runtime/document/edit';
import type { EditLabel } from '../document/edit-label';

/** What a gesture does to the document: its name in the history, the edits, and what is selected afterwards. */
export interface UserEdit {
  readonly label: EditLabel;
  readonly edits: readonly DocumentEdit[];
  readonly select?: readonly string[];
}

/** What a gesture starts from: the document, the scope that is open, and where its nodes are shown. */
export interface EditContext {
  readonly document: NetloomDocument;
  readonly scope: Scope;
  /** Every node of the scope, whether the document holds its position or the automatic layout gave it. */
  readonly positions: ReadonlyMap<string, Position>;
}
