import { argumentsSource } from '../../python/training/command-line';
import { besideText, type LabelRows, sharedText } from '../../python/training/label-rows';
import type { MetricNames } from '../../python/training/metrics';
import { movedVariables, type PlacedLabels, sizedLines } from '../../python/training/placed-labels';
import type { ExportedTraining } from '../../python/training/trained-outputs';
import { type Watching, watchLines } from '../../python/training/watching';

/** What the end of an exported `train.py` depends on. */
export interface LoopFacts {
  /** The main outputs first. */
  readonly outputs: readonly OutputFacts[];
  /** How labels lie where an example has several; null: it has one. */
  readonly rows: LabelRows | null;
  /** Of the model that trains, in which auxiliary outputs are. */
  readonly modelFile: string;
  /** With which the divergence of each sampled code counts. */
  readonly codeWeights: readonly number[];
  /** Labels that move with the images. */
  readonly placed: readonly PlacedLabels[];
  readonly labels: ExportedTraining['labels'];
  readonly hasWeights: boolean;
  readonly hasAugmentation: boolean;
  /** Whether the augmentation takes the principal components of the colors. */
  readonly takesColors: boolean;
  readonly hasFrozen: boolean;
  readonly isCropped: boolean;
  readonly isMixed: boolean;
  /** Whether the examples of a batch are mixed with one another. */
  readonly isBlended: boolean;
  /** Whether an average of the weights is evaluated and saved. */
  readonly isAveraged: boolean;
  readonly trainingShare: number;
  readonly watching: Watching | null;
}

interface OutputFacts extends MetricNames {
  readonly path: string;
  readonly isAuxiliary: boolean;
  readonly weight: number;
  /** Makes the loss. */
  readonly loss: string;
  /** Makes it for an evaluation, in which all classes count the same. */
  readonly plainLoss: string;
  /** What the loss is given, of `x` and `y`. */
  readonly target: string;
  /** What the metrics are given. */
  readonly compared: string;
  /** What `dataset.json` says of its labels. */
  readonly description: string;
}

const listed = (texts: readonly string[]) => (texts.length === 1 ? texts.join('') : `[${texts.join(', ')}]`);

const mainsOf = ({ outputs }: LoopFacts) => outputs.filter(({ isAuxiliary }) => !isAuxiliary);

/** From the metrics of a split to `train`. */
export function trainingLoop(facts: LoopFacts): string {
  const { outputs, codeWeights, hasFrozen, hasWeights, isMixed, modelFile, takesColors, trainingShare } =
    facts;
  const mains = mainsOf(facts);
  const hasAuxiliary = mains.length < outputs.length;
  const hasCodes = codeWeights.length > 0;
  const allWeights = [...outputs.map(({ weight }) => weight), ...codeWeights];
  const isWeighted = allWeights.some((weight) => weight !== 1);
  const lossWeights = isWeighted ? `, loss_weights=[${allWeights.join(', ')}]` : '';
  const losses = [...outputs.map(({ loss }) => loss), ...codeWeights.map(() => 'divergence_loss')];
  const targets = [
    ...outputs.map(({ target }) => (facts.isBlended ? `mixed_targets(${target}, share)` : target)),
    ...codeWeights.map(() => 'np.zeros(len(x), np.float32)'),
  ];
  const watch = watchLines(facts.watching, {
    ...{ keep: 'model.get_weights()', restore: 'model.set_weights(best_weights)' },
    printing: (text) => [`print(${text}, flush=True)`],
  });
  const built = hasAuxiliary ? 'build_model(auxiliary=True)' : 'build_model()';
  const predictor = hasAuxiliary ? `keras.Model(model.inputs, ${predicted(mains.length)})` : 'model';
  const examples = 'drawn[held_out:]';
  const values: Readonly<Record<string, string>> = {
    MODEL: `${isMixed ? POLICY : ''}    model = ${built}\n${isMixed ? PLAIN_POLICY : ''}`,
    PREDICTOR: hasAuxiliary ? `    predictor = ${predictor}\n` : '',
    PREDICTS: hasAuxiliary ? 'predictor' : 'model',
    FILE: modelFile,
    FREEZE: hasFrozen ? '    freeze(model)\n' : '',
    EXAMPLES:
      trainingShare === 1
        ? examples
        : `share_of(${examples}, ${sharedText(facts.rows, 'labels', 'numpy')}, ${trainingShare})`,
    VALIDATION: facts.watching === null ? '' : VALIDATION,
    COLORS: takesColors ? '    colors = principal_colors(images[examples])\n' : '',
    WEIGHTS: hasWeights
      ? `    weights = class_weights(${facts.rows?.areNamed === true ? 'columns_of(labels[examples], images)' : 'labels[examples]'})\n`
      : '',
    DIVERGENCES: hasCodes ? '    trained = with_divergences(model)\n' : '',
    TRAINED: hasCodes ? 'trained' : 'model',
    COMPILE: `compile(optimizer=make_optimizer(), loss=${listed(losses)}${lossWeights})`,
    BATCH: batchLines(facts),
    ENTERING: entering(facts),
    TARGET: listed(targets),
    LOSS: reported(mains, hasAuxiliary || hasCodes),
    WATCHED:
      facts.watching === null ? '' : WATCHED.replaceAll('{{PREDICTS}}', hasAuxiliary ? 'predictor' : 'model'),
    ...(facts.isAveraged ? AVERAGE : { AVERAGE: '', TRAIN: '', AVERAGED: '', EVALUATE: '' }),
    BEGIN: watch.begin,
    RATE: watch.rate,
    WATCH: watch.epoch,
    END: watch.end,
    SAVE: isMixed
      ? savedInFloat32(hasAuxiliary, built, mains.length)
      : `    ${hasAuxiliary ? 'predictor' : 'model'}.save(args.out)\n`,
  };
  return [
    evaluateSource(facts),
    TRAIN.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? ''),
  ].join('\n\n');
}

