import { pythonString, pythonText } from '../../python/value';
import { channelsFirst } from '../layout';
import type { ProjectFacts } from '../project-facts';
import { trainsAlike } from '../training/remarks';

/** `data.py`: what the network is given, and what its scores mean. */
export function dataSource({ network, facts }: ProjectFacts): string {
  const { input, analysis } = network;
  const isImage = input.shape.length === 3;
  const { normalization } = analysis.document.training;
  const names = facts.classNames.map((name) => `    ${pythonString(name)},\n`).join('');
  const sizes = pythonText([...channelsFirst(input.shape)]);
  const range = isImage ? ' with values in [0, 1]' : '';
  const trains = trainsAlike(network, facts.targetKind);
  return `"""What the network is given, and what its scores mean."""

${trains ? IMPORTS : 'import torch'}

# Of one example, ${isImage ? '[channels, height, width]' : 'without the batch axis'}.
INPUT_SHAPE = ${sizes}

# In the order of the scores${facts.classNames.length === 0 ? '; not known' : ''}.
CLASS_NAMES = [${names === '' ? '' : `\n${names}`}]
${normalizationSource(normalization, isImage, range)}${trains ? LOADING : ''}`;
}

interface Normalization {
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

function normalizationSource(
  normalization: Normalization | undefined,
  isImage: boolean,
  range: string,
): string {
  if (normalization === undefined) {
    return `

def normalize(x):
    """Examples${range} as the network takes them: as they are."""
    return x
`;
  }
  const shape = isImage ? '.view(-1, 1, 1)' : '';
  return `
MEAN = torch.tensor([${normalization.mean.join(', ')}])${shape}
STD = torch.tensor([${normalization.deviation.join(', ')}])${shape}


def normalize(x):
    """Examples${range} as the network takes them. The model does not do it itself."""
    return (x - MEAN.to(x.device)) / STD.to(x.device)
`;
}

const IMPORTS = `import gzip
import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image, ImageOps`;

const LOADING = String.raw`

def load_split(folder, split, limit=None):
    """Images uint8 [N, channels, height, width] and labels int64 [N] of "train" or "test".

    The folder is a data set of Netloom, or has a folder of images for each class: in folders train
    and test, or (then there is nothing to test with) as it is.
    """
    folder = Path(folder)
    if (folder / "dataset.json").exists():
        images, labels = load_prepared(folder, split)
    else:
        images, labels = load_folders(folder, split)
    images, labels = images[:limit], labels[:limit]
    return torch.from_numpy(images.copy()).permute(0, 3, 1, 2), torch.from_numpy(labels.astype(np.int64))


def load_prepared(folder, split):
    description = json.loads((folder / "dataset.json").read_text(encoding="utf-8"))
    part = description["splits"][split]
    if description.get("format") == "idx":
        shape = description["imageShape"]
        images = read_bytes(folder / part["images"]["file"])[16:]
        labels = np.frombuffer(read_bytes(folder / part["labels"]["file"])[8:], np.uint8)
    else:
        shape = description["exampleShape"]
        images = read_bytes(folder / part["examples"]["file"])
        labels = np.frombuffer(read_bytes(folder / part["targets"]["file"]), "<i4")
    return np.frombuffer(images, np.uint8).reshape(-1, *shape), labels


def read_bytes(path):
    content = path.read_bytes()
    return gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content


def load_folders(folder, split):
    has_splits = (folder / "train").is_dir()
    if split == "test" and not has_splits:
        channels, height, width = INPUT_SHAPE
        return np.zeros((0, height, width, channels), np.uint8), np.zeros(0, np.int64)
    root = folder / split if has_splits else folder
    classes = sorted(path for path in root.iterdir() if path.is_dir() and path.name[0] not in "._")
    names = [path.name for path in classes]
    order = CLASS_NAMES if set(CLASS_NAMES) == set(names) else names
    images, labels = [], []
    for path in classes:
        for file in sorted(path.iterdir()):
            if file.is_file() and not file.name.startswith("."):
                images.append(read_image(file))
                labels.append(order.index(path.name))
    return np.stack(images), np.array(labels)


def read_image(path):
    """An image file in the network's size, uint8 [height, width, channels]."""
    channels, height, width = INPUT_SHAPE
    image = ImageOps.exif_transpose(Image.open(path)).convert("L" if channels == 1 else "RGB")
    pixels = np.asarray(image.resize((width, height), Image.Resampling.BILINEAR))
    return pixels.reshape(height, width, channels)


def to_unit(images):
    """Values in [0, 1]."""
    return images.float() * (1 / 255)


def to_input(x):
    """Images in the network's size, gray or in color as it takes them."""
    channels, height, width = INPUT_SHAPE
    if x.shape[1] == 1 and channels == 3:
        x = x.expand(-1, 3, -1, -1)
    elif x.shape[1] == 3 and channels == 1:
        x = (x * torch.tensor([0.299, 0.587, 0.114], device=x.device).view(-1, 1, 1)).sum(1, keepdim=True)
    if x.shape[2:] != (height, width):
        x = F.interpolate(x, (height, width), mode="bilinear", align_corners=False)
    return x


def held_out_count(count, share):
    return 0 if share == 0 else min(count - 1, max(1, int(count * share + 0.5)))


def shuffled_order(count, seed, epoch):
    """Netloom's order of the examples in an epoch: a permutation that seed and epoch decide."""
    weyl = 0x9E3779B9
    key = (mix(mix(np.uint64(seed ^ weyl)) + np.uint64(epoch * weyl & 0xFFFFFFFF))) & np.uint64(0xFFFFFFFF)
    numbers = mix(key + (np.arange(1, count + 1, dtype=np.uint64) * np.uint64(weyl) & np.uint64(0xFFFFFFFF)))
    order = list(range(count))
    for last in range(count - 1, 0, -1):
        pick = int(int(numbers[last]) / 2**32 * (last + 1))
        order[pick], order[last] = order[last], order[pick]
    return order


def mix(x):
    mask = np.uint64(0xFFFFFFFF)
    x = x & mask
    x = (x ^ (x >> np.uint64(16))) * np.uint64(0x7FEB352D) & mask
    x = (x ^ (x >> np.uint64(15))) * np.uint64(0x846CA68B) & mask
    return x ^ (x >> np.uint64(16))
`;
