import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import { noteSchema } from '../../../graph-runtime/document/document';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { documentOf, editContextOf, readPreset } from '../testing/documents';
import { copyFragment, pasteFragment, readFragment, writeFragment } from './clipboard';

describe('the clipboard', () => {
  it('carries nodes and the wires between them as text', () => {
    const context = editContextOf(readPreset('lenet'));
    const fragment = copyFragment(context, new Set(['conv1', 'sigmoid1', 'pool1']));
    if (fragment === null) throw new Error('Something was copied.');
    const read = readFragment(writeFragment(fragment));
    expect(read).toEqual(fragment);
    expect(fragment.edges).toHaveLength(2);
  });

  it('pastes under new ids, a little aside', () => {
    const context = editContextOf(readPreset('lenet'));
    const fragment = copyFragment(context, new Set(['conv1', 'sigmoid1']));
    if (fragment === null) throw new Error('Something was copied.');
    const userEdit = pasteFragment(context, fragment, { kind: 'offset', by: 36 }, 'paste');
    const document = applyEdits(context.document, userEdit.edits);
    expect(userEdit.select).toEqual(['conv3', 'sigmoid5']);
    expect(document.edges).toContainEqual({ from: 'conv3', to: 'sigmoid5' });
    const original = context.positions.get('conv1');
    expect(document.nodes.find((node) => node.id === 'conv3')?.position).toEqual({
      x: (original?.x ?? 0) + 36,
      y: (original?.y ?? 0) + 36,
    });
  });

  it('brings the blocks along, however deep, into an empty network', () => {
    const resnet = readPreset('resnet-18');
    const fragment = copyFragment(editContextOf(resnet), new Set(resnet.nodes.map((node) => node.id)));
    if (fragment === null) throw new Error('Something was copied.');
    expect(Object.keys(fragment.blocks).sort()).toEqual(['residual', 'stage']);
    const empty = documentOf([], [], { parameters: resnet.parameters });
    const userEdit = pasteFragment(
      editContextOf(empty),
      fragment,
      { kind: 'at', position: { x: 0, y: 0 } },
      'paste',
    );
    const pasted = applyEdits(empty, userEdit.edits);
    expect(analyze(pasted).cost).toEqual(analyze(resnet).cost);
  });

  it('brings the inside of a block as layers: without its ports, with numbers for its parameters', () => {
    const resnet = readPreset('resnet-18');
    const inside = editContextOf(resnet, 'residual');
    const ids = new Set((resnet.blocks.residual?.nodes ?? []).map(({ id }) => id));
    const fragment = copyFragment(inside, ids);
    if (fragment === null) throw new Error('Something was copied.');
    const lenet = readPreset('lenet');
    const place = { kind: 'at', position: { x: 600, y: 0 } } as const;
    const read = readFragment(writeFragment(fragment)) ?? fragment;
    const pasted = applyEdits(lenet, pasteFragment(editContextOf(lenet), read, place, 'paste').edits);
    expect(pasted.nodes.map(({ type }) => type)).not.toContain('blockInput');
    expect(JSON.stringify(pasted.nodes)).not.toContain('=');
    const codes = new Set(analyze(pasted).diagnostics.map(({ code }) => code));
    expect(
      [...codes].filter((code) => !['unconnected-input', 'single-input', 'result-unused'].includes(code)),
    ).toEqual([]);
    // In a block that has them, the names stay.
    const again = pasteFragment(inside, read, place, 'duplicate');
    expect(JSON.stringify(again.edits)).toContain('=filters');
  });

  it('keeps a block of the same name that is another block', () => {
    const resnet = readPreset('resnet-18');
    const fragment = copyFragment(editContextOf(resnet), new Set(['stage1']));
    if (fragment === null) throw new Error('Something was copied.');
    const other = readPreset('resnet-50');
    const userEdit = pasteFragment(editContextOf(other), fragment, { kind: 'offset', by: 36 }, 'paste');
    const pasted = applyEdits(other, userEdit.edits);
    expect(pasted.blocks.stage).toBe(other.blocks.stage);
    const [id] = userEdit.select ?? [];
    expect(pasted.nodes.find((node) => node.id === id)?.type).not.toBe('block:stage');
    expect(analyze(pasted).cost.trainableParameters).toBeGreaterThan(0);
  });

  it('carries notes and frames, which come with the nodes or by themselves, under new ids into the open scope', () => {
    const frame = noteSchema.parse({
      id: 'note1',
      kind: 'frame',
      text: 'Features',
      position: { x: -24, y: 38 },
      size: { width: 260, height: 300 },
      color: 'blue',
    });
    const note = noteSchema.parse({
      id: 'note2',
      text: 'Five by five, as in 1998.',
      position: { x: 300, y: 90 },
      size: { width: 220, height: 90 },
    });
    const context = editContextOf({ ...readPreset('lenet'), notes: [frame, note] });
    const fragment = copyFragment(context, new Set(['conv1']), new Set(['note1', 'note2']));
    const text = writeFragment(fragment ?? expect.fail('Something was copied.'));
    const read = readFragment(text) ?? expect.fail('It can be read.');
    expect(read.notes).toEqual([frame, note]);

    const userEdit = pasteFragment(context, read, { kind: 'offset', by: 36 }, 'paste');
    const pasted = applyEdits(context.document, userEdit.edits);
    expect(userEdit.select).toEqual(['conv3', 'note:note3', 'note:note4']);
    expect(userEdit.label.values).toEqual({ count: 3 });
    expect(pasted.notes).toEqual([
      frame,
      note,
      { ...frame, id: 'note3', position: { x: 12, y: 74 } },
      { ...note, id: 'note4', position: { x: 336, y: 126 } },
    ]);

    // A note alone, into a block of another network: it belongs to that scope, and the automatic layout continues.
    const alone =
      copyFragment(context, new Set(), new Set(['note2'])) ?? expect.fail('A note can be copied.');
    const inside = editContextOf(readPreset('resnet-18'), 'stage');
    const lonely = pasteFragment(inside, alone, { kind: 'at', position: { x: 5, y: 6 } }, 'paste');
    const changed = applyEdits(inside.document, lonely.edits);
    expect(changed.notes).toEqual([{ ...note, scope: 'stage', position: { x: 5, y: 6 } }]);
    expect(changed.blocks).toBe(inside.document.blocks);

    // What an older window wrote has no notes.
    const { notes: _, ...older } = JSON.parse(text);
    expect(readFragment(JSON.stringify(older))?.notes).toEqual([]);
  });

  it('takes any other text for what it is', () => {
    const empty = '{"format":"netloom-fragment","version":1,"nodes":[],"edges":[]}';
    for (const text of ['', 'hello', empty, '{"format":"netloom-fragment"}', 'netloom-fragment {', '[]']) {
      expect(readFragment(text)).toBeNull();
    }
  });
});
