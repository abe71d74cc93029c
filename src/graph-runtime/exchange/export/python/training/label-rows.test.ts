import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { TargetDescription } from '../../../../datasets/target-description';
import type { NetloomDocument } from '../../../../document/document';
import { analyze } from '../../../../infer/analyze';
import { LABELS_WITH_NUMBERS, numbersBeside } from '../../../../testing/numbers-beside';
import { readDocument } from '../../../../testing/read-document';
import { exportKeras } from '../../keras/export-keras';
import { networkToExport } from '../../network-to-export';
import { exportPytorch } from '../../pytorch/export-pytorch';
import { trainingRemarks } from '../../pytorch/training/remarks';

const COLUMNS = [
  { name: 'kind', target: { kind: 'class' as const, classNames: ['a', 'b', 'c'] } },
  { name: 'tags', target: { kind: 'classes' as const, classNames: ['round', 'even'] } },
  { name: 'box', target: { kind: 'numbers' as const, names: ['x', 'y'], mean: [1, 2], deviation: [3, 4] } },
];
const LABELS: TargetDescription = { kind: 'columns', columns: COLUMNS };

/** An output for the tags, then one for the class, then one for the box. */
function threeLabels(training: object = {}): NetloomDocument {
  const heads = [
    ['tags', 2],
    ['kind', 3],
    ['box', 2],
  ] as const;
  return readDocument({
    ...{ format: 'netloom', version: 3, name: 'labels' },
    nodes: [
      { id: 'image', type: 'input', parameters: { shape: [8, 6, 3] } },
      { id: 'flat', type: 'flatten' },
      ...heads.flatMap(([label, units]) => [
        { id: `${label}-scores`, type: 'dense', parameters: { units } },
        { id: label, type: 'output', parameters: { label } },
      ]),
    ],
    edges: [
      { from: 'image', to: 'flat' },
      ...heads.flatMap(([label]) => [
        { from: 'flat', to: `${label}-scores` },
        { from: `${label}-scores`, to: label },
      ]),
    ],
    training,
  });
}

function projectsOf(document: NetloomDocument, target?: TargetDescription) {
  const network = networkToExport(analyze(document), 'all');
  const facts = { document: '{}', weights: 'untrained', target };
  return {
    ...{ torch: exportPytorch(network, facts).texts, keras: exportKeras(network, facts).texts },
    remarks: trainingRemarks(network, target).map(({ en }) => en),
  };
}

/** What Python says of sources that it cannot read; empty: it can, or is not there. */
function complaint(...sources: readonly (string | undefined)[]): string {
  const program = 'import ast, json, sys\nfor text in json.load(sys.stdin): ast.parse(text)';
  const { stderr, error } = spawnSync('python3', ['-c', program], {
    input: JSON.stringify(sources),
    encoding: 'utf8',
  });
  return error === undefined ? stderr : '';
}

describe('training for several labels', () => {
  const { torch, keras, remarks } = projectsOf(threeLabels({ classWeights: 'balanced' }), LABELS);

  it('compares each output with its columns of the rows', () => {
    expect(remarks).toEqual([]);
    expect(torch['train.py']).toContain('loss_of1(outputs[0], labels[:, 1:3], weights[0])');
    expect(torch['train.py']).toContain('loss_of2(outputs[1], labels[:, 0].long(), weights[1])');
    expect(torch['train.py']).toContain('loss_of3(outputs[2], labels[:, 3:5])');
    expect(torch['train.py']).toContain(
      'measure3(sums[2], len(images), labels_of(data)["columns"][2]["target"])',
    );
    expect(keras['train.py']).toContain('[y[:, 1:3], y[:, 0].astype(np.int64), y[:, 3:5]]');
    expect(keras['train.py']).toContain(
      'loss=[make_loss1(weights[0]), make_loss2(weights[1]), make_loss3()]',
    );
    for (const texts of [torch, keras]) {
      expect(texts['train.py']).toContain(
        'return [class_weights1(labels[:, 1:3]), class_weights2(labels[:, 0].astype(np.int64))]',
      );
      expect(complaint(texts['train.py'], texts['data.py'])).toBe('');
    }
  });

  it('takes the same share of each class of the first label that is one', () => {
    const part = projectsOf(threeLabels({ trainingShare: 0.5 }), LABELS);
    expect(part.torch['train.py']).toContain(
      'share_of(drawn[held_out:], labels.numpy()[:, 0].astype(np.int64), 0.5)',
    );
    expect(part.keras['train.py']).toContain(
      'share_of(drawn[held_out:], labels[:, 0].astype(np.int64), 0.5)',
    );
    const [kind, tags, box] = COLUMNS;
    if (kind === undefined || tags === undefined || box === undefined) throw new Error('three columns');
    const others: TargetDescription = { kind: 'columns', columns: [box, tags, kind] };
    expect(projectsOf(threeLabels({ trainingShare: 0.5 }), others).keras['train.py']).toContain(
      'share_of(drawn[held_out:], labels, 0.5)',
    );
  });

  it('computes in bfloat16 with all that enters', () => {
    const { torch } = projectsOf(
      { ...numbersBeside(), training: { ...numbersBeside().training, precision: 'mixed' } },
      LABELS_WITH_NUMBERS,
    );
    expect(torch['train.py']).toContain('outputs_of(model, normalize(x), labels[:, 1:3])');
    expect(torch['train.py']).toContain('outputs = model(*entering)');
  });

  it('reads rows of these columns and no others', () => {
    for (const { 'data.py': source } of [torch, keras]) {
      expect(source).toContain(
        '    ("kind", "class", 1),\n    ("tags", "classes", 2),\n    ("box", "numbers", 2),\n',
      );
      expect(source).toContain('return labels.reshape(part["count"], 5)');
      expect(source).toContain('if found != COLUMNS:');
    }
  });
});

