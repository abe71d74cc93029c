import type { Diagnostic, Fix } from '../../diagnostics/diagnostic';
import { applyEdits, scopeContent } from '../../document/apply-edits';
import type { NetloomDocument } from '../../document/document';
import type { DocumentEdit } from '../../document/edit';
import { diagnoseNetwork } from '../diagnose-network';
import { type InferenceState, inferNetwork } from '../infer-network';
import { findCycles } from '../order';
import { withoutUnknownSizes } from '../unknown-sizes';

/** Inferring a network takes a millisecond or two for each thousand nodes: this many different repairs are tried after one edit, and no more. */
const MAXIMUM_TRIALS = 48;
/** Nodes in all the networks that are tried: of a large one fewer repairs are. */
const MAXIMUM_TRIED_NODES = 32_000;

/** Repairs that restore what the user switched off: what shows then was there before. */
const RESTORING: ReadonlySet<string> = new Set(['unmute', 'switch-on']);

/** What is still reported after a repair. */
interface Outcome {
  /** Code and path of everything. */
  readonly all: ReadonlySet<string>;
  /** Errors, by their identity, with their paths. */
  readonly errors: ReadonlyMap<string, string>;
  /** Errors of the network as a whole; worked out when they are asked for. */
  ends(): ReadonlySet<string>;
}

/** Whether no error is there that was not there before. */
function leadsNowhere(before: Outcome, after: Outcome): boolean {
  for (const error of after.errors.keys()) if (!before.errors.has(error)) return false;
  const ends = before.ends();
  for (const error of after.ends()) if (!ends.has(error)) return false;
  return true;
}

/**
 * Tries repairs out. What is set at a node of the network itself holds there alone, and its layer has been asked; but an edit
 * inside a block changes every use of the block, and one that moves wires or takes nodes away changes what is around. Such a
 * repair is only offered when the network as a whole has been inferred with it.
 */
export class RepairTrials {
  readonly #document: NetloomDocument;
  readonly #inference: InferenceState;
  readonly #outcomes = new Map<string, Outcome>();
  readonly #most: number;
  #before: Outcome | null = null;

  constructor(document: NetloomDocument, inference: InferenceState) {
    this.#document = document;
    this.#inference = inference;
    const size = Math.max(1, inference.inferred.length);
    this.#most = Math.min(MAXIMUM_TRIALS, Math.ceil(MAXIMUM_TRIED_NODES / size));
  }

