import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { TargetDescription } from '../../../../datasets/target-description';
import { type NetloomDocument, optimizerSchema } from '../../../../document/document';
import { analyze } from '../../../../infer/analyze';
import { readPreset } from '../../../../testing/presets';
import { readDocument } from '../../../../testing/read-document';
import { exportKeras } from '../../keras/export-keras';
import { classSource } from '../../keras/training/optimizers';
import { networkToExport } from '../../network-to-export';
import { exportPytorch } from '../../pytorch/export-pytorch';
import { trainingRemarks } from '../../pytorch/training/remarks';
import { learningPlaces } from './learning';
import { exportedTraining } from './trained-outputs';

/*
 * That the exported programs train as Netloom does is held by `npm run bench:export-targets`, which needs PyTorch and Keras. Here is what can
 * be known without.
 */

interface Case {
  readonly target: TargetDescription;
  /** Of the last layers. */
  readonly head: readonly object[];
  readonly training?: Partial<NetloomDocument['training']>;
  /** What the sources must have, in both frameworks. */
  readonly torch: readonly string[];
  readonly keras: readonly string[];
}

const NAMES = ['cat', 'dog', 'bird'];
const dense = (units: number) => [
  { id: 'flat', type: 'flatten' },
  { id: 'scores', type: 'dense', parameters: { units } },
];
const map = (filters: number) => [{ id: 'scores', type: 'conv2d', parameters: { filters, kernelSize: 1 } }];
const balanced = { classWeights: 'balanced' } as const;

const cases: Readonly<Record<string, Case>> = {
  'one class': {
    ...{ target: { kind: 'class', classNames: NAMES }, head: dense(3), training: balanced },
    torch: ['F.cross_entropy(scores, target, reduction="none") * weights[target]', '"accuracy"'],
    keras: ['sparse_categorical_crossentropy', 'keras.ops.take(weights, labels)', '"accuracy"'],
  },
  'several classes': {
    ...{ target: { kind: 'classes', classNames: NAMES }, head: dense(3), training: balanced },
    torch: ['pos_weight=weights', '"mean F1"'],
    keras: ['factors = 1 + (weights - 1) * target', '"mean F1"'],
  },
  numbers: {
    target: { kind: 'numbers', names: ['price', 'age'], mean: [1, 2], deviation: [3, 4] },
    ...{ head: dense(2), training: { loss: 'huber', huberDelta: 0.5 } },
    torch: ['F.huber_loss(scores, target, reduction="none", delta=0.5)', '"root mean squared error"'],
    keras: ['keras.losses.Huber(delta=0.5)', '"root mean squared error"'],
  },
  masks: {
    target: { kind: 'mask', classNames: NAMES, ignore: 2 },
    head: map(3),
    training: {
      ...{
        augmentation: [
          { type: 'horizontalFlip', probability: 0.5 },
          { type: 'rotation', degrees: 10 },
        ],
      },
      ...balanced,
    },
    torch: [
      'counted = target != 2',
      'x, y = augment(x, y)',
      'masks.flip(2)',
      'y = to_mask(y).long()',
      '"mean IoU"',
    ],
    keras: ['labels != 2', 'x, y = augment(x, y, rng)', 'rotated_mask(mask, angle, 2)', '"mean IoU"'],
  },
  'masks by Dice': {
    ...{ target: { kind: 'mask', classNames: NAMES }, head: map(3), training: { loss: 'dice' } },
    torch: ['common, total = (found * wanted)'],
    keras: ['(2 * common + 1) / (total + 1)'],
  },
  'masks by one score a pixel': {
    target: { kind: 'mask', classNames: ['paper', 'ink'] },
    ...{ head: map(1), training: { loss: 'binaryCrossEntropy', ...balanced } },
    torch: ['target.float().unsqueeze(1)', '* weights[target]', '(scores[..., 0] > 0)'],
    keras: ['binary_crossentropy(labels[..., None], scores', 'take(weights, labels)', '(scores[..., 0] > 0)'],
  },
  'masks by a question a class': {
    target: { kind: 'mask', classNames: NAMES },
    ...{ head: map(3), training: { loss: 'binaryCrossEntropy' } },
    torch: ['F.one_hot(target, scores.shape[1])', 'F.binary_cross_entropy_with_logits'],
    keras: ['binary_crossentropy(keras.ops.one_hot(labels, 3), scores'],
  },
  'second images': {
    target: { kind: 'image', channels: 3, scale: 2 },
    head: [
      { id: 'up', type: 'upSampling2d', parameters: { size: 2 } },
      { id: 'scores', type: 'conv2d', parameters: { filters: 3, kernelSize: 1 } },
    ],
    training: {
      ...{ loss: 'meanAbsoluteError', imageFit: 'crop' },
      augmentation: [
        { type: 'horizontalFlip', probability: 0.5 },
        { type: 'randomCrop', padding: 2 },
        { type: 'rotation', degrees: 10 },
      ],
    },
    torch: [
      'x, y = to_unit(images[own].to(device)), to_unit(labels[own].to(device))',
      'targets = torch.where(flipped, targets.flip(3), targets)',
      'padded = F.pad(targets, (4,) * 4)',
      'targets = F.grid_sample(targets, finer, align_corners=False)',
      'image[:, 2 * t : 2 * (t + height), 2 * l : 2 * (l + width)]',
      'y = to_target(y, 2)',
      'count(in_numpy(scores), in_numpy(y))',
      '"mean absolute error"',
    ],
    keras: [
      'x, y = to_unit(images[batch]), to_unit(labels[batch])',
      'targets = np.where(flipped, targets[:, :, ::-1], targets)',
      'np.pad(targets, ((0, 0), (4, 4), (4, 4), (0, 0)))',
      'rotated(image, angle) for image, angle in zip(targets',
      'image[2 * t : 2 * (t + height), 2 * l : 2 * (l + width)]',
      'y = to_target(y, 2)',
      'keras.losses.MeanAbsoluteError()',
    ],
  },
  'the input itself': {
    ...{ target: { kind: 'none' }, head: map(1), training: { target: 'input', loss: 'binaryCrossEntropy' } },
    torch: ['loss = loss_of(outputs, x)', '"mean absolute error"'],
    keras: ['model.train_on_batch(normalize(x), x)', '"mean absolute error"'],
  },
};

