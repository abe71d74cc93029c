import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { readNetwork } from '../../../graph-runtime/infer/testing/read-network';
import { shippedTexts } from '../../../graph-runtime/messages/shipped-text';
import { presetIds, readPreset } from '../../../graph-runtime/testing/presets';
import { addLibraryBlock } from '../edits/library-block';
import { editContextOf } from '../testing/documents';
import { shippedBlocks } from './shipped-blocks';

const shipped = shippedBlocks(presetIds.map((id) => ({ id, document: readPreset(id) })));

/** A small network that ends in features of this shape, to put a block behind. */
const networkWith = (shape: readonly number[]) =>
  readNetwork({
    nodes: [
      { id: 'input', type: 'input', parameters: { shape: [8, 8, 24] } },
      { id: 'reshape', type: 'reshape', parameters: { targetShape: [...shape] } },
    ],
    edges: ['input -> reshape'],
  });

describe('the blocks that come with the app', () => {
  it('are called in the history as in the list, in each language', () => {
    const document = networkWith([8, 8, 24]);
    for (const entry of shipped) {
      const { label } = addLibraryBlock(editContextOf(document), entry, { kind: 'first' });
      expect(label.values?.name).toEqual(shippedTexts(entry.name));
    }
  });

  it('are all there, each under its own name', () => {
    expect(shipped).toHaveLength(17);
    expect(new Set(shipped.map(({ name }) => name)).size).toBe(17);
  });

  it.each(shipped.map((entry) => [entry.name, entry] as const))('%s fits what comes in', (_name, entry) => {
    const block = entry.blocks[entry.block];
    const ports = block?.nodes.filter(({ type }) => type === 'blockInput') ?? [];
    // A sequence where it works on positions, else a map of 24 channels; the level of a U-Net takes two maps.
    const shape = /encoder|mixer/i.test(entry.block) ? [64, 24] : [8, 8, 24];
    const document = networkWith(shape);
    const added = applyEdits(
      document,
      addLibraryBlock(editContextOf(document), entry, { kind: 'after', id: 'reshape' }).edits,
    );
    const use = added.nodes.at(-1)?.id ?? '';
    const wired =
      ports.length === 1
        ? added
        : {
            ...added,
            nodes: [...added.nodes, { id: 'wide', type: 'upSampling2d' }],
            edges: [
              { from: 'input', to: 'reshape' },
              { from: 'reshape', to: 'wide' },
              { from: 'reshape', to: `${use}:in` },
              { from: 'wide', to: `${use}:skip` },
            ],
          };
    const analysis = analyze(wired);
    const mistakes = analysis.diagnostics.filter(
      ({ path, severity }) => severity === 'error' && path.startsWith(use),
    );
    expect(mistakes).toEqual([]);
    expect(analysis.groups.get(use)?.outputs.out?.shape).toHaveLength(shape.length);
  });
});
