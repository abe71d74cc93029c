import { argumentsSource } from '../../python/training/command-line';
import type { MetricNames } from '../../python/training/metrics';

/** What the end of an exported `train.py` depends on. */
export interface LoopFacts {
  /** Main outputs. */
  readonly outputs: readonly OutputFacts[];
  readonly hasMasks: boolean;
  readonly hasWeights: boolean;
  readonly hasAugmentation: boolean;
  readonly hasFrozen: boolean;
}

interface OutputFacts extends MetricNames {
  readonly path: string;
  readonly weight: number;
  /** Makes the loss. */
  readonly loss: string;
  /** What the loss is given, of `x` and `y`. */
  readonly target: string;
  /** What the metrics are given. */
  readonly compared: string;
}

/** From the metrics of a split to `train`. */
export function trainingLoop(facts: LoopFacts): string {
  const { outputs, hasFrozen, hasWeights } = facts;
  const listed = (texts: readonly string[]) =>
    texts.length === 1 ? texts.join('') : `[${texts.join(', ')}]`;
  const isWeighted = outputs.some(({ weight }) => weight !== 1);
  const weights = isWeighted ? `, loss_weights=[${outputs.map(({ weight }) => weight).join(', ')}]` : '';
  return [evaluateSource(facts), TRAIN]
    .join('\n\n')
    .replaceAll('{{FREEZE}}', hasFrozen ? '    freeze(model)\n' : '')
    .replaceAll('{{WEIGHTS}}', hasWeights ? '    weights = class_weights(labels[examples])\n' : '')
    .replaceAll(
      '{{COMPILE}}',
      `model.compile(optimizer=make_optimizer(), loss=${listed(outputs.map(({ loss }) => loss))}${weights})`,
    )
    .replaceAll('{{BATCH}}', batchLines(facts))
    .replaceAll('{{TARGET}}', listed(outputs.map(({ target }) => target)))
    .replaceAll('{{LOSS}}', reported(outputs));
}

/** What is minimized is what Keras returns; of a single output, what is reported is without its weight. */
function reported([only, second]: readonly OutputFacts[]): string {
  return second === undefined && only !== undefined && only.weight !== 1 ? ` / ${only.weight}` : '';
}

function batchLines({ hasMasks, hasAugmentation }: LoopFacts): string {
  const lines = ['x, y = to_unit(images[batch]), labels[batch]'];
  if (hasAugmentation) lines.push(hasMasks ? 'x, y = augment(x, y, rng)' : 'x = augment(x, rng)');
  lines.push('x = to_input(x)');
  if (hasMasks) lines.push('y = to_mask(y)');
  return lines.map((line) => `            ${line}\n`).join('');
}

function evaluateSource({ outputs, hasMasks }: LoopFacts): string {
  const [only, second] = outputs;
  const isOne = second === undefined && only !== undefined;
  const each = outputs.map(({ count, compared }, at) => {
    const scores = isOne ? 'scores' : `scores[${at}]`;
    return `        sums[${at}] += ${count}(${scores}, ${compared})`;
  });
  const measures = outputs.map(({ measure, path }, at) => {
    const call = `${measure}(sums[${at}], len(images), labels_of(data))`;
    return isOne
      ? `    return ${call}`
      : `    found |= {f"{name}@${path}": value for name, value in ${call}.items()}`;
  });
  return `def evaluate(model, images, labels, data):
    """Metrics of examples."""
    sums = [0] * ${outputs.length}
    for start in range(0, len(images), 256):
        x, y = to_input(to_unit(images[start : start + 256])), labels[start : start + 256]
${hasMasks ? '        y = to_mask(y)\n' : ''}        scores = model.predict_on_batch(normalize(x))
${each.join('\n')}
${isOne ? measures.join('') : `    found = {}\n${measures.join('\n')}\n    return found`}
`;
}

const TRAIN = `def train(arguments=None):
${argumentsSource('Keras', 'trained.keras')}

    keras.utils.set_random_seed(SEED)
    rng = np.random.default_rng(SEED)
    model = build_model()
    if not args.random:
        model.load_weights(HERE / "model.keras")
{{FREEZE}}
    images, labels = load_split(args.data, "train", args.limit)
    test_images, test_labels = load_split(args.data, "test", args.limit)
    share = 0 if has_split(args.data, "validation") else VALIDATION_SHARE
    held_out = held_out_count(len(images), share)
    examples = np.sort(shuffled_order(len(images), SEED, 0)[held_out:])
{{WEIGHTS}}    {{COMPILE}}
    steps_per_epoch = math.ceil(len(examples) / BATCH_SIZE)
    step = 0
    for epoch in range(1, args.epochs + 1):
        order = examples[shuffled_order(len(examples), SEED, epoch)]
        for start in range(0, len(order), BATCH_SIZE):
            batch = order[start : start + BATCH_SIZE]
            model.optimizer.learning_rate = learning_rate(step / steps_per_epoch, args.epochs, steps_per_epoch)
{{BATCH}}            model.reset_metrics()  # what Keras returns is else the mean since the last reset
            loss = float(np.ravel(model.train_on_batch(normalize(x), {{TARGET}}))[0]){{LOSS}}
            step += 1
            if args.losses:
                print(f"step {step}: {loss:.7f}", flush=True)
            if step == args.steps:
                break
        found = evaluate(model, test_images, test_labels, args.data) if len(test_images) > 0 else {}
        metrics = "".join(f", test {name} {value:.4f}" for name, value in found.items())
        print(f"epoch {epoch}: loss {loss:.4f}{metrics}", flush=True)
        if step == args.steps:
            break
    model.save(args.out)
    print(f"saved: {args.out}")


if __name__ == "__main__":
    train()
`;