function documentOf(
  { head, training = {} }: Pick<Case, 'head' | 'training'>,
  more: object = {},
): NetloomDocument {
  const ids = ['input', 'conv', 'norm', ...head.map((node) => (node as { id: string }).id), 'output'];
  const parsed = readDocument({
    ...{ format: 'netloom', version: 3, name: 'targets' },
    nodes: [
      { id: 'input', type: 'input', parameters: { shape: [8, 8, 1] } },
      { id: 'conv', type: 'conv2d', parameters: { filters: 2, kernelSize: 3, padding: 'same' }, ...more },
      { id: 'norm', type: 'batchNormalization', ...more },
      ...head,
      { id: 'output', type: 'output' },
    ],
    edges: ids.slice(1).map((to, at) => ({ from: ids[at] ?? '', to })),
  });
  return { ...parsed, training: { ...parsed.training, ...training } };
}

function projectsOf(document: NetloomDocument, target: TargetDescription) {
  const facts = { document: '{}', weights: 'untrained', target };
  const analysis = analyze(document);
  return {
    pytorch: exportPytorch(networkToExport(analysis, 'all'), facts).texts,
    keras: exportKeras(networkToExport(analysis, 'all'), facts).texts,
  };
}

describe.each(Object.entries(cases))('%s', (_name, { torch, keras, target, ...rest }) => {
  const projects = projectsOf(documentOf(rest), target);

  it.each(['pytorch', 'keras'] as const)('is trained and measured in %s', (framework) => {
    const source = projects[framework]['train.py'] ?? '';
    for (const text of framework === 'pytorch' ? torch : keras) expect(source).toContain(text);
  });
});

