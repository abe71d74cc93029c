import { describe, expect, it } from 'vitest';
import { applyEdits } from '../document/apply-edits';
import type { NetloomDocument } from '../document/document';
import { analyze } from '../infer/analyze';
import { readPreset } from '../testing/presets';
import { newHeadFix } from './new-head';

const pets = {
  name: 'Pets',
  exampleShape: [80, 96, 3],
  trainCount: 200,
  target: { kind: 'class', classNames: Array.from({ length: 37 }, (_, at) => `${at}`) },
} as const;

function headed(name: string): { readonly before: NetloomDocument; readonly after: NetloomDocument } {
  const before = readPreset(name);
  const fix = newHeadFix(analyze(before), pets);
  if (fix === null) throw new Error('no new head');
  return { before, after: applyEdits(before, fix.edits) };
}

/** Names of all weights, those that learn marked by `+`. */
function weightsOf(document: NetloomDocument): readonly string[] {
  return [...analyze(document).nodes].flatMap(([path, { weights }]) =>
    weights.map(({ name, isTrainable }) => `${isTrainable ? '+' : '-'}${path}/${name}`),
  );
}

describe('a new head', () => {
  it.each(['resnet-18', 'vgg-d', 'densenet-121', 'mobilenet-v2', 'lenet'])(
    'of %s is all that learns, under a new name, and gives the data set’s classes',
    (name) => {
      const { before, after } = headed(name);
      const analysis = analyze(after);
      expect(analysis.isTrainable).toBe(true);
      const learning = weightsOf(after).filter((weight) => weight.startsWith('+'));
      expect(learning.map((weight) => weight.split('/').at(-1))).toEqual(['kernel', 'bias']);
      // Nothing of the old network has that name: weights taken by name leave it as it was drawn.
      const old = new Set(weightsOf(before).map((weight) => weight.slice(1)));
      for (const weight of learning) expect(old.has(weight.slice(1)), weight).toBe(false);
      const output = analysis.graph.nodes.find(({ type }) => type === 'output');
      expect(analysis.nodes.get(output?.path ?? '')?.inputs[0]?.shape.at(-1)).toBe(37);
      // The size for which the weights were learned stays.
      expect(after.nodes.find(({ type }) => type === 'input')).toEqual(
        before.nodes.find(({ type }) => type === 'input'),
      );
    },
  );

  it('is put in front of every output', () => {
    const { after } = headed('googlenet-imagenet');
    const learning = weightsOf(after).filter((weight) => weight.startsWith('+') && weight.endsWith('kernel'));
    const outputs = analyze(after).graph.nodes.filter(({ type }) => type === 'output');
    expect(learning.length).toBe(outputs.length);
  });

  it('can be put on again, and unfreezes nothing else', () => {
    const { after } = headed('resnet-18');
    const again = newHeadFix(analyze(after), {
      ...pets,
      target: { kind: 'class', classNames: ['a', 'b', 'c'] },
    });
    const learning = weightsOf(applyEdits(after, again?.edits ?? [])).filter((weight) =>
      weight.startsWith('+'),
    );
    expect(learning).toHaveLength(2);
    expect(learning[0]).not.toBe(weightsOf(after).find((weight) => weight.startsWith('+')));
  });
});
