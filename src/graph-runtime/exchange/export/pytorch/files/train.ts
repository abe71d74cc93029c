import { augmentationSource } from '../training/augmentations';
import { lossSource } from '../training/losses';
import { optimizerFunction, optimizerSource } from '../training/optimizers';
import { constantsSource } from '../../python/training/constants';
import { scheduleSource } from '../../python/training/schedules';
import { trainsAlike } from '../training/remarks';
import type { ExportedLayer } from '../../network-to-export';
import type { ProjectFacts } from '../project-facts';

/** `train.py`: the training that the document describes, alone or in several processes; null where the network learns no classes of images. */
export function trainSource({ network, facts, className }: ProjectFacts): string | null {
  const { training } = network.analysis.document;
  if (!trainsAlike(network, facts.targetKind)) return null;
  const outputs = [network.output, ...network.auxiliary];
  const names = outputs.map((_, index) => (index === 0 ? 'loss_of' : `auxiliary_loss_of${index}`));
  const losses = outputs.map((output, index) =>
    lossSource(
      names[index] ?? '',
      `${output.parameters.loss}`,
      Number(output.parameters.labelSmoothing ?? 0),
    ),
  );
  const augmentation = augmentationSource(training.augmentation ?? []);
  const parts = [
    HEAD.replace('{{MODEL}}', className),
    constantsSource(training),
    optimizerSource(training.optimizer),
    optimizerFunction(training),
    scheduleSource(training.schedule),
    ...losses,
    objectiveSource(outputs, names),
    augmentation,
    MAIN.replace('{{MODEL}}', className)
      .replace('{{AUGMENTED}}', augmentation === '' ? 'x' : 'augment(x)')
      .replace('{{THRESHOLD}}', `${network.output.parameters.loss}` === 'meanSquaredError' ? '0.5' : '0'),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function objectiveSource(outputs: readonly ExportedLayer[], names: readonly string[]): string {
  const terms = outputs.map(({ layer, parameters }, index) => {
    const weight = layer.loss?.weight(parameters) ?? 1;
    const scores = outputs.length === 1 ? 'outputs' : `outputs[${index}]`;
    const term = `${names[index]}(${scores}, labels)`;
    return weight === 1 ? term : `${weight} * ${term}`;
  });
  return `def objective(outputs, labels):
    """What each example adds to what is minimized."""
    return ${terms.join(' + ')}
`;
}

const HEAD = `"""Trains the network as Netloom does.

    python train.py --data DATA
    torchrun --nproc-per-node 2 train.py --data DATA

DATA is a data set of Netloom (with its dataset.json), or a folder with one folder of images for each class.
"""

import argparse
import math
import os
from pathlib import Path

import torch
import torch.distributed as dist
import torch.nn.functional as F
from safetensors.torch import load_file, save_file

from data import held_out_count, load_split, normalize, shuffled_order, to_input, to_unit
from model import {{MODEL}}

HERE = Path(__file__).parent
`;

const MAIN = `def clip(parameters):
    """Scales all gradients so that the norm of all of them together is at most CLIP_NORM."""
    gradients = [p.grad for p in parameters if p.grad is not None]
    norm = torch.stack([g.square().sum() for g in gradients]).sum().sqrt()
    if norm > CLIP_NORM:
        for g in gradients:
            g.mul_(CLIP_NORM / norm)


def class_weights(labels):
    """Weights with which all classes count the same in sum."""
    counts = labels.bincount().float()
    return torch.where(counts > 0, len(labels) / ((counts > 0).sum() * counts.clamp_min(1)), 0.0)


def take_step(model, optimizer, x, labels, weights, count, world_size):
    """One step on this process's part of a batch of \`count\` examples; returns the batch's mean loss."""
    optimizer.zero_grad()
    total = torch.zeros((), device=x.device)
    if len(x) > 0:
        losses = objective(model(x), labels)
        if weights is not None:
            losses = losses * weights[labels]
        total = losses.sum() / count
        total.backward()
    parameters = list(model.parameters())
    if world_size > 1:
        for p in parameters:
            p.grad = torch.zeros_like(p) if p.grad is None else p.grad
            dist.all_reduce(p.grad)
        dist.all_reduce(total := total.detach())
    if CLIP_NORM is not None:
        clip(parameters)
    optimizer.step()
    return total.item()


@torch.no_grad()
def accuracy(model, images, labels, device):
    model.eval()
    right = 0
    for start in range(0, len(images), 256):
        x = normalize(to_input(to_unit(images[start : start + 256].to(device))))
        scores = model(x)
        answers = scores.argmax(1) if scores.shape[1] > 1 else (scores[:, 0] > {{THRESHOLD}}).long()
        right += (answers.cpu() == labels[start : start + 256]).sum().item()
    return right / len(images)


def train(arguments=None):
    parser = argparse.ArgumentParser(description="Trains the network as Netloom does.")
    parser.add_argument("--data", required=True, help="the folder of the data set")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--limit", type=int, help="only the first examples")
    parser.add_argument("--steps", type=int, help="end after this many steps")
    parser.add_argument("--random", action="store_true", help="begin with PyTorch's random weights")
    parser.add_argument("--losses", action="store_true", help="print the loss of every step")
    parser.add_argument("--out", default=str(HERE / "trained.safetensors"))
    args = parser.parse_args(arguments)

    world_size, rank = int(os.environ.get("WORLD_SIZE", 1)), int(os.environ.get("RANK", 0))
    device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", 0))) if torch.cuda.is_available() else torch.device("cpu")
    if world_size > 1:
        dist.init_process_group("nccl" if device.type == "cuda" else "gloo")
    torch.manual_seed(SEED)
    model = {{MODEL}}()
    if not args.random:
        model.load_state_dict(load_file(HERE / "weights.safetensors"))
    model.to(device)
    torch.manual_seed(SEED + rank)

    images, labels = load_split(args.data, "train", args.limit)
    test_images, test_labels = load_split(args.data, "test", args.limit)
    held_out = held_out_count(len(images), VALIDATION_SHARE)
    examples = torch.tensor(shuffled_order(len(images), SEED, 0)[held_out:]).sort().values
    weights = class_weights(labels[examples]).to(device) if BALANCED_CLASSES else None
    optimizer = make_optimizer(model.parameters())
    steps_per_epoch = math.ceil(len(examples) / BATCH_SIZE)
    step = 0
    for epoch in range(1, args.epochs + 1):
        model.train()
        order = examples[torch.tensor(shuffled_order(len(examples), SEED, epoch))]
        for batch in order.split(BATCH_SIZE):
            rate = learning_rate(step / steps_per_epoch, args.epochs, steps_per_epoch)
            for group in optimizer.param_groups:
                group["lr"] = rate
            own = batch[rank::world_size]
            x = to_unit(images[own].to(device))
            x = normalize(to_input({{AUGMENTED}}))
            loss = take_step(model, optimizer, x, labels[own].to(device), weights, len(batch), world_size)
            step += 1
            if rank == 0 and args.losses:
                print(f"step {step}: {loss:.7f}", flush=True)
            if step == args.steps:
                break
        if rank == 0:
            result = accuracy(model, test_images, test_labels, device) if len(test_images) > 0 else float("nan")
            print(f"epoch {epoch}: loss {loss:.4f}, test accuracy {result:.4f}", flush=True)
        if step == args.steps:
            break
    if rank == 0:
        save_file({name: value.cpu() for name, value in model.state_dict().items()}, args.out)
        print(f"saved: {args.out}")
    if world_size > 1:
        dist.destroy_process_group()


if __name__ == "__main__":
    train()
`;