describe('training with numbers beside the examples', () => {
  it('gives the model those of the rows', () => {
    const { torch, keras, remarks } = projectsOf(numbersBeside(), LABELS_WITH_NUMBERS);
    expect(remarks).toEqual([]);
    expect(torch['train.py']).toContain('objective(model(normalize(x), labels[:, 1:3]), model, x, labels)');
    expect(torch['train.py']).toContain('scores = model(normalize(x), y[:, 1:3])');
    expect(keras['train.py']).toContain(
      'train_on_batch([normalize(x), y[:, 1:3]], y[:, 0].astype(np.int64))',
    );
    expect(keras['train.py']).toContain('predict_on_batch([normalize(x), y[:, 1:3]])');
    for (const texts of [torch, keras]) {
      expect(texts['data.py']).toContain('if beside["mean"] != INPUT_MEANS');
      expect(complaint(texts['train.py'], texts['data.py'])).toBe('');
    }
  });

  it('mixes them where images are blended, and leaves them where they are cut', () => {
    const document = numbersBeside();
    const training = { ...document.training, mixup: 0.2, cutMix: 1 };
    const { torch, keras } = projectsOf({ ...document, training }, LABELS_WITH_NUMBERS);
    expect(torch['train.py']).toContain('x, y, share = mix(x, y)');
    expect(keras['train.py']).toContain('x, y, share = mix(x, y, rng)');
    for (const { 'train.py': source } of [torch, keras]) {
      expect(source).toContain('y[:, 1:3] = share * y[:, 1:3] + (1 - share) * before[:, 1:3]');
      expect(source).toContain('return x, y, 1 - (bottom - top)');
      expect(complaint(source)).toBe('');
    }
  });

  it('is not there without the data set that has them, which is said', () => {
    const { torch, keras, remarks } = projectsOf(numbersBeside());
    for (const texts of [torch, keras]) expect(texts).not.toHaveProperty(['train.py']);
    expect(remarks).toEqual([expect.stringContaining('the data set that has them is not there')]);
  });
});

describe('a mask among several labels', () => {
  const mask = { name: 'organ', target: { kind: 'mask' as const, classNames: ['no', 'yes'] } };
  const columns: TargetDescription = {
    kind: 'columns',
    columns: [...COLUMNS.slice(0, 1), mask, ...COLUMNS.slice(1)],
  };

  it('is left out of the rows where no output learns it', () => {
    const { torch, keras, remarks } = projectsOf(threeLabels(), columns);
    expect(remarks).toEqual([]);
    for (const { 'data.py': data } of [torch, keras]) {
      expect(data).toContain('("organ", "mask", 2)');
      expect(data).toContain('return np.ascontiguousarray(rows[:, :20]).view("<f4")');
      expect(complaint(data)).toBe('');
    }
    expect(torch['train.py']).toContain('loss_of2(outputs[1], labels[:, 0].long())');
  });

  it('is learned with the others, each by its name, and moves with the images', () => {
    const document = threeLabels({
      ...{ classWeights: 'balanced', trainingShare: 0.5, imageFit: 'crop' },
      augmentation: [{ type: 'horizontalFlip', probability: 0.5 }],
    });
    const { torch, keras, remarks } = projectsOf(withMask(document), columns);
    expect(remarks).toEqual([]);
    for (const { 'data.py': data, 'train.py': train } of [torch, keras]) {
      expect(data).toContain('"organ": masks[:, 0],');
      expect(data).toContain('"box": values[:, 3:5],');
      expect(train).toContain('y = columns_of(y, x)');
      expect(train).toContain('x, y["organ"] = crop(x, y["organ"])');
      expect(train).toContain('x, y["organ"] = augment(x, y["organ"]');
      expect(complaint(data, train)).toBe('');
    }
    expect(torch['train.py']).toContain('loss_of4(outputs[3], labels["organ"], weights[2])');
    expect(torch['train.py']).toContain('columns_of(labels, images)["kind"].numpy(), 0.5)');
    expect(keras['train.py']).toContain('[y["tags"], y["kind"], y["box"], y["organ"]]');
  });
});

/** The same with an output for the mask, by one score a pixel. */
function withMask(document: NetloomDocument): NetloomDocument {
  const parsed = readDocument({
    ...{ format: 'netloom', version: 3, name: 'mask' },
    nodes: [
      { id: 'organ-scores', type: 'conv2d', parameters: { filters: 1, kernelSize: 3, padding: 'same' } },
      { id: 'organ', type: 'output', parameters: { label: 'organ' } },
    ],
    edges: [{ from: 'organ-scores', to: 'organ' }],
  });
  return {
    ...document,
    nodes: [...document.nodes, ...parsed.nodes],
    edges: [
      ...document.edges,
      ...parsed.edges,
      ...parsed.edges.map((edge) => ({ ...edge, from: 'image', to: 'organ-scores' })),
    ],
  };
}

it('reads labels of the kind that it learns, and ends at any other', () => {
  const document = threeLabels();
  const single = { ...document, nodes: document.nodes.filter(({ id }) => !/^(tags|box)/.test(id)) };
  const nodes = single.nodes.map((node) => (node.id === 'kind' ? { ...node, parameters: {} } : node));
  const edges = document.edges.filter(
    ({ from, to }) => !/^(tags|box)/.test(`${from}`) && !/^(tags|box)/.test(`${to}`),
  );
  const { torch, keras } = projectsOf({ ...single, nodes, edges }, COLUMNS[0]?.target);
  for (const { 'data.py': source } of [torch, keras]) {
    expect(source).toContain('if found != "class":\n        raise SystemExit(');
    expect(complaint(source)).toBe('');
  }
});
