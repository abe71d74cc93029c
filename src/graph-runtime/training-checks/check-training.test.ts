import { describe, expect, it } from 'vitest';
import { applyEdits } from '../document/apply-edits';
import { analyze } from '../infer/analyze';
import { readPreset } from '../testing/presets';
import { withTrainingChecks } from './check-training';
import { fitToDatasetFix } from './fit-to-dataset';
import { missingDataset } from './missing-dataset';
import { DENSE, FASHION_MNIST, FLATTEN, linear, straight } from './testing/check-cases';

const squashed = straight([FLATTEN, ['head', 'block:head']], {
  training: { batchSize: 65_000 },
  blocks: {
    head: {
      nodes: [
        { id: 'x', type: 'blockInput' },
        { id: 'dense', type: 'dense', parameters: { units: 10 } },
        { id: 'last', type: 'softmax' },
        { id: 'y', type: 'blockOutput' },
      ],
      edges: [
        { from: 'x', to: 'dense' },
        { from: 'dense', to: 'last' },
        { from: 'last', to: 'y' },
      ],
    },
  },
});

describe('withTrainingChecks', () => {
  it('leaves an analysis as it is where nothing is found', () => {
    const analysis = analyze(linear({}));
    expect(withTrainingChecks(analysis, FASHION_MNIST)).toBe(analysis);
  });

  it('adds what is found, and counts it in the blocks around', () => {
    const checked = withTrainingChecks(analyze(squashed), FASHION_MNIST);
    expect(checked.diagnostics.map(({ code }) => code)).toEqual(['scores-limited', 'batch-larger-than-data']);
    expect(checked.groups.get('head')).toMatchObject({ diagnosticCount: 1, errorCount: 0 });
    expect(checked.isTrainable).toBe(true);
  });

  it('refuses training for errors', () => {
    const few = straight([FLATTEN, ['dense', 'dense', { units: 5 }]]);
    expect(withTrainingChecks(analyze(few), FASHION_MNIST).isTrainable).toBe(false);
    expect(analyze(few).isTrainable).toBe(true);
  });

  it('keeps what an edit does not touch the same object, and carries nothing over', () => {
    const before = withTrainingChecks(analyze(squashed), FASHION_MNIST);
    const smaller = applyEdits(squashed, [{ kind: 'set-training', changes: { batchSize: 64 } }]);
    const raw = analyze(smaller, before);
    expect(raw.diagnostics).toEqual([]);
    const after = withTrainingChecks(raw, FASHION_MNIST, before);
    expect(after.diagnostics).toHaveLength(1);
    expect(after.diagnostics[0]).toBe(before.diagnostics[0]);
    expect(after.groups.get('head')).toBe(before.groups.get('head'));
    expect(after.nodes).toBe(before.nodes);
  });

  it('takes a layer out of a block only where the block is used once', () => {
    const twice = straight([FLATTEN, ['gate', 'block:head'], ['head', 'block:head']], {
      blocks: squashed.blocks,
    });
    const [found] = withTrainingChecks(analyze(twice), FASHION_MNIST).diagnostics;
    expect(found).toMatchObject({ code: 'scores-limited', path: 'head/last', fixes: [] });
    const [once] = withTrainingChecks(analyze(squashed), FASHION_MNIST).diagnostics;
    const repaired = applyEdits(squashed, once?.fixes[0]?.edits ?? []);
    expect(repaired.blocks.head?.edges).toEqual([
      { from: 'x', to: 'dense' },
      { from: 'dense', to: 'y' },
    ]);
  });

  it('keeps the order of inputs where a layer is taken out between others', () => {
    const document = straight([FLATTEN, DENSE, ['drop', 'dropout']], {
      nodes: [{ id: 'side', type: 'dense', parameters: { units: 4 } }],
      wires: ['flatten -> side'],
    });
    const found = withTrainingChecks(analyze(document), FASHION_MNIST).diagnostics.find(
      ({ code }) => code === 'dropped-scores',
    );
    expect(applyEdits(document, found?.fixes[0]?.edits ?? []).edges).toEqual([
      { from: 'input', to: 'flatten' },
      { from: 'flatten', to: 'dense' },
      { from: 'dense', to: 'output' },
      { from: 'flatten', to: 'side' },
    ]);
  });
});

describe('missingDataset', () => {
  const here = [
    {
      ...{ id: 'fashion-mnist', name: 'Fashion-MNIST', exampleShape: [28, 28, 1], trainCount: 60_000 },
      target: { kind: 'class' as const, classNames: Array.from({ length: 10 }, (_, at) => `class ${at}`) },
    },
  ];

  it('offers what is here', () => {
    const document = readPreset('resnet-50');
    const missing = missingDataset(document, here);
    expect(missing).toMatchObject({
      code: 'data-not-here',
      setting: 'dataset',
      values: { id: 'imagenet', name: 'ImageNet' },
    });
    const changed = applyEdits(document, missing?.fixes[0]?.edits ?? []);
    expect(missingDataset(changed, here)).toBeNull();
  });

  it.each(['resnet-50', 'googlenet-imagenet', 'alexnet-imagenet', 'mobilenet-v2', 'inception-v3', 'lenet-5'])(
    'adapts %s to what is here: it trains then, without a warning about classes or channels',
    (preset) => {
      const document = readPreset(preset);
      const changed = applyEdits(document, missingDataset(document, here)?.fixes[0]?.edits ?? []);
      const { diagnostics, isTrainable } = withTrainingChecks(analyze(changed), FASHION_MNIST);
      expect(isTrainable).toBe(true);
      const codes = diagnostics.map(({ code }) => code);
      for (const code of ['more-scores-than-classes', 'classes-do-not-match', 'channels-do-not-match']) {
        expect(codes).not.toContain(code);
      }
      expect(changed.nodes[0]?.parameters?.shape).toMatchObject({ length: 3, 2: 1 });
    },
  );
});

describe('fitToDatasetFix', () => {
  const photos = (shape: readonly number[]) => ({
    exampleShape: shape,
    target: { kind: 'class' as const, classNames: ['cat', 'dog', 'fox'] },
    trainCount: 900,
  });
  const fittedShape = (preset: string, shape: readonly number[]) => {
    const analysis = analyze(readPreset(preset));
    const changed = applyEdits(analysis.document, fitToDatasetFix(analysis, photos(shape))?.edits ?? []);
    expect(analyze(changed).isTrainable).toBe(true);
    return changed.nodes[0]?.parameters?.shape;
  };

  it('takes the size of the images where the network can', () => {
    expect(fittedShape('resnet-18', [64, 64, 3])).toEqual([64, 64, 3]);
  });

  it('keeps the size of a network that is too deep for it: the images are resized', () => {
    expect(fittedShape('alexnet-imagenet', [32, 32, 1])).toEqual([224, 224, 1]);
  });
});
