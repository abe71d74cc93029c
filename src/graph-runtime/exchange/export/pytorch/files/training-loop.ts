import { watchLines } from '../../python/training/watching';
import { argumentsSource } from '../../python/training/command-line';
import { besideText, INDICES, sharedText } from '../../python/training/label-rows';
import { movedVariables, sizedLines } from '../../python/training/placed-labels';
import type { LoopFacts } from './loop-facts';

/** From clipping to `train`. */
export function trainingLoop(facts: LoopFacts): string {
  const { className, hasFrozen, hasFactors, hasWeights, isAveraged, takesColors, trainingShare, watching } =
    facts;
  const evaluated = isAveraged ? 'averaged' : 'model';
  const examples = 'drawn[held_out:]';
  const watch = watchLines(watching, {
    keep: `{name: value.clone() for name, value in ${evaluated}.state_dict().items()}`,
    restore: `${evaluated}.load_state_dict(best_weights)`,
    printing: (text) => ['if rank == 0:', `    print(${text}, flush=True)`],
  });
  const values: Readonly<Record<string, string>> = {
    MODEL: className,
    BEGIN: hasFrozen ? 'begin_training(model)' : 'model.train()',
    FREEZE: hasFrozen ? '    begin_training(model)\n' : '',
    GROUP_RATE: hasFactors ? 'rate * group["factor"]' : 'rate',
    EXAMPLES:
      trainingShare === 1
        ? examples
        : `share_of(${examples}, ${sharedText(facts.rows, 'labels.numpy()', 'torch')}, ${trainingShare})`,
    VALIDATION: watching === null ? '' : VALIDATION,
    COLORS: takesColors ? COLORS : '',
    WEIGHTS: hasWeights ? weightLines(facts) : '',
    GIVEN: `${hasWeights ? ', weights' : ''}${facts.isBlended ? ', share' : ''}`,
    BATCH: batchLines(facts)
      .map((line) => `            ${line}\n`)
      .join(''),
    WATCHED: watching === null ? '' : WATCHED.replace('model', evaluated),
    EVALUATED: evaluated,
    COPY: isAveraged ? '    averaged = copy.deepcopy(model)\n' : '',
    AVERAGE: isAveraged ? '            update_average(averaged, model)\n' : '',
    SHARED: watching === null ? '' : SHARED,
    WATCHES: watch.begin,
    RATE: watch.rate,
    WATCH: watch.epoch,
    END: watch.end,
  };
  const train = TRAIN.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
  return [
    ...(facts.isMixed ? [CALL] : []),
    CLIP,
    stepSource(facts),
    ...(isAveraged ? [UPDATE_AVERAGE] : []),
    evaluateSource(facts),
    train,
  ].join('\n\n');
}

/** Of each output that has some, where an example has several labels. */
function weightLines({ rows }: LoopFacts): string {
  const named = '{name: one.numpy() for name, one in columns_of(labels[examples], images).items()}';
  const weights = `class_weights(${rows?.areNamed === true ? named : 'labels[examples].numpy()'})`;
  return rows === null
    ? `    weights = torch.from_numpy(${weights}).to(device)\n`
    : `    weights = [torch.from_numpy(one).to(device) for one in ${weights}]\n`;
}

/** The lines that make a batch of what is stored. */
function batchLines(facts: LoopFacts): readonly string[] {
  const { placed, hasAugmentation, isBlended, rows, takesColors } = facts;
  const moved = movedVariables(placed);
  const lines = [...storedLines(facts, 'own')];
  if (facts.isCropped) lines.push(`${moved} = crop(${moved}, is_random=True)`);
  if (hasAugmentation) lines.push(`${moved} = augment(${moved}${takesColors ? ', colors' : ''})`);
  lines.push('x = to_input(x)', ...sizedLines(placed, INDICES.torch));
  if (isBlended) {
    const all = besideText(rows, 'y') === '' ? 'x' : 'x, y';
    lines.push(`${all}, share = mix(${all})`);
  }
  return lines;
}

/** Images and labels as they are stored, on the device. @param which of them */
function storedLines({ labels, rows }: LoopFacts, which: string): readonly string[] {
  const own = `labels[${which}].to(device)`;
  return [
    `x, y = to_unit(images[${which}].to(device)), ${labels === 'image' ? `to_unit(${own})` : own}`,
    ...(rows?.areNamed === true ? ['y = columns_of(y, x)'] : []),
  ];
}

