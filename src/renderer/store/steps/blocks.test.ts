import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { blockName } from '../network';
import { presetNames, readPreset, stageOf } from '../testing/stages';
import { expandBlock } from './expand-block';
import { blockRefusal, freshBlockName, makeBlock, makeUnique } from './make-block';

/** What must not change when a network is only written in another way: the layers in order, with their shapes and costs. */
function meaning(analysis: NetworkAnalysis) {
  const types = new Map(analysis.graph.nodes.map((node) => [node.path, node.type]));
  return {
    cost: analysis.cost,
    isTrainable: analysis.isTrainable,
    layers: analysis.order
      .map((path) => `${types.get(path)} ${JSON.stringify(analysis.nodes.get(path)?.outputs)}`)
      .sort(),
  };
}

function expandAll(document: NetloomDocument): NetloomDocument {
  let current = document;
  for (;;) {
    const use = current.nodes.find((node) => blockName(node) !== null);
    if (use === undefined) return current;
    const step = expandBlock(stageOf(current), use.id);
    if (step === null) throw new Error(`${use.id} cannot be expanded.`);
    current = applyEdits(current, step.edits);
  }
}

describe('making blocks', () => {
  it('collapses a part of a chain without changing what the network means', () => {
    const lenet = readPreset('lenet');
    const stage = stageOf(lenet);
    const step = makeBlock(stage, new Set(['conv1', 'sigmoid1', 'pool1']), freshBlockName(stage));
    const changed = applyEdits(lenet, step?.edits ?? []);
    expect(changed.nodes).toHaveLength(12);
    expect(Object.keys(changed.blocks)).toEqual(['block1']);
    expect(meaning(analyze(changed))).toEqual(meaning(analyze(lenet)));
  });

  it('and expanding it again gives the same network', () => {
    const lenet = readPreset('lenet');
    const step = makeBlock(stageOf(lenet), new Set(['conv1', 'sigmoid1', 'pool1']), 'feature');
    const collapsed = applyEdits(lenet, step?.edits ?? []);
    const [id] = step?.select ?? [];
    const back = applyEdits(collapsed, expandBlock(stageOf(collapsed), id ?? '')?.edits ?? []);
    expect(back.nodes.map((node) => node.id).sort()).toEqual(lenet.nodes.map((node) => node.id).sort());
    expect(meaning(analyze(back))).toEqual(meaning(analyze(lenet)));
  });

  it('hands the parameters of the surroundings on', () => {
    const resnet = readPreset('resnet-18');
    const stage = stageOf(resnet, 'residual');
    const step = makeBlock(stage, new Set(['conv1', 'norm1', 'relu1']), 'front');
    const changed = applyEdits(resnet, step?.edits ?? []);
    expect(changed.blocks.front?.parameters.map((parameter) => parameter.name)).toEqual([
      'filters',
      'strides',
    ]);
    expect(meaning(analyze(changed))).toEqual(meaning(analyze(resnet)));
  });

  it('collapses a fork and a merge', () => {
    const googlenet = readPreset('googlenet');
    const stage = stageOf(googlenet, 'inception');
    const inner = (googlenet.blocks.inception?.nodes ?? [])
      .filter((node) => node.type !== 'blockInput' && node.type !== 'blockOutput')
      .map((node) => node.id);
    const step = makeBlock(stage, new Set(inner), 'whole');
    const changed = applyEdits(googlenet, step?.edits ?? []);
    expect(meaning(analyze(changed))).toEqual(meaning(analyze(googlenet)));
  });

  it('refuses what would feed itself, ports, and nothing', () => {
    const stage = stageOf(readPreset('lenet'));
    expect(blockRefusal(stage, new Set())).toBe('nothing-selected');
    expect(blockRefusal(stage, new Set(['conv1', 'pool1']))).toBe('not-convex');
    expect(makeBlock(stage, new Set(['conv1', 'pool1']), 'x')).toBeNull();
    expect(blockRefusal(stageOf(readPreset('resnet-18'), 'residual'), new Set(['in', 'conv1']))).toBe(
      'has-ports',
    );
  });

  it('separates one use from the others', () => {
    const googlenet = readPreset('googlenet');
    const changed = applyEdits(googlenet, makeUnique(stageOf(googlenet), 'inception3a')?.edits ?? []);
    expect(changed.nodes.find((node) => node.id === 'inception3a')?.type).not.toBe('block:inception');
    expect(meaning(analyze(changed))).toEqual(meaning(analyze(googlenet)));
  });
});

describe('expanding blocks', () => {
  it.each(presetNames())('writes %s out in full and means the same', (name) => {
    const preset = readPreset(name);
    const expanded = expandAll(preset);
    expect(expanded.nodes.some((node) => blockName(node) !== null)).toBe(false);
    expect(meaning(analyze(expanded))).toEqual(meaning(analyze(preset)));
  });
});
