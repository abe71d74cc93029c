"""
`frozen_peer.py REQUEST`: trains the network of `bench/transfer/frozen.ts` in PyTorch, its first convolution and normalization frozen, its
second ones at a tenth of the learning rate, and prints the loss of each step as a JSON list.
"""

import json
import sys

import numpy
import torch
from safetensors.numpy import load_file
from torch import nn

with open(sys.argv[1]) as file:
    request = json.load(file)
tensors = load_file(request["weights"])


def norm(name):
    layer = nn.BatchNorm2d(8)
    for own, theirs in [("gamma", "weight"), ("beta", "bias"), ("movingMean", "running_mean"), ("movingVariance", "running_var")]:
        getattr(layer, theirs).data = torch.tensor(tensors[f"{name}/{own}"])
    return layer


def conv(name, inputs):
    layer = nn.Conv2d(inputs, 8, 3, stride=2, padding=1)
    layer.weight.data = torch.tensor(tensors[f"{name}/kernel"].transpose(3, 2, 0, 1).copy())
    layer.bias.data = torch.tensor(tensors[f"{name}/bias"])
    return layer


dense = nn.Linear(392, 10)
# Rows are flattened from [height, width, channels] there and from [channels, height, width] here.
kernel = tensors["dense/kernel"].reshape(7, 7, 8, 10).transpose(3, 2, 0, 1)
dense.weight.data = torch.tensor(kernel.reshape(10, 392).copy())
dense.bias.data = torch.tensor(tensors["dense/bias"])
frozen = nn.Sequential(conv("conv1", 1), norm("norm1"))
slow = nn.Sequential(conv("conv2", 8), norm("norm2"))
frozen.requires_grad_(False)

settings = request["optimizer"]
rate = settings["learningRate"]
groups = [{"params": slow.parameters(), "lr": 0.1 * rate}, {"params": dense.parameters(), "lr": rate}]
optimizer = {
    "sgd": lambda: torch.optim.SGD(groups),
    "momentum": lambda: torch.optim.SGD(groups, momentum=settings["momentum"], nesterov=settings["nesterov"]),
    "adam": lambda: torch.optim.Adam(groups, betas=(settings["beta1"], settings["beta2"]), eps=settings["epsilon"]),
    "adamw": lambda: torch.optim.AdamW(
        groups, betas=(settings["beta1"], settings["beta2"]), eps=settings["epsilon"], weight_decay=settings["weightDecay"]
    ),
}[settings["type"]]()

images = numpy.fromfile(request["examples"], numpy.uint8).reshape(-1, 1, 28, 28).astype(numpy.float32) * numpy.float32(1 / 255)
labels = numpy.fromfile(request["labels"], numpy.uint8).astype(numpy.int64)
slow.train()
frozen.eval()
losses = []
for batch in request["batches"]:
    optimizer.zero_grad()
    features = torch.relu(frozen(torch.tensor(images[batch])))
    scores = dense(torch.relu(slow(features)).flatten(1))
    loss = nn.functional.cross_entropy(scores, torch.tensor(labels[batch]))
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
print(json.dumps(losses))