/** @param labels the variable in whose rows numbers beside the examples are */
function modelCall({ isMixed, rows }: LoopFacts, labels: string): string {
  const entering = `normalize(x)${besideText(rows, labels)}`;
  return isMixed ? `outputs_of(model, ${entering})` : `model(${entering})`;
}

const CALL = `def outputs_of(model, *entering):
    """What the model gives: products in bfloat16, all else in float32."""
    with torch.autocast(entering[0].device.type, torch.bfloat16):
        outputs = model(*entering)
    return tuple(one.float() for one in outputs) if isinstance(outputs, tuple) else outputs.float()
`;

const UPDATE_AVERAGE = `@torch.no_grad()
def update_average(averaged, model):
    """Moves the average toward the weights after a step, running statistics among them."""
    for average, value in zip(averaged.state_dict().values(), model.state_dict().values()):
        if value.is_floating_point():
            average.mul_(EMA_DECAY).add_(value, alpha=1 - EMA_DECAY)
`;

const CLIP = `def clip(parameters):
    """Scales all gradients so that the norm of all of them together is at most CLIP_NORM."""
    gradients = [p.grad for p in parameters if p.grad is not None]
    norm = torch.stack([g.square().sum() for g in gradients]).sum().sqrt()
    if norm > CLIP_NORM:
        for g in gradients:
            g.mul_(CLIP_NORM / norm)
`;

function stepSource(facts: LoopFacts): string {
  const own = facts.hasWeights ? ', weights' : '';
  const share = facts.isBlended ? ', share' : '';
  return `def take_step(model, optimizer, x, labels${own}${share}, count, world_size):
    """One step on this process's part of a batch of \`count\` examples; returns the batch's mean loss."""
    optimizer.zero_grad()
    total = torch.zeros((), device=x.device)
    if len(x) > 0:
${objectiveLines(facts, own)}
        (minimized.sum() / count).backward()
        total = losses.detach().sum() / count
    parameters = [p for p in model.parameters() if p.requires_grad]
    if world_size > 1:
        for p in parameters:
            p.grad = torch.zeros_like(p) if p.grad is None else p.grad
            dist.all_reduce(p.grad)
        dist.all_reduce(total)
    if CLIP_NORM is not None:
        clip(parameters)
    optimizer.step()
    return total.item()
`;
}

/** The losses of the batch; where examples are mixed, those with the own and with the partner's labels, by their shares. */
function objectiveLines(facts: LoopFacts, own: string): string {
  const call = modelCall(facts, 'labels');
  const lines = facts.isBlended
    ? [
        `outputs = ${call}`,
        `owned = objective(outputs, model, x, labels${own})`,
        `others = objective(outputs, model, x, labels.roll(1, 0)${own})`,
        'losses, minimized = (share * a + (1 - share) * b for a, b in zip(owned, others))',
      ]
    : [`losses, minimized = objective(${call}, model, x, labels${own})`];
  return lines.map((line) => `        ${line}`).join('\n');
}

function evaluateSource(facts: LoopFacts): string {
  const { names, mains, isCropped, placed } = facts;
  const moved = movedVariables(placed);
  const isOne = names.length === 1;
  const scoresOf = (at: number) => (isOne ? 'scores' : `scores[${at}]`);
  const terms = mains.map(({ loss, target, weight, weightedClasses }, at) => {
    // Losses of an evaluation count all classes the same.
    const ones = weightedClasses === 0 ? '' : `, torch.ones(${weightedClasses}, device=device)`;
    return `${isOne || weight === 1 ? '' : `${weight} * `}${loss}(${scoresOf(at)}, ${target}${ones})`;
  });
  const lines = [
    ...storedLines(facts, 'start : start + 256'),
    ...(isCropped ? [`${moved} = crop(${moved})`] : []),
    'x = to_input(x)',
    ...sizedLines(placed, INDICES.torch),
    `scores = ${modelCall(facts, 'y')}`,
    `losses = ${terms.join(' + ')}`,
    'total += losses.sum().item()',
    ...names.map(({ count }, at) => {
      const { target = 'y' } = mains[at] ?? {};
      const isImage = target === 'x' || placed.some((one) => one.outside === null && one.variable === target);
      const compared = isImage ? `in_numpy(${target})` : `${target}.cpu().numpy()`;
      return `sums[${at}] += ${count}(in_numpy(${scoresOf(at)}), ${compared})`;
    }),
  ];
  const measures = names.map(({ measure, path, description }, at) => {
    const call = `${measure}(sums[${at}], len(images), ${description})`;
    return isOne
      ? `    return {"loss": total / len(images), **${call}}`
      : `    found |= {f"{name}@${path}": value for name, value in ${call}.items()}`;
  });
  return `def in_numpy(values):
    """Images with their channels last."""
    return (values.movedim(1, -1) if values.ndim == 4 else values).cpu().numpy()


@torch.no_grad()
def evaluate(model, images, labels, data, device):
    """Loss and metrics of examples."""
    model.eval()
    sums, total = [0] * ${names.length}, 0
    for start in range(0, len(images), 256):
${lines.map((line) => `        ${line}\n`).join('')}${isOne ? '' : '    found = {"loss": total / len(images)}\n'}${measures.join('\n')}${isOne ? '' : '\n    return found'}
`;
}