it('writes Python that Python can read, for each target', (context) => {
  const sources = Object.values(cases).flatMap(({ target, ...rest }) =>
    Object.values(projectsOf(documentOf(rest, { trainable: false }), target)).flatMap((texts) =>
      Object.entries(texts).flatMap(([name, text]) => (name.endsWith('.py') ? [text] : [])),
    ),
  );
  const answer = readsAsPython(...sources);
  if (answer === null) context.skip('python3 is not there');
  expect(answer).toBe('');
});

/** What Python says of sources: nothing where it can read them; null where it is not there. */
function readsAsPython(...sources: readonly string[]): string | null {
  const program = 'import ast, json, sys\nfor text in json.load(sys.stdin): ast.parse(text)';
  const { stderr, error } = spawnSync('python3', ['-c', program], {
    input: JSON.stringify(sources),
    encoding: 'utf8',
  });
  return error === undefined ? stderr : null;
}

it('is not trained on labels that no output can learn, which is said', () => {
  const network = networkToExport(analyze(documentOf({ head: dense(3) })), 'all');
  expect(exportedTraining(network, { kind: 'none' })).toBeNull();
  expect(exportedTraining(network, { kind: 'mask', classNames: NAMES })).toBeNull();
  expect(exportedTraining(network, { kind: 'class', classNames: NAMES })).not.toBeNull();
});

it('predicts numbers by their names, in the units of the data', () => {
  const { target, ...rest } = cases.numbers as Case;
  const { pytorch, keras } = projectsOf(documentOf(rest), target);
  for (const source of [pytorch['predict.py'], keras['predict.py']]) {
    expect(source).toContain('NUMBERS = ["price", "age"]');
    expect(source).toContain('value * deviation + mean');
    expect(source).not.toContain('softmax');
  }
});

describe('parts that do not learn as the others', () => {
  it('are frozen by the largest parts of which all is frozen', () => {
    const { target, ...rest } = cases['one class'] as Case;
    const { pytorch, keras } = projectsOf(documentOf(rest, { trainable: false }), target);
    expect(pytorch['train.py']).toContain('FROZEN = [\n    "conv",\n    "norm",\n]');
    expect(pytorch['train.py']).toContain('module.eval()');
    expect(keras['train.py']).toContain('FROZEN = [\n    "conv",\n    "norm",\n]');
    expect(keras['train.py']).toContain('    freeze(model)\n');
  });

  it('have their rates in both, with their decay', () => {
    const optimizer = optimizerSchema.parse({ type: 'adamw', learningRate: 0.01, weightDecay: 0.05 });
    const document = documentOf({ head: dense(3), training: { optimizer } }, { learningRateFactor: 0.1 });
    const { pytorch, keras } = projectsOf(document, { kind: 'class', classNames: NAMES });
    expect(pytorch['train.py']).toContain('group["lr"] = rate * group["factor"]');
    expect(keras['train.py']).toContain('variable.assign_sub(variable * (0.05 * rate))');
    expect(keras['train.py']).toMatch(/Optimizer\(learning_rate=.*weight_decay=0\)/);
  });

  it('are named by whole words of their places only', () => {
    const network = networkToExport(analyze(documentOf({ head: dense(3) }, { trainable: false })));
    const names = new Map([
      ['conv', 'stage.conv1'],
      ['norm', 'stage.conv10'],
      ['scores', 'stages.dense'],
    ]);
    const places = learningPlaces(
      network,
      ({ path }) => (names.has(path) ? [names.get(path) ?? ''] : []),
      '.',
    );
    expect(places).toEqual({ frozen: ['stage'], rateFactors: [] });
  });
});

