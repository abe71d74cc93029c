import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { DOCUMENT_LIMITS, documentSchema } from '../../../graph-runtime/document/document';
import { analysisOf } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { addNode } from '../../store/edits/nodes';
import { largeNetwork } from '../../store/testing/large-network';
import { currentEditContext, performEdit, redoEdit, undoEdit } from '../../store/view/edit-context';
import { useView } from '../../store/view/view';
import { useToasts } from '../../ui/Toaster';
import { blockCommands } from './block-commands';
import { buildCommands } from './build-commands';
import type { Command } from './command';
import { editCommands } from './edit-commands';

/*
 * A command on thousands of cards is one change of the document and one of the selection, whatever it does to each card: every change
 * draws the window again and is analyzed.
 */

const NODES = 400;
const RELU = { type: 'relu', label: 'ReLU' };

/** Commands that need a worker, the system or a dialog, or that begin a gesture instead of carrying one out. */
const ELSEWHERE: ReadonlySet<Command['id']> = new Set([
  ...(['cut', 'copy', 'paste', 'rename', 'undo', 'redo'] as const),
  ...(['addLayer', 'replace', 'connectFrom', 'connectInto'] as const),
  ...(['autoLayout', 'layoutSelection', 'layoutDown', 'layoutRight'] as const),
  ...(['saveBlock', 'importBlock', 'expandBlock', 'expandAll', 'makeUnique'] as const),
]);

const candidates = [...editCommands, ...buildCommands, ...blockCommands].filter(
  ({ id }) => !ELSEWHERE.has(id),
);
const changing = candidates.filter(({ group }) => group !== 'select');
const selecting = candidates.filter(({ group }) => group === 'select');

interface Counts {
  documents: number;
  selections: number;
}

let counts: Counts;
let stop: () => void;

/** Opens a large network in which everything but its ends is selected. */
function open(isLocked = false): NetloomDocument {
  const network = largeNetwork(NODES, true);
  const nodes = network.nodes.map((node) => (isLocked ? { ...node, locked: true } : node));
  const document = { ...network, nodes };
  useDocument.getState().open(document, null);
  useView.getState().reset();
  useView.getState().select(document.nodes.map(({ id }) => id).filter((id) => !/^(input|output)$/.test(id)));
  return document;
}

beforeEach(() => {
  counts = { documents: 0, selections: 0 };
  const stops = [
    useDocument.subscribe((state, before) => {
      if (state.document !== before.document) counts.documents += 1;
    }),
    useView.subscribe((state, before) => {
      if (state.selectedNodes !== before.selectedNodes) counts.selections += 1;
    }),
  ];
  stop = () => {
    for (const end of stops) end();
  };
});

afterEach(() => stop());

describe('a command on hundreds of selected cards', () => {
  it.each(changing.map((command) => [command.id, command] as const))(
    '%s is one change, undone and redone as one',
    (_, command) => {
      const document = open(command.id === 'unlockAll');
      analysisOf(document);
      expect(command.isEnabled?.() ?? true).toBe(true);
      counts = { documents: 0, selections: 0 };
      command.run();
      const after = useDocument.getState().document;
      expect(after).not.toBe(document);
      expect(counts.documents).toBe(1);
      expect(counts.selections).toBeLessThanOrEqual(1);
      expect(useDocument.getState().past).toHaveLength(1);
      expect(documentSchema.parse(JSON.parse(JSON.stringify(after)))).toEqual(after);
      counts = { documents: 0, selections: 0 };
      undoEdit();
      expect(useDocument.getState().document).toBe(document);
      redoEdit();
      expect(useDocument.getState().document).toBe(after);
      expect(counts.documents).toBe(2);
      expect(counts.selections).toBeLessThanOrEqual(2);
    },
  );

  it.each(changing.map((command) => [command.id, command] as const))(
    '%s gives the document that its edits give one by one',
    (_, command) => {
      const document = open();
      command.run();
      const [entry] = useDocument.getState().past;
      const single = (entry?.edits ?? []).reduce((current, edit) => applyEdits(current, [edit]), document);
      expect(useDocument.getState().document).toEqual(single);
    },
  );

  it.each(selecting.map((command) => [command.id, command] as const))(
    '%s is one change of the selection and none of the document',
    (_, command) => {
      const document = open();
      useView.getState().select(['conv7a', 'add3']);
      counts = { documents: 0, selections: 0 };
      command.run();
      expect(useDocument.getState().document).toBe(document);
      expect(counts).toEqual({ documents: 0, selections: 1 });
    },
  );
});

describe('a network as large as a file may hold', () => {
  it.each([
    ['duplicating everything', () => editCommands.find(({ id }) => id === 'duplicate')?.run()],
    [
      'adding a single node',
      () => performEdit(addNode(currentEditContext(), RELU, { kind: 'place', position: { x: -900, y: 0 } })),
    ],
  ])('is left unchanged by %s, with the reason', (_, act) => {
    const filler = largeNetwork(DOCUMENT_LIMITS.nodesPerScope, true);
    const missing = DOCUMENT_LIMITS.nodesPerScope - filler.nodes.length;
    const more = Array.from({ length: missing }, (_item, at) => ({ id: `more${at}`, type: 'relu' }));
    const full = { ...filler, nodes: [...filler.nodes, ...more] };
    useDocument.getState().open(full, null);
    useView.getState().select(full.nodes.map(({ id }) => id));
    const newest = () => Math.max(0, ...useToasts.getState().toasts.map(({ id }) => id));
    const before = newest();
    act();
    expect(useDocument.getState().document).toBe(full);
    expect(newest()).toBe(before + 1);
    // Making it smaller, or as large as it is, is possible as ever.
    blockCommands.find(({ id }) => id === 'makeBlock')?.run();
    expect(documentSchema.safeParse(useDocument.getState().document).success).toBe(true);
  });
});
