import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import type { NetloomDocument, Scope } from '../../../graph-runtime/document/document';
import { documentSchema } from '../../../graph-runtime/document/document';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { layers } from '../../../graph-runtime/layers/registry';
import { createDocumentStore } from '../document';
import { nodesOf, portsOfType, wiresOf } from '../network';
import { readPreset, stageOf } from '../testing/stages';
import { align, distribute } from './arrange';
import { copyFragment, pasteFragment, readFragment, writeFragment } from './clipboard';
import { expandBlock } from './expand-block';
import { applyFix } from './fixes';
import { freshBlockName, makeBlock, makeUnique } from './make-block';
import { addNode, deleteElements, dissolveNodes, moveElements, renameNode, setEnabled } from './nodes';
import { promoteParameter, setParameter, setRepeat } from './parameters';
import type { Stage, Step } from './step';
import { connect, refusalOf, rewire } from './wires';

/** A user at random: what they do, and numbers that decide with what. */
interface Action {
  readonly kind: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

const action: fc.Arbitrary<Action> = fc.record({
  kind: fc.nat(999),
  a: fc.nat(9_999),
  b: fc.nat(9_999),
  c: fc.nat(9_999),
});

const pick = <T>(items: readonly T[], number: number): T | undefined =>
  items[number % Math.max(1, items.length)];

function someIds(stage: Stage, { a, b }: Action): Set<string> {
  const nodes = nodesOf(stage.document, stage.scope).map((node) => node.id);
  return new Set([pick(nodes, a), pick(nodes, b), pick(nodes, a + b)].filter((id) => id !== undefined));
}

function add(stage: Stage, { a, b, c }: Action): Step | null {
  const type = pick(layers, a)?.type ?? 'relu';
  const made = { type, label: type };
  const wire = pick(wiresOf(stage.document, stage.scope), b);
  const node = pick(nodesOf(stage.document, stage.scope), b);
  const { inputs, outputs } = portsOfType(stage.document, type);
  if (c % 3 === 0 && wire !== undefined && inputs.length > 0 && outputs.length > 0) {
    return addNode(stage, made, { kind: 'wire', wire });
  }
  if (c % 3 === 1 && node !== undefined) return addNode(stage, made, { kind: 'after', id: node.id });
  return addNode(stage, made, { kind: 'place', position: { x: b % 900, y: c % 900 } });
}

function wire(stage: Stage, { a, b, c }: Action): Step | null {
  const from = pick(nodesOf(stage.document, stage.scope), a);
  const to = pick(nodesOf(stage.document, stage.scope), b);
  if (from === undefined || to === undefined) return null;
  const output = pick(portsOfType(stage.document, from.type).outputs, c);
  const input = pick(portsOfType(stage.document, to.type).inputs, c);
  if (output === undefined || input === undefined) return null;
  const ends = [
    { id: from.id, port: output.name },
    { id: to.id, port: input.name },
  ] as const;
  if (refusalOf(stage, ...ends) !== null) return null;
  const old = pick(wiresOf(stage.document, stage.scope), c);
  return c % 4 === 0 && old !== undefined ? rewire(stage, old, ...ends) : connect(stage, ...ends);
}

function change(stage: Stage, { a, b, c }: Action): Step | null {
  const node = pick(nodesOf(stage.document, stage.scope), a);
  if (node === undefined) return null;
  const names = Object.keys(layers.find((layer) => layer.type === node.type)?.parameters ?? {});
  const name = pick(names, b);
  const value = pick([1, 2, 5, 'same', true, [3, 1], undefined, -7, '=filters * 2'], c);
  if (name === undefined) return setRepeat(stage, node.id, c % 2 === 0 ? 2 : undefined);
  if (c % 5 === 0) return promoteParameter(stage, node.id, name, { kind: 'integer', default: 3 });
  return setParameter(stage, [node.id], name, name, value);
}

function copyAndPaste(stage: Stage, chosen: Action): Step | null {
  const fragment = copyFragment(stage, someIds(stage, chosen));
  const read = fragment === null ? null : readFragment(writeFragment(fragment));
  return read === null ? null : pasteFragment(stage, read, { kind: 'offset', by: 36 }, 'paste');
}

function restructure(stage: Stage, chosen: Action): Step | null {
  const node = pick(nodesOf(stage.document, stage.scope), chosen.a);
  if (node === undefined) return null;
  if (chosen.c % 3 === 0) return makeBlock(stage, someIds(stage, chosen), freshBlockName(stage));
  return chosen.c % 3 === 1 ? expandBlock(stage, node.id) : makeUnique(stage, node.id);
}

function move(stage: Stage, chosen: Action): Step | null {
  const ids = someIds(stage, chosen);
  if (chosen.c % 3 === 0) return align(stage, ids, pick(['left', 'middle'] as const, chosen.a) ?? 'left');
  if (chosen.c % 3 === 1) return distribute(stage, ids, 'vertical');
  return moveElements(stage, new Map([...ids].map((id) => [id, { x: chosen.a % 500, y: chosen.b % 500 }])));
}

function remove(stage: Stage, chosen: Action): Step | null {
  const ids = new Set([...someIds(stage, chosen)].slice(0, 1));
  const cut = pick(wiresOf(stage.document, stage.scope), chosen.b);
  if (chosen.c % 3 === 0) return dissolveNodes(stage, ids);
  return chosen.c % 3 === 1 && cut !== undefined
    ? deleteElements(stage, new Set(), [cut])
    : deleteElements(stage, ids, []);
}

function mend(stage: Stage, { a, b }: Action): Step | null {
  const problem = pick(analyze(stage.document).diagnostics, a);
  const fix = problem === undefined ? undefined : pick(problem.fixes, b);
  return fix === undefined ? null : applyFix(stage, fix, fix.code);
}

function nameOrSwitch(stage: Stage, { a, b }: Action): Step | null {
  const node = pick(nodesOf(stage.document, stage.scope), a);
  if (node === undefined) return null;
  return b % 2 === 0
    ? renameNode(stage, node.id, `name ${b % 7}`)
    : setEnabled(stage, [node.id], b % 4 === 1);
}

const KINDS = [
  add,
  add,
  add,
  wire,
  wire,
  change,
  change,
  copyAndPaste,
  restructure,
  move,
  remove,
  mend,
  nameOrSwitch,
];

function scopesOf(document: NetloomDocument): Scope[] {
  return [null, ...Object.keys(document.blocks)];
}

describe('200 actions of a random user', () => {
  it.each(['lenet', 'resnet-18', 'googlenet'])(
    'on %s can be undone to the start and redone, exactly',
    (preset) => {
      const start = readPreset(preset);
      fc.assert(
        fc.property(fc.array(action, { minLength: 200, maxLength: 200 }), (actions) => {
          const store = createDocumentStore();
          store.getState().open(start, null);
          for (const chosen of actions) {
            const { document } = store.getState();
            const scope = pick(scopesOf(document), chosen.c) ?? null;
            // A user stops somewhere too; and repeated pasting grows without end.
            if (nodesOf(document, scope).length > 120) continue;
            const step = pick(KINDS, chosen.kind)?.(stageOf(document, scope), chosen) ?? null;
            if (step !== null) store.getState().perform(step.label, step.edits);
          }
          const end = store.getState().document;
          // Whatever was done, it can be saved and opened again, and judged.
          expect(documentSchema.parse(JSON.parse(JSON.stringify(end)))).toEqual(end);
          analyze(end);
          // The history's edits are the whole truth: replayed, they give the same document.
          const replayed = store
            .getState()
            .past.reduce((document, entry) => applyEdits(document, entry.edits), start);
          expect(replayed).toEqual(end);
          const steps = store.getState().past.length;
          for (let count = 0; count < steps; count += 1) store.getState().undo();
          expect(store.getState().document).toEqual(start);
          for (let count = 0; count < steps; count += 1) store.getState().redo();
          expect(store.getState().document).toEqual(end);
        }),
        // Shrinking 200 actions takes longer than reading them: the seed is reported.
        { numRuns: 6, endOnFailure: true },
      );
    },
  );
});