/** What the model is given of a batch. */
function entering({ rows }: LoopFacts): string {
  const beside = besideText(rows, 'y');
  return beside === '' ? 'normalize(x)' : `[normalize(x)${beside}]`;
}

const predicted = (mains: number) => (mains === 1 ? 'model.outputs[0]' : `model.outputs[:${mains}]`);

const POLICY =
  '    # Products in bfloat16, weights in float32.\n    keras.config.set_dtype_policy("mixed_bfloat16")\n';
const PLAIN_POLICY = '    keras.config.set_dtype_policy("float32")\n';

function savedInFloat32(hasAuxiliary: boolean, built: string, mains: number): string {
  const lines = [
    '# The same in float32.',
    'weights = model.get_weights()',
    `model = ${built}`,
    'model.set_weights(weights)',
    hasAuxiliary ? `keras.Model(model.inputs, ${predicted(mains)}).save(args.out)` : 'model.save(args.out)',
  ];
  return lines.map((line) => `    ${line}\n`).join('');
}

/** What is minimized is the first that Keras returns, then the losses of several outputs; reported is what the main outputs lose. @param hasMore whether more is minimized than that */
function reported(mains: readonly OutputFacts[], hasMore: boolean): string {
  const [only, second] = mains;
  if (!hasMore) {
    const end = second === undefined && only !== undefined && only.weight !== 1 ? ` / ${only.weight}` : '';
    return `losses[0]${end}`;
  }
  if (second === undefined) return 'losses[1]';
  return mains.map(({ weight }, at) => `${weight === 1 ? '' : `${weight} * `}losses[${at + 1}]`).join(' + ');
}

function batchLines(facts: LoopFacts): string {
  const { placed, hasAugmentation, isBlended, isCropped, takesColors } = facts;
  const moved = movedVariables(placed);
  const lines = [...storedLines(facts, 'batch')];
  if (isCropped) lines.push(`${moved} = crop(${moved}, rng)`);
  if (hasAugmentation) lines.push(`${moved} = augment(${moved}, rng${takesColors ? ', colors' : ''})`);
  lines.push('x = to_input(x)', ...sizedLines(placed, ''));
  if (isBlended) {
    const all = besideText(facts.rows, 'y') === '' ? 'x' : 'x, y';
    lines.push(`${all}, share = mix(${all}, rng)`);
  }
  return lines.map((line) => `            ${line}\n`).join('');
}

/** Images and labels as they are stored. @param which of them */
function storedLines({ labels, rows }: LoopFacts, which: string): readonly string[] {
  const own = `labels[${which}]`;
  return [
    `x, y = to_unit(images[${which}]), ${labels === 'image' ? `to_unit(${own})` : own}`,
    ...(rows?.areNamed === true ? ['y = columns_of(y, x)'] : []),
  ];
}

