"""
Trains the requested network with PyTorch, eagerly or, with the argument `compile`, by `torch.compile`.

The layout of tensors is PyTorch's own, channels first, as `DataLoader` and the book's code have it. With the argument `channels-last`,
network and images are converted, as PyTorch's guide to that layout does it: faster on processors, for those who know of it.
"""

import sys
import time

import torch
from torch import nn

from peer import load_data, measure, read_request, sides


def padded(module, parameters):
    """Symmetric padding is the module's own; "same" is, for stride 1 and odd sizes."""
    padding = parameters["padding"]
    if padding == "valid":
        return module(0)
    if padding == "same":
        size = parameters.get("kernelSize") or parameters["poolSize"]
        return module((size[0] // 2, size[1] // 2))
    top, bottom, left, right = sides(padding)
    if (top, left) == (bottom, right):
        return module((top, left))
    return nn.Sequential(nn.ZeroPad2d((left, right, top, bottom)), module(0))


def conv2d(p, channels):
    return padded(
        lambda padding: nn.Conv2d(
            channels, p["filters"], p["kernelSize"], p["strides"], padding, groups=p["groups"], bias=p["useBias"]
        ),
        p,
    )


def depthwise(p, channels):
    return padded(
        lambda padding: nn.Conv2d(
            channels, channels, p["kernelSize"], p["strides"], padding, groups=channels, bias=p["useBias"]
        ),
        p,
    )


def pooling(module):
    return lambda p, _: padded(lambda padding: module(p["poolSize"], p["strides"], padding), p)


MODULES = {
    "conv2d": conv2d,
    "depthwiseConv2d": depthwise,
    "maxPooling2d": pooling(nn.MaxPool2d),
    "averagePooling2d": pooling(nn.AvgPool2d),
    "globalAveragePooling2d": lambda p, _: nn.AdaptiveAvgPool2d(1),
    "flatten": lambda p, _: nn.Flatten(),
    "dense": lambda p, features: nn.Linear(features, p["units"], bias=p["useBias"]),
    "dropout": lambda p, _: nn.Dropout(p["rate"]),
    "sigmoid": lambda p, _: nn.Sigmoid(),
    "relu": lambda p, _: nn.ReLU(),
    "batchNormalization": lambda p, channels: nn.BatchNorm2d(channels, p["epsilon"], 1 - p["momentum"]),
}


class Network(nn.Module):
    def __init__(self, nodes):
        super().__init__()
        self.nodes = nodes
        self.parts = nn.ModuleDict(
            {
                str(index): MODULES[node["type"]](node["parameters"], node["channels"])
                for index, node in enumerate(nodes)
                if node["type"] in MODULES
            }
        )

    def forward(self, x):
        values = {}
        for index, node in enumerate(self.nodes):
            inputs = [values[path] for path in node["inputs"]]
            kind = node["type"]
            if kind == "output":
                return inputs[0]
            if kind == "input":
                values[node["path"]] = x
            elif kind == "add":
                values[node["path"]] = sum(inputs[1:], inputs[0])
            elif kind == "concatenate":
                values[node["path"]] = torch.cat(inputs, 1)
            else:
                values[node["path"]] = self.parts[str(index)](inputs[0])


def main():
    started = time.perf_counter()
    request = read_request()
    images, labels = load_data(request["folder"])
    # Images of one channel are the same bytes either way. Strides tell the layouts apart, and all layers keep that of what they are given:
    # `permute` would leave the strides of channels last, and with them the whole network in a layout that nobody chose.
    images, labels = torch.from_numpy(images).view(len(images), 1, *images.shape[1:3]), torch.from_numpy(labels)
    height, width, _ = request["nodes"][0]["parameters"]["shape"]
    model = Network(request["nodes"])
    model.train()
    if "channels-last" in sys.argv[1:]:
        images, model = (part.to(memory_format=torch.channels_last) for part in (images, model))
    optimizer = torch.optim.SGD(model.parameters(), lr=request["learningRate"])
    loss_function = nn.CrossEntropyLoss()
    forward = torch.compile(model) if "compile" in sys.argv[1:] else model

    def step(indices):
        chosen = torch.from_numpy(indices)
        examples, truth = images[chosen], labels[chosen]
        if (height, width) != (28, 28):
            examples = nn.functional.interpolate(examples, (height, width), mode="bilinear")
        optimizer.zero_grad()
        with torch.autocast("cpu", torch.bfloat16, enabled=request["precision"] == "mixed"):
            logits = forward(examples)
        loss = loss_function(logits.float(), truth)
        loss.backward()
        optimizer.step()
        return float(loss.detach()), int((logits.argmax(1) == truth).sum())

    measure(request, len(labels), step, started)


main()
