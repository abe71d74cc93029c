import { argumentsSource } from '../../python/training/command-line';
import type { MetricNames } from '../../python/training/metrics';
import type { ExportedTraining } from '../../python/training/trained-outputs';

/** What the end of an exported `train.py` depends on. */
export interface LoopFacts {
  readonly className: string;
  /** Of each main output. */
  readonly names: readonly (MetricNames & { readonly path: string })[];
  /** What each main output is compared with. */
  readonly targets: readonly ('x' | 'labels')[];
  readonly labels: ExportedTraining['labels'];
  readonly hasMasks: boolean;
  readonly hasWeights: boolean;
  readonly hasAugmentation: boolean;
  readonly hasFrozen: boolean;
  /** Whether the optimizer's groups have factors of the learning rate. */
  readonly hasFactors: boolean;
}

/** From clipping to `train`. */
export function trainingLoop(facts: LoopFacts): string {
  const { className, hasFrozen, hasFactors, hasWeights } = facts;
  return [CLIP, stepSource(facts), evaluateSource(facts), TRAIN]
    .join('\n\n')
    .replaceAll('{{MODEL}}', className)
    .replaceAll('{{BEGIN}}', hasFrozen ? 'begin_training(model)' : 'model.train()')
    .replaceAll('{{FREEZE}}', hasFrozen ? '    begin_training(model)\n' : '')
    .replaceAll('{{RATE}}', hasFactors ? 'rate * group["factor"]' : 'rate')
    .replaceAll(
      '{{WEIGHTS}}',
      hasWeights
        ? '    weights = torch.from_numpy(class_weights(labels[examples].numpy())).to(device)\n'
        : '',
    )
    .replaceAll('{{GIVEN}}', hasWeights ? ', weights' : '')
    .replaceAll('{{BATCH}}', batchLines(facts));
}

/** The lines that make a batch of what is stored. */
function batchLines({ hasMasks, hasAugmentation, labels }: LoopFacts): string {
  const lines = ['x, y = to_unit(images[own].to(device)), labels[own].to(device)'];
  if (hasAugmentation) lines.push(hasMasks ? 'x, y = augment(x, y)' : 'x = augment(x)');
  lines.push('x = to_input(x)');
  if (labels === 'mask') lines.push('y = to_mask(y).long()');
  return lines.map((line) => `            ${line}\n`).join('');
}

const CLIP = `def clip(parameters):
    """Scales all gradients so that the norm of all of them together is at most CLIP_NORM."""
    gradients = [p.grad for p in parameters if p.grad is not None]
    norm = torch.stack([g.square().sum() for g in gradients]).sum().sqrt()
    if norm > CLIP_NORM:
        for g in gradients:
            g.mul_(CLIP_NORM / norm)
`;

function stepSource({ hasWeights }: LoopFacts): string {
  const own = hasWeights ? ', weights' : '';
  return `def take_step(model, optimizer, x, labels${own}, count, world_size):
    """One step on this process's part of a batch of \`count\` examples; returns the batch's mean loss."""
    optimizer.zero_grad()
    total = torch.zeros((), device=x.device)
    if len(x) > 0:
        losses, minimized = objective(model(normalize(x)), model, x, labels${own})
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

function evaluateSource({ names, targets, hasMasks }: LoopFacts): string {
  const isOne = names.length === 1;
  const each = names.map(({ count }, at) => {
    const scores = isOne ? 'scores' : `scores[${at}]`;
    const target = targets[at] === 'x' ? 'in_numpy(x)' : 'y.numpy()';
    return `        sums[${at}] += ${count}(in_numpy(${scores}), ${target})`;
  });
  const measures = names.map(({ measure, path }, at) => {
    const call = `${measure}(sums[${at}], len(images), labels_of(data))`;
    return isOne
      ? `    return ${call}`
      : `    found |= {f"{name}@${path}": value for name, value in ${call}.items()}`;
  });
  return `def in_numpy(values):
    """Images with their channels last."""
    return (values.movedim(1, -1) if values.ndim == 4 else values).cpu().numpy()


@torch.no_grad()
def evaluate(model, images, labels, data, device):
    """Metrics of examples."""
    model.eval()
    sums = [0] * ${names.length}
    for start in range(0, len(images), 256):
        x = to_input(to_unit(images[start : start + 256].to(device)))
        y = ${hasMasks ? 'to_mask(labels[start : start + 256])' : 'labels[start : start + 256]'}
        scores = model(normalize(x))
${each.join('\n')}
${isOne ? measures.join('') : `    found = {}\n${measures.join('\n')}\n    return found`}
`;
}

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
{{FREEZE}}    torch.manual_seed(SEED + rank)

    images, labels = load_split(args.data, "train", args.limit)
    test_images, test_labels = load_split(args.data, "test", args.limit)
    share = 0 if has_split(args.data, "validation") else VALIDATION_SHARE
    held_out = held_out_count(len(images), share)
    examples = torch.tensor(shuffled_order(len(images), SEED, 0)[held_out:]).sort().values
{{WEIGHTS}}    optimizer = make_optimizer(model)
    steps_per_epoch = math.ceil(len(examples) / BATCH_SIZE)
    step = 0
    for epoch in range(1, args.epochs + 1):
        {{BEGIN}}
        order = examples[torch.tensor(shuffled_order(len(examples), SEED, epoch))]
        for batch in order.split(BATCH_SIZE):
            rate = learning_rate(step / steps_per_epoch, args.epochs, steps_per_epoch)
            for group in optimizer.param_groups:
                group["lr"] = {{RATE}}
            own = batch[rank::world_size]
{{BATCH}}            loss = take_step(model, optimizer, x, y{{GIVEN}}, len(batch), world_size)
            step += 1
            if rank == 0 and args.losses:
                print(f"step {step}: {loss:.7f}", flush=True)
            if step == args.steps:
                break
        if rank == 0:
            found = evaluate(model, test_images, test_labels, args.data, device) if len(test_images) > 0 else {}
            metrics = "".join(f", test {name} {value:.4f}" for name, value in found.items())
            print(f"epoch {epoch}: loss {loss:.4f}{metrics}", flush=True)
        if step == args.steps:
            break
    if rank == 0:
        state = {name: value.cpu() for name, value in model.state_dict().items()}
        # Netloom knows by it that the order of the weights is this project's.
        save_file(state, args.out, metadata={"format": "pt", "project": "netloom"})
        print(f"saved: {args.out}")
    if world_size > 1:
        dist.destroy_process_group()


if __name__ == "__main__":
    train()
`;