function evaluateSource(facts: LoopFacts): string {
  const { placed, isCropped, isMixed } = facts;
  const moved = movedVariables(placed);
  const mains = mainsOf(facts);
  const isOne = mains.length === 1;
  const scoresOf = (at: number) => (isOne ? 'scores' : `scores[${at}]`);
  const terms = mains.map(({ weight, target }, at) => {
    const loss = `keras.ops.mean(losses[${at}](${target}, ${scoresOf(at)}))`;
    return isOne || weight === 1 ? loss : `${weight} * ${loss}`;
  });
  const lines = [
    ...storedLines(facts, 'start : start + 256'),
    ...(isCropped ? [`${moved} = crop(${moved})`] : []),
    'x = to_input(x)',
    ...sizedLines(placed, ''),
    `scores = model.predict_on_batch(${entering(facts)})`,
    ...(isMixed
      ? [isOne ? 'scores = scores.astype(np.float32)' : 'scores = [one.astype(np.float32) for one in scores]']
      : []),
    `total += len(x) * float(${terms.join(' + ')})`,
    ...mains.map(({ count, compared }, at) => `sums[${at}] += ${count}(${scoresOf(at)}, ${compared})`),
  ];
  const measures = mains.map(({ measure, path, description }, at) => {
    const call = `${measure}(sums[${at}], len(images), ${description})`;
    return isOne
      ? `    return {"loss": total / len(images), **${call}}`
      : `    found |= {f"{name}@${path}": value for name, value in ${call}.items()}`;
  });
  return `def evaluate(model, images, labels, data):
    """Loss and metrics of examples."""
    sums, total = [0] * ${mains.length}, 0
    losses = [${mains.map(({ plainLoss }) => plainLoss).join(', ')}]
    for start in range(0, len(images), 256):
${lines.map((line) => `        ${line}\n`).join('')}${isOne ? '' : '    found = {"loss": total / len(images)}\n'}${measures.join('\n')}${isOne ? '' : '\n    return found'}
`;
}

const VALIDATION = `    if has_split(args.data, "validation"):
        validation_images, validation_labels = load_split(args.data, "validation", args.limit)
    else:
        validation = np.sort(np.array(drawn[:held_out], int))
        validation_images, validation_labels = images[validation], labels[validation]
`;

const WATCHED = `        watched = found
        if len(validation_images) > 0:
            watched = evaluate({{PREDICTS}}, validation_images, validation_labels, args.data)
            metrics += "".join(f", validation {name} {value:.4f}" for name, value in watched.items())
`;

/** Between the epochs, the model has the average of the weights, which is evaluated and saved. */
const AVERAGE = {
  AVERAGE: '    average = model.get_weights()\n',
  TRAIN: '        if epoch > 1:\n            model.set_weights(trained)\n',
  AVERAGED:
    '            average = [EMA_DECAY * a + (1 - EMA_DECAY) * w for a, w in zip(average, model.get_weights())]\n',
  EVALUATE: '        trained = model.get_weights()\n        model.set_weights(average)\n',
};

const TRAIN = `def train(arguments=None):
${argumentsSource('Keras', 'trained.keras')}

    keras.utils.set_random_seed(SEED)
    rng = np.random.default_rng(SEED)
{{MODEL}}    if not args.random:
        model.load_weights(HERE / "{{FILE}}")
{{FREEZE}}{{PREDICTOR}}{{DIVERGENCES}}
    images, labels = load_split(args.data, "train", args.limit)
    test_images, test_labels = load_split(args.data, "test", args.limit)
    share = 0 if has_split(args.data, "validation") else VALIDATION_SHARE
    held_out = held_out_count(len(images), share)
    drawn = shuffled_order(len(images), SEED, 0)
    examples = np.sort({{EXAMPLES}})
{{VALIDATION}}{{COLORS}}{{WEIGHTS}}    {{TRAINED}}.{{COMPILE}}
    steps_per_epoch = math.ceil(len(examples) / BATCH_SIZE)
    step = 0
{{AVERAGE}}{{BEGIN}}    for epoch in range(1, args.epochs + 1):
{{TRAIN}}        order = examples[shuffled_order(len(examples), SEED, epoch)]
        for start in range(0, len(order), BATCH_SIZE):
            batch = order[start : start + BATCH_SIZE]
            rate = learning_rate(step / steps_per_epoch, args.epochs, steps_per_epoch{{RATE}})
            {{TRAINED}}.optimizer.learning_rate = rate
{{BATCH}}            {{TRAINED}}.reset_metrics()  # what Keras returns is else the mean since the last reset
            losses = np.ravel({{TRAINED}}.train_on_batch({{ENTERING}}, {{TARGET}}))
            loss = float({{LOSS}})
{{AVERAGED}}            step += 1
            if args.losses:
                print(f"step {step}: {loss:.7f}", flush=True)
            if step == args.steps:
                break
{{EVALUATE}}        found = evaluate({{PREDICTS}}, test_images, test_labels, args.data) if len(test_images) > 0 else {}
        metrics = "".join(f", test {name} {value:.4f}" for name, value in found.items())
{{WATCHED}}        print(f"epoch {epoch}: loss {loss:.4f}{metrics}", flush=True)
        if step == args.steps:
            break
{{WATCH}}{{END}}{{SAVE}}    print(f"saved: {args.out}")


if __name__ == "__main__":
    train()
`;