const VALIDATION = `    if has_split(args.data, "validation"):
        validation_images, validation_labels = load_split(args.data, "validation", args.limit)
    else:
        validation = torch.tensor(drawn[:held_out], dtype=torch.long).sort().values
        validation_images, validation_labels = images[validation], labels[validation]
`;

const COLORS = `    colors = torch.from_numpy(principal_colors(images[examples].permute(0, 2, 3, 1).numpy())).to(device)
`;

const WATCHED = `            watched = found
            if len(validation_images) > 0:
                watched = evaluate(model, validation_images, validation_labels, args.data, device)
                metrics += "".join(f", validation {name} {value:.4f}" for name, value in watched.items())
`;

const SHARED = `        if world_size > 1:
            known = [watched if rank == 0 else None]
            dist.broadcast_object_list(known, device=device)
            watched = known[0]
`;

const TRAIN = `def train(arguments=None):
${argumentsSource('PyTorch', 'trained.safetensors')}

    world_size, rank = int(os.environ.get("WORLD_SIZE", 1)), int(os.environ.get("RANK", 0))
    device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", 0))) if torch.cuda.is_available() else torch.device("cpu")
    if world_size > 1:
        dist.init_process_group("nccl" if device.type == "cuda" else "gloo")
    torch.manual_seed(SEED)
    model = {{MODEL}}()
    if not args.random:
        model.load_state_dict(load_file(HERE / "weights.safetensors"))
    model.to(device)
{{FREEZE}}{{COPY}}    torch.manual_seed(SEED + rank)

    images, labels = load_split(args.data, "train", args.limit)
    test_images, test_labels = load_split(args.data, "test", args.limit)
    share = 0 if has_split(args.data, "validation") else VALIDATION_SHARE
    held_out = held_out_count(len(images), share)
    drawn = shuffled_order(len(images), SEED, 0)
    examples = torch.tensor({{EXAMPLES}}).sort().values
{{VALIDATION}}{{COLORS}}{{WEIGHTS}}    optimizer = make_optimizer(model)
    steps_per_epoch = math.ceil(len(examples) / BATCH_SIZE)
    step = 0
{{WATCHES}}    for epoch in range(1, args.epochs + 1):
        {{BEGIN}}
        order = examples[torch.tensor(shuffled_order(len(examples), SEED, epoch))]
        for batch in order.split(BATCH_SIZE):
            rate = learning_rate(step / steps_per_epoch, args.epochs, steps_per_epoch{{RATE}})
            for group in optimizer.param_groups:
                group["lr"] = {{GROUP_RATE}}
            own = batch[rank::world_size]
{{BATCH}}            loss = take_step(model, optimizer, x, y{{GIVEN}}, len(batch), world_size)
{{AVERAGE}}            step += 1
            if rank == 0 and args.losses:
                print(f"step {step}: {loss:.7f}", flush=True)
            if step == args.steps:
                break
        if rank == 0:
            found = evaluate({{EVALUATED}}, test_images, test_labels, args.data, device) if len(test_images) > 0 else {}
            metrics = "".join(f", test {name} {value:.4f}" for name, value in found.items())
{{WATCHED}}            print(f"epoch {epoch}: loss {loss:.4f}{metrics}", flush=True)
        if step == args.steps:
            break
{{SHARED}}{{WATCH}}{{END}}    if rank == 0:
        state = {name: value.cpu() for name, value in {{EVALUATED}}.state_dict().items()}
        # Netloom knows by it that the order of the weights is this project's.
        save_file(state, args.out, metadata={"format": "pt", "project": "netloom"})
        print(f"saved: {args.out}")
    if world_size > 1:
        dist.destroy_process_group()


if __name__ == "__main__":
    train()
`;
