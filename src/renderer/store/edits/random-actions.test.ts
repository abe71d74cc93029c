import ELK from 'elkjs/lib/elk.bundled.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import type { NetloomDocument, Scope } from '../../../graph-runtime/document/document';
import { documentSchema } from '../../../graph-runtime/document/document';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { createDocumentStore } from '../document/document';
import { nodesOf } from '../document/network';
import { arrangeRequest } from '../layout/arrange-request';
import { fromElkGraph, toElkGraph } from '../layout/elk-graph';
import type { LayoutRequest } from '../layout/layout-request';
import { editContextOf, readPreset } from '../testing/documents';
import { type Action, MOST_NODES, pick, type Surroundings } from '../testing/random-choice';
import { act } from '../testing/random-user';

const elk = new ELK();
const layOut = (request: LayoutRequest) =>
  arrangeRequest(request, async (part) => fromElkGraph(await elk.layout(toElkGraph(part))));

/** Networks from which things are copied: one of them with a note and a frame. */
const others = ['mobilenet', 'resnet-50', 'lenet'].map((name): NetloomDocument => {
  const size = { width: 200, height: 120 };
  const notes = (['note', 'frame'] as const).map((kind, at) => ({
    ...{ id: `note${at + 1}`, kind, text: name, scope: null, position: { x: at * 40, y: 7 }, size },
  }));
  return { ...readPreset(name), notes };
});

const number = fc.nat(9_999);
const action: fc.Arbitrary<Action> = fc.record({ kind: fc.nat(99_999), a: number, b: number, c: number });

function scopesOf(document: NetloomDocument): Scope[] {
  return [null, ...Object.keys(document.blocks)];
}

type Store = ReturnType<typeof createDocumentStore>;

/** What the user does next, or that they change their mind: one in twenty undoes edits, and redoes some of them. */
async function doNext(store: Store, chosen: Action, around: Surroundings): Promise<void> {
  const { document, perform, undo, redo, endGesture } = store.getState();
  if (chosen.a % 20 === 0) {
    for (let count = 0; count < chosen.b % 4; count += 1) undo();
    for (let count = 0; count < chosen.c % 3; count += 1) redo();
    return;
  }
  const scope = pick(scopesOf(document), chosen.c) ?? null;
  if (nodesOf(document, scope).length > MOST_NODES) return;
  const userEdit = await act(editContextOf(document, scope), chosen, around);
  // A number being scrubbed is one entry, until the hand lets go.
  const isScrubbed = userEdit?.label.key === 'setParameter' && chosen.b % 2 === 0;
  if (userEdit !== null) perform(userEdit.label, userEdit.edits, isScrubbed ? { gesture: 'scrub' } : {});
  if (chosen.b % 3 === 0) endGesture();
}

describe('200 actions of a random user', () => {
  it.each(['lenet', 'resnet-18', 'googlenet'])(
    'on %s can be undone to the start and redone, exactly',
    async (preset) => {
      const start = readPreset(preset);
      await fc.assert(
        fc.asyncProperty(fc.array(action, { minLength: 200, maxLength: 200 }), async (actions) => {
          const store = createDocumentStore();
          store.getState().open(start, null);
          const around: Surroundings = { clipboard: '', library: [], others, layOut };
          for (const chosen of actions) await doNext(store, chosen, around);
          const end = store.getState().document;
          // Whatever was done, it can be saved and opened again, and analyzed.
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
        { numRuns: 4, endOnFailure: true },
      );
    },
  );
});
