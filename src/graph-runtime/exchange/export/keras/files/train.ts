import { constantsSource } from '../../python/training/constants';
import { scheduleSource } from '../../python/training/schedules';
import { trainsAlike } from '../../pytorch/training/remarks';
import type { KerasFacts } from '../project-facts';
import { augmentationSource } from '../training/augmentations';
import { lossSource } from '../training/losses';
import { optimizerSource } from '../training/optimizers';

/** `train.py`: the training that the document describes; null where the network learns no classes of images. */
export function trainSource({ network, facts }: KerasFacts): string | null {
  const { training } = network.analysis.document;
  if (!trainsAlike(network, facts.targetKind)) return null;
  const { parameters, output } = network.output;
  const augmentation = augmentationSource(training.augmentation ?? []);
  const loss = `${parameters.loss}`;
  const parts = [
    HEAD,
    constantsSource(training),
    ...(training.optimizer.clipNorm === undefined ? [] : [CLIP]),
    optimizerSource(training),
    scheduleSource(training.schedule),
    lossSource(loss, Number(parameters.labelSmoothing ?? 0), output.shape[0] ?? 1),
    augmentation,
    MAIN.replace('{{AUGMENTED}}', augmentation === '' ? 'x' : 'augment(x, rng)').replace(
      '{{THRESHOLD}}',
      loss === 'meanSquaredError' ? '0.5' : '0',
    ),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

const HEAD = `"""Trains the network as Netloom does: python train.py --data DATA

DATA is a data set of Netloom (with its dataset.json), or a folder with one folder of images for each class.
"""

import argparse
import math
from pathlib import Path

import keras
import numpy as np

from data import held_out_count, load_split, normalize, shuffled_order, to_input, to_unit
from model import build_model

HERE = Path(__file__).parent
`;

const CLIP = `def clip(gradients):
    """Scales all gradients so that the norm of all of them together is at most CLIP_NORM."""
    norm = keras.ops.sqrt(sum(keras.ops.sum(keras.ops.square(g)) for g in gradients))
    scale = keras.ops.minimum(CLIP_NORM / keras.ops.maximum(norm, 1e-30), 1.0)
    return [g * scale for g in gradients]
`;

const MAIN = `def class_weights(labels):
    """Weights with which all classes count the same in sum."""
    counts = np.bincount(labels)
    shares = len(labels) / ((counts > 0).sum() * np.maximum(counts, 1))
    return np.where(counts > 0, shares, 0).astype(np.float32)


def accuracy(model, images, labels):
    right = 0
    for start in range(0, len(images), 256):
        x = normalize(to_input(to_unit(images[start : start + 256])))
        scores = model.predict_on_batch(x)
        answers = scores.argmax(1) if scores.shape[1] > 1 else (scores[:, 0] > {{THRESHOLD}}).astype(int)
        right += (answers == labels[start : start + 256]).sum()
    return right / len(images)


def train(arguments=None):
    parser = argparse.ArgumentParser(description="Trains the network as Netloom does.")
    parser.add_argument("--data", required=True, help="the folder of the data set")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--limit", type=int, help="only the first examples")
    parser.add_argument("--steps", type=int, help="end after this many steps")
    parser.add_argument("--random", action="store_true", help="begin with Keras's random weights")
    parser.add_argument("--losses", action="store_true", help="print the loss of every step")
    parser.add_argument("--out", default=str(HERE / "trained.keras"))
    args = parser.parse_args(arguments)

    keras.utils.set_random_seed(SEED)
    rng = np.random.default_rng(SEED)
    model = build_model()
    if not args.random:
        model.load_weights(HERE / "model.keras")
    model.compile(optimizer=make_optimizer(), loss=LOSS)

    images, labels = load_split(args.data, "train", args.limit)
    test_images, test_labels = load_split(args.data, "test", args.limit)
    held_out = held_out_count(len(images), VALIDATION_SHARE)
    examples = np.sort(shuffled_order(len(images), SEED, 0)[held_out:])
    weights = class_weights(labels[examples]) if BALANCED_CLASSES else None
    steps_per_epoch = math.ceil(len(examples) / BATCH_SIZE)
    step = 0
    for epoch in range(1, args.epochs + 1):
        order = examples[shuffled_order(len(examples), SEED, epoch)]
        for start in range(0, len(order), BATCH_SIZE):
            batch = order[start : start + BATCH_SIZE]
            model.optimizer.learning_rate = learning_rate(step / steps_per_epoch, args.epochs, steps_per_epoch)
            x = to_unit(images[batch])
            x = normalize(to_input({{AUGMENTED}}))
            importance = None if weights is None else weights[labels[batch]]
            model.reset_metrics()  # what Keras returns is else the mean since the last reset
            loss = float(np.ravel(model.train_on_batch(x, to_target(labels[batch]), sample_weight=importance))[0])
            step += 1
            if args.losses:
                print(f"step {step}: {loss:.7f}", flush=True)
            if step == args.steps:
                break
        result = accuracy(model, test_images, test_labels) if len(test_images) > 0 else float("nan")
        print(f"epoch {epoch}: loss {loss:.4f}, test accuracy {result:.4f}", flush=True)
        if step == args.steps:
            break
    model.save(args.out)
    print(f"saved: {args.out}")


if __name__ == "__main__":
    train()
`;
