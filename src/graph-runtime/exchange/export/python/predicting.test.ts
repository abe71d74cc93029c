import { describe, expect, it } from 'vitest';
import type { TargetDescription } from '../../../datasets/target-description';
import { analyze } from '../../../infer/analyze';
import { readDocument } from '../../../testing/read-document';
import { exportKeras } from '../keras/export-keras';
import { networkToExport } from '../network-to-export';
import { exportPytorch } from '../pytorch/export-pytorch';

const MASK = { kind: 'mask' as const, classNames: ['paper', 'ink'] };
const LABELS: TargetDescription = {
  kind: 'columns',
  columns: [
    { name: 'ink', target: MASK },
    { name: 'kind', target: { kind: 'class', classNames: ['a', 'b', 'c'] } },
    { name: 'size', target: { kind: 'numbers', names: ['width'], mean: [3], deviation: [2] } },
  ],
};

type Head = readonly [id: string, type: 'conv2d' | 'dense', size: number, output?: object];

/** An output behind one layer for each of the heads. */
function networkOf(heads: readonly Head[], training: object = {}) {
  const document = readDocument({
    ...{ format: 'netloom', version: 3, name: 'answers', training },
    nodes: [
      { id: 'image', type: 'input', parameters: { shape: [8, 8, 1] } },
      { id: 'flat', type: 'flatten' },
      ...heads.flatMap(([id, type, size, parameters = {}]) => [
        {
          ...{ id: `${id}-scores`, type },
          parameters: type === 'dense' ? { units: size } : { filters: size, kernelSize: 3, padding: 'same' },
        },
        { id, type: 'output', parameters },
      ]),
    ],
    edges: [
      { from: 'image', to: 'flat' },
      ...heads.flatMap(([id, type]) => [
        { from: type === 'dense' ? 'flat' : 'image', to: `${id}-scores` },
        { from: `${id}-scores`, to: id },
      ]),
    ],
  });
  return networkToExport(analyze(document), 'all');
}

describe.each([
  ['PyTorch', exportPytorch],
  ['Keras', exportKeras],
])('predict.py of %s', (_name, write) => {
  const sourceOf = (network: ReturnType<typeof networkOf>, target: TargetDescription) =>
    write(network, { document: '', weights: '', target }).texts['predict.py'] ?? '';

  it('says what each of several outputs answers, under its name', () => {
    const heads: readonly Head[] = [
      ['places', 'conv2d', 1, { label: 'ink' }],
      ['sort', 'dense', 3, { label: 'kind' }],
      ['wide', 'dense', 1, { label: 'size', loss: 'meanSquaredError' }],
    ];
    const source = sourceOf(networkOf(heads), LABELS);
    expect(source).toContain('print("places:")\n    scores = outputs[0][0]');
    expect(source).toContain('classes = (scores[..., 0] > 0).astype(int)');
    expect(source).toContain(
      'write_mask(classes, CLASS_NAMES["scores_places"], f"{Path(path).stem}-places.png")',
    );
    expect(source).toContain('print("sort:")\n    scores = outputs[1][0]');
    expect(source).toContain('name = CLASS_NAMES["scores_sort"][index]');
    expect(source).toContain('NUMBERS3 = ["width"]');
    expect(source).toContain('zip(values.tolist(), NUMBERS3, MEANS3, DEVIATIONS3)');
  });

  it('writes the image that a network makes, and the mask of a single output', () => {
    const image = sourceOf(networkOf([['made', 'conv2d', 3]], { loss: 'binaryCrossEntropy' }), {
      ...{ kind: 'image', channels: 3, scale: 1 },
    });
    expect(image).toContain('write_image(1 / (1 + np.exp(-scores)), f"{Path(path).stem}-image.png")');
    expect(image).not.toContain('CLASS_NAMES');
    const mask = sourceOf(networkOf([['places', 'conv2d', 2]]), MASK);
    expect(mask).toContain('write_mask(classes, CLASS_NAMES, f"{Path(path).stem}-mask.png")');
    expect(mask).toContain('scores.argmax(-1)');
  });
});