describe('settings that reach beyond a step', () => {
  const stopping = { monitor: 'accuracy', patience: 2, minimumDelta: 0.01, keepsBest: true } as const;
  const settings: Readonly<
    Record<string, readonly [Partial<NetloomDocument['training']>, readonly string[]]>
  > = {
    'early stopping': [
      { earlyStopping: stopping },
      ['best = Watch(0.01, rises=True)', 'best.improves(watched["accuracy"])', 'elif best.waited >= 2:'],
    ],
    'early stopping with the last weights': [
      { earlyStopping: { ...stopping, monitor: 'loss', keepsBest: false } },
      ['best = Watch(0.01)', 'if watched and not best.improves(watched["loss"]) and best.waited >= 2:'],
    ],
    'a plateau': [
      {
        schedule: {
          ...{ type: 'reduceOnPlateau', factor: 0.5, patience: 3, minimumDelta: 0, minimum: 0.001 },
          warmupEpochs: 0,
        },
      },
      ['LEARNING_RATE * 0.5 ** plateaus', 'stalled.waited >= 3:', 'steps_per_epoch, plateaus)'],
    ],
    'a share of the images': [
      { trainingShare: 0.25 },
      ['def share_of(order, labels, share)', 'share_of(drawn[held_out:]', ', 0.25)'],
    ],
    'the average of weights': [{ weightAverage: 0.9 }, ['EMA_DECAY = 0.9', 'average', '1 - EMA_DECAY']],
    mixup: [{ mixup: 0.2 }, ['def mix(x', '0.2, 0.2', 'share * x + (1 - share) * partner', '(1 - share) * ']],
    'CutMix and mixup by chance': [
      { mixup: 0.2, cutMix: 1 },
      ['def mix(x', '< 0.5:', 'reach = 0.5 * math.sqrt(1 - ', 'top:bottom, left:right'],
    ],
    cropping: [{ imageFit: 'crop' }, ['def crop(x, ', 'INPUT_SHAPE', 'x = crop(x)']],
    colors: [
      { augmentation: [{ type: 'pcaColor', deviation: 0.2 }] },
      ['def principal_colors(images)', 'principal_colors(images[examples]', 'amounts @ colors'],
    ],
    'mixed precision': [{ precision: 'mixed' }, ['bfloat16']],
  };

  it.each(Object.entries(settings))(
    '%s is in both projects, and in nothing that lacks it',
    (_, [training, texts]) => {
      const { target, ...rest } = cases['one class'] as Case;
      const document = documentOf({ ...rest, training });
      const [with_, without] = [document, documentOf({ ...rest, training: {} })].map((one) =>
        projectsOf(one, target),
      );
      for (const framework of ['pytorch', 'keras'] as const) {
        for (const text of texts) expect(with_?.[framework]['train.py']).toContain(text);
        expect(without?.[framework]['train.py']).not.toContain(texts[0]);
        expect([null, '']).toContain(readsAsPython(with_?.[framework]['train.py'] ?? ''));
      }
      const network = networkToExport(analyze(document), 'all');
      const remarks = trainingRemarks(network, target);
      expect(remarks.filter(({ en }) => !en.includes('from folders'))).toEqual([]);
    },
  );

  it('says of a share of labeled images that a program without labels takes others', () => {
    const { target: _, ...rest } = cases['the input itself'] as Case;
    const training = { ...rest.training, target: 'input' as const, trainingShare: 0.5 };
    const network = networkToExport(analyze(documentOf({ ...rest, training })), 'all');
    const said = trainingRemarks(network, { kind: 'class', classNames: NAMES }).map(({ en }) => en);
    expect(said).toEqual([expect.stringContaining('the same share of the images of each class')]);
    expect(trainingRemarks(network, { kind: 'none' })).toEqual([]);
  });

  it('says of cropping what it does not do with folders of images', () => {
    const { target, ...rest } = cases['one class'] as Case;
    const network = networkToExport(analyze(documentOf({ ...rest, training: { imageFit: 'crop' } })), 'all');
    expect(trainingRemarks(network, target)).toMatchObject([{ en: expect.stringContaining('from folders') }]);
  });
});

