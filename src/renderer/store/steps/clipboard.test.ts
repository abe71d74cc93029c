import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { documentOf, readPreset, stageOf } from '../testing/stages';
import { copyFragment, pasteFragment, readFragment, writeFragment } from './clipboard';

describe('the clipboard', () => {
  it('carries nodes and the wires between them as text', () => {
    const stage = stageOf(readPreset('lenet'));
    const fragment = copyFragment(stage, new Set(['conv1', 'sigmoid1', 'pool1']));
    if (fragment === null) throw new Error('Something was copied.');
    const read = readFragment(writeFragment(fragment));
    expect(read).toEqual(fragment);
    expect(fragment.edges).toHaveLength(2);
  });

  it('pastes under new ids, a little aside', () => {
    const stage = stageOf(readPreset('lenet'));
    const fragment = copyFragment(stage, new Set(['conv1', 'sigmoid1']));
    if (fragment === null) throw new Error('Something was copied.');
    const step = pasteFragment(stage, fragment, { kind: 'offset', by: 36 }, 'paste');
    const document = applyEdits(stage.document, step.edits);
    expect(step.select).toEqual(['conv3', 'sigmoid5']);
    expect(document.edges).toContainEqual({ from: 'conv3', to: 'sigmoid5' });
    const original = stage.positions.get('conv1');
    expect(document.nodes.find((node) => node.id === 'conv3')?.position).toEqual({
      x: (original?.x ?? 0) + 36,
      y: (original?.y ?? 0) + 36,
    });
  });

  it('brings the blocks along, however deep, into an empty network', () => {
    const resnet = readPreset('resnet-18');
    const fragment = copyFragment(stageOf(resnet), new Set(resnet.nodes.map((node) => node.id)));
    if (fragment === null) throw new Error('Something was copied.');
    expect(Object.keys(fragment.blocks).sort()).toEqual(['residual', 'stage']);
    const empty = documentOf([], [], { parameters: resnet.parameters });
    const step = pasteFragment(stageOf(empty), fragment, { kind: 'at', position: { x: 0, y: 0 } }, 'paste');
    const pasted = applyEdits(empty, step.edits);
    expect(analyze(pasted).cost).toEqual(analyze(resnet).cost);
  });

  it('keeps a block of the same name that is another block', () => {
    const resnet = readPreset('resnet-18');
    const fragment = copyFragment(stageOf(resnet), new Set(['stage1']));
    if (fragment === null) throw new Error('Something was copied.');
    const other = readPreset('resnet-50');
    const step = pasteFragment(stageOf(other), fragment, { kind: 'offset', by: 36 }, 'paste');
    const pasted = applyEdits(other, step.edits);
    expect(pasted.blocks.stage).toBe(other.blocks.stage);
    const [id] = step.select ?? [];
    expect(pasted.nodes.find((node) => node.id === id)?.type).not.toBe('block:stage');
    expect(analyze(pasted).cost.trainableParameters).toBeGreaterThan(0);
  });

  it('takes any other text for what it is', () => {
    for (const text of ['', 'hello', '{"format":"netloom-fragment"}', 'netloom-fragment {', '[]']) {
      expect(readFragment(text)).toBeNull();
    }
  });
});
