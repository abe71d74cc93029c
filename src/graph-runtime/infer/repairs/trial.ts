import { applyEdits } from '../../document/apply-edits';
import type { NetloomDocument } from '../../document/document';
import type { DocumentEdit } from '../../document/edit';
import { type Judgement, judge } from '../judge';

/** Judging a whole network takes a millisecond or two: so many different repairs are tried after one edit, and no more. */
const MAXIMUM_TRIALS = 24;

/**
 * Tries repairs out. What is set at a node of the network itself holds there alone, and its layer has been asked; but an edit
 * inside a block changes every use of the block, also those before the one it is meant for. Such a repair is only offered when
 * the network as a whole has been judged with it.
 */
export class RepairTrials {
  readonly #document: NetloomDocument;
  readonly #judgement: Judgement;
  /** What is still said after each repair that was tried: code and path. */
  readonly #results = new Map<string, ReadonlySet<string>>();

  constructor(document: NetloomDocument, judgement: Judgement) {
    this.#document = document;
    this.#judgement = judgement;
  }

  /** Whether `code` is no longer said at `path` after the edits. */
  isMended(edits: readonly DocumentEdit[], code: string, path: string): boolean {
    if (!edits.some((edit) => this.#isShared(edit))) return true;
    const key = JSON.stringify(edits);
    let left = this.#results.get(key);
    if (left === undefined) {
      if (this.#results.size >= MAXIMUM_TRIALS) return false;
      left = this.#try(edits);
      this.#results.set(key, left);
    }
    return !left.has(`${code} ${path}`);
  }

  /** Whether an edit holds at more than one place of the network. */
  #isShared(edit: DocumentEdit): boolean {
    if (!('scope' in edit)) return false;
    if (edit.scope !== null) return true;
    if (!('id' in edit)) return false;
    return this.#document.nodes.some((node) => node.id === edit.id && node.repeat !== undefined);
  }

  #try(edits: readonly DocumentEdit[]): ReadonlySet<string> {
    const left = new Set<string>();
    const judgement = judge(applyEdits(this.#document, edits), this.#judgement);
    for (const { code, path } of judgement.expansion.diagnostics) left.add(`${code} ${path}`);
    for (const [{ node }, { code }] of judgement.drafts) left.add(`${code} ${node.path}`);
    return left;
  }
}
