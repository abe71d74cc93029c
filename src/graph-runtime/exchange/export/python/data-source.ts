/** Functions of an exported `data.py` that need NumPy and Pillow only. */

/**
 * Reads data sets of Netloom and folders of images, uint8 `[N, height, width, channels]`.
 *
 * @param sizes what `INPUT_SHAPE` consists of: `channels, height, width`
 */
export function readingSource(sizes: string): string {
  return READING.replaceAll('{{SIZES}}', sizes);
}

const READING = String.raw`def load_prepared(folder, split):
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
        {{SIZES}} = INPUT_SHAPE
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
    {{SIZES}} = INPUT_SHAPE
    image = ImageOps.exif_transpose(Image.open(path)).convert("L" if channels == 1 else "RGB")
    pixels = np.asarray(image.resize((width, height), Image.Resampling.BILINEAR))
    return pixels.reshape(height, width, channels)`;

/** Netloom's order of examples, and how many are held out for validation. */
export const ORDER_SOURCE = String.raw`def held_out_count(count, share):
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
    return x ^ (x >> np.uint64(16))`;