  /** Whether `code` is no longer reported at `path` after the edits. */
  isFixed(edits: readonly DocumentEdit[], code: string, path: string): boolean {
    if (!edits.some((edit) => this.#isShared(edit))) return true;
    return this.#try(edits)?.all.has(`${code} ${path}`) === false;
  }

  /** Whether a repair leaves in order what is in order. What could not be inferred before may have mistakes of its own. */
  isHarmless({ code, edits }: Fix): boolean {
    if (this.#repeatsEdge(edits)) return false;
    const isLocal = !isRisky(edits) && !edits.some((edit) => this.#isShared(edit));
    if (RESTORING.has(code) || isLocal) return true;
    const outcome = this.#try(edits);
    if (outcome === null) return false;
    this.#before ??= outcomeOf(this.#document, this.#inference);
    for (const [error, path] of outcome.errors) {
      if (!this.#before.errors.has(error) && this.#isInOrder(path)) return false;
    }
    return true;
  }

  /**
   * Of several repairs, those that lead to no other error; all where each leads to one, or not all can be tried. A warning is no reason:
   * of two wires into one port, whichever goes, what it came from is unused.
   */
  best(fixes: readonly Fix[]): readonly Fix[] {
    if (fixes.length < 2 || fixes.some(({ code }) => RESTORING.has(code))) return fixes;
    this.#before ??= outcomeOf(this.#document, this.#inference);
    const before = this.#before;
    const clean: Fix[] = [];
    for (const fix of fixes) {
      const outcome = this.#try(fix.edits);
      if (outcome === null) return fixes;
      if (leadsNowhere(before, outcome)) clean.push(fix);
    }
    return clean.length === 0 ? fixes : clean;
  }

  /** Whether a wire would be drawn that is there already. */
  #repeatsEdge(edits: readonly DocumentEdit[]): boolean {
    return edits.some((edit) => {
      if (edit.kind !== 'add-edge') return false;
      const { from, to } = edit.edge;
      const edges = scopeContent(this.#document, edit.scope)?.edges ?? [];
      return edges.some((edge) => edge.from === from && edge.to === to);
    });
  }

  #isInOrder(path: string): boolean {
    const wired = this.#inference.wiring.get(path);
    return wired !== undefined && this.#inference.inferred[wired.index]?.analysis.outputs !== null;
  }

  /** Whether an edit holds at more than one place of the network. */
  #isShared(edit: DocumentEdit): boolean {
    if (!('scope' in edit)) return false;
    if (edit.scope !== null) return true;
    if (!('id' in edit)) return false;
    return this.#document.nodes.some((node) => node.id === edit.id && node.repeat !== undefined);
  }

  /** Null when too much has been tried already. */
  #try(edits: readonly DocumentEdit[]): Outcome | null {
    const key = JSON.stringify(edits);
    const known = this.#outcomes.get(key);
    if (known !== undefined) return known;
    if (this.#outcomes.size >= this.#most) return null;
    const document = applyEdits(this.#document, edits);
    const outcome = outcomeOf(document, inferNetwork(document, this.#inference));
    this.#outcomes.set(key, outcome);
    return outcome;
  }
}

/** Edits that change wires or what is at their ends; a node put onto a wire has been tried with its layer's rules. */
function isRisky(edits: readonly DocumentEdit[]): boolean {
  if (edits.some(({ kind }) => kind === 'add-node')) return false;
  return edits.some(({ kind }) => kind !== 'set-parameter');
}

function outcomeOf(document: NetloomDocument, inference: InferenceState): Outcome {
  const { expansion, drafts, order } = inference;
  const found: Omit<Diagnostic, 'values' | 'fixes'>[] = [];
  for (const diagnostic of expansion.diagnostics) {
    for (const path of diagnostic.uses ?? [diagnostic.path]) found.push({ ...diagnostic, path });
  }
  for (const [{ node }, draft] of drafts) found.push({ severity: 'error', ...draft, path: node.path });
  for (const { round } of order.unordered.length === 0 ? [] : findCycles(order.unordered)) {
    found.push({ code: 'cycle', severity: 'error', path: round[0]?.node.path ?? '' });
  }
  const all = new Set(found.map(({ code, path }) => `${code} ${path}`));
  const errors = new Map<string, string>();
  for (const { code, severity, port, parameter, path } of withoutUnknownSizes(found)) {
    if (severity === 'error') errors.set(`${code} ${path} ${port ?? ''} ${parameter ?? ''}`, path);
  }
  let ends: ReadonlySet<string> | null = null;
  return {
    all,
    errors,
    ends: () => {
      ends ??= endsOf(document, inference, errors.size > 0);
      return ends;
    },
  };
}

/** What is wrong with the network as a whole, such as an output that is missing. */
function endsOf(document: NetloomDocument, inference: InferenceState, hasErrors: boolean): Set<string> {
  const { expansion, wiring, drafts } = inference;
  const known = drafts.map(([{ node }, { code }]): Diagnostic => {
    return { code, severity: 'error', path: node.path, values: {}, fixes: [] };
  });
  const context = { document, wiring, nodes: inference.analyses };
  const found = diagnoseNetwork(context, [...expansion.diagnostics, ...known], expansion);
  const errors = found.filter(
    ({ severity, code }) => severity === 'error' && !(hasErrors && NO_WEIGHTS.has(code)),
  );
  return new Set(errors.map(({ code, path }) => `${code} ${path}`));
}

/** Are only reported where nothing else is wrong. */
const NO_WEIGHTS: ReadonlySet<string> = new Set(['nothing-to-train', 'all-frozen']);
