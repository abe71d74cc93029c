"""What `targets_peer.py` trains on: weights, examples and labels, as Netloom has written them."""

import json
import math

import numpy


def read_tensors(path):
    """Tensors of a safetensors file, by name."""
    with open(path, "rb") as file:
        content = file.read()
    length = int.from_bytes(content[:8], "little")
    header = json.loads(content[8 : 8 + length])
    header.pop("__metadata__", None)
    return {
        name: numpy.frombuffer(
            content, numpy.float32, math.prod(entry["shape"]), 8 + length + entry["data_offsets"][0]
        )
        .reshape(entry["shape"])
        .copy()
        for name, entry in header.items()
    }


def read_data(request):
    """Examples as the network takes them, and labels as they are stored."""
    stored = numpy.fromfile(request["examples"], numpy.uint8 if request["dtype"] == "uint8" else numpy.float32)
    examples = stored.reshape([-1, *request["exampleShape"]])
    if examples.dtype == numpy.uint8:
        examples = examples.astype(numpy.float32) * numpy.float32(1 / 255)
    kind = request["labels"]["kind"]
    types = {"class": numpy.int32, "classes": numpy.uint8, "numbers": numpy.float32, "columns": numpy.float32, "mask": numpy.uint8}
    if kind == "none":
        return examples, examples
    count = request["labels"]["numbers"]
    if count is not None:
        # Rows of bytes: numbers, and the pixels of a mask behind them.
        rows = numpy.fromfile(request["labels"]["file"], numpy.uint8).reshape(len(examples), -1)
        numbers = rows[:, : 4 * count].copy().view(numpy.float32)
        return examples, numpy.concatenate([numbers, rows[:, 4 * count :].astype(numpy.float32)], 1)
    if kind == "image":
        images = numpy.fromfile(request["labels"]["file"], numpy.uint8).astype(numpy.float32) * numpy.float32(1 / 255)
        return examples, images.reshape(len(examples), *request["labels"]["shape"])
    labels = numpy.fromfile(request["labels"]["file"], types[kind])
    shape = [len(examples), *request["exampleShape"][:2]] if kind == "mask" else [len(examples), -1]
    labels = labels.reshape(shape)
    return examples, labels[:, 0] if kind == "class" else labels