it('trains auxiliary outputs of a Keras project in a second model', () => {
  const document = readPreset('googlenet-imagenet');
  const facts = { document: '{}', weights: 'untrained' };
  const { texts, model, training } = exportKeras(networkToExport(analyze(document), 'all'), facts);
  expect(texts['model.py']).toContain('def build_model(auxiliary=False):');
  expect(texts['train.py']).toContain('loss_weights=[1, 0.3, 0.3]');
  expect(texts['train.py']).toContain('model.load_weights(HERE / "training.keras")');
  expect(texts['train.py']).toContain('predictor.save(args.out)');
  const own = new Set(model.datasets.map(({ weight }) => weight));
  const all = training?.datasets.map(({ weight }) => weight) ?? [];
  expect(all.filter((weight) => own.has(weight))).toHaveLength(own.size);
  expect(all.length).toBeGreaterThan(own.size);
  const plain = exportKeras(networkToExport(analyze(readPreset('lenet')), 'all'), facts);
  expect(plain.training).toBeNull();
  expect(plain.texts['model.py']).toContain('def build_model():');
});

it('writes the class of an optimizer that Keras does not have in front of its own', () => {
  const source = classSource(
    {
      className: 'Sign',
      keywords: {},
      addedDecay: 0,
      definition: 'class Sign(keras.optimizers.Optimizer):\n    pass\n',
    },
    { optimizer: optimizerSchema.parse({ type: 'sgd', learningRate: 0.1 }) },
    false,
  );
  expect(source).toMatch(/^class Sign\(keras\.optimizers\.Optimizer\):/);
  expect(source).toContain('class Optimizer(Sign):');
});

describe('a sampled code', () => {
  const facts = { document: '{}', weights: 'untrained' };
  /** An image through the code of a block, and through the block a second time, with the same weights. */
  const twice = readDocument({
    ...{
      format: 'netloom',
      version: 3,
      name: 'Twice',
      training: { target: 'input', loss: 'meanSquaredError' },
    },
    blocks: {
      coder: {
        nodes: [
          { id: 'in', type: 'blockInput' },
          { id: 'flat', type: 'flatten' },
          ...['mean', 'variance'].map((id) => ({ id, type: 'dense', parameters: { units: 4 } })),
          { id: 'code', type: 'sampling', parameters: { klWeight: 0.5 } },
          { id: 'decode', type: 'dense', parameters: { units: 64 } },
          { id: 'image', type: 'reshape', parameters: { targetShape: [8, 8, 1] } },
          { id: 'out', type: 'blockOutput' },
        ],
        edges: [
          ...[
            ['in', 'flat'],
            ['flat', 'mean'],
            ['flat', 'variance'],
            ['code', 'decode'],
            ['decode', 'image'],
            ['image', 'out'],
          ].map(([from, to]) => ({ from, to })),
          { from: 'mean', to: 'code:mean' },
          { from: 'variance', to: 'code:logVariance' },
        ],
      },
    },
    nodes: [
      { id: 'input', type: 'input', parameters: { shape: [8, 8, 1] } },
      { id: 'first', type: 'block:coder' },
      { id: 'second', type: 'block:coder', sharesWith: 'first' },
      { id: 'output', type: 'output' },
    ],
    edges: [
      { from: 'input', to: 'first' },
      { from: 'first', to: 'second' },
      { from: 'second', to: 'output' },
    ],
  });

  it('adds its divergence to what is minimized, in both projects', () => {
    const network = networkToExport(analyze(readPreset('vae')), 'all');
    const { klWeight } = network.layers.find(({ layer }) => layer.addsLoss)?.parameters ?? {};
    const keras = exportKeras(network, facts).texts['train.py'] ?? '';
    expect(keras).toContain(`, divergence_loss], loss_weights=[1, ${klWeight}]`);
    expect(keras).toContain('loss = float(losses[1])');
    expect([null, '']).toContain(readsAsPython(keras));
    expect(exportPytorch(network, facts).texts['train.py']).toContain('loss + added_losses(model)');
    expect(trainingRemarks(network)).toEqual([]);
  });

  it('is not trained where one layer gives several: only one of them would count', () => {
    const network = networkToExport(analyze(twice), 'all');
    expect(exportKeras(network, facts).texts).not.toHaveProperty(['train.py']);
    expect(exportPytorch(network, facts).texts).not.toHaveProperty(['train.py']);
    expect(trainingRemarks(network)).toMatchObject([
      { en: expect.stringContaining('called more than once') },
    ]);
  });
});
