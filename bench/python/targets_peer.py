"""
`targets_peer.py torch|keras REQUEST`: trains the requested network from the requested weights on the requested batches by SGD, and prints
the loss of each step as a JSON list. Images are `[n, height, width, channels]`; PyTorch's layout is made where its modules want it.
"""

import json
import sys

import numpy

from target_data import read_data, read_tensors


def class_weights(labels):
    """`n / (k n_c)`, as scikit-learn's `class_weight="balanced"` has them."""
    counts = numpy.bincount(labels)
    return (len(labels) / (numpy.count_nonzero(counts) * numpy.maximum(counts, 1))).astype(numpy.float32)


def pixel_weights(labels):
    """The same of the pixels of masks."""
    return class_weights(labels.ravel())


def positive_weights(labels):
    """Negatives by positives of each class, as PyTorch's documentation of `BCEWithLogitsLoss` recommends."""
    positives = labels.astype(numpy.int64).sum(0)
    return ((len(labels) - positives) / positives).astype(numpy.float32)


def train_torch(request):
    import torch
    import torch.nn.functional as F

    tensors = read_tensors(request["weights"])
    weights = {}
    for name, value in tensors.items():
        kernel = {4: (3, 2, 0, 1), 2: (1, 0)}.get(value.ndim) if name.endswith("kernel") else None
        weights[name] = torch.tensor(value.transpose(kernel) if kernel else value, requires_grad=True)

    def attention(path, x, heads):
        part = lambda name: weights[f"{path}/{name}"]
        packed = torch.cat([part(f"{name}Kernel").T for name in ("query", "key", "value")])
        biases = torch.cat([part(f"{name}Bias") for name in ("query", "key", "value")])
        # PyTorch's own function, which takes `[positions, n, features]`.
        x = x.transpose(0, 1)
        y, _ = F.multi_head_attention_forward(
            x, x, x, x.shape[-1], heads, packed, biases, None, None, False, 0.0,
            part("outputKernel").T, part("outputBias"), need_weights=False,
        )
        return y.transpose(0, 1)

    def recurrent(path, x, kind, every):
        # The gates lie as Keras has them: of a GRU, PyTorch begins with the second.
        order = [0, 1, 2, 3] if kind == "lstm" else [1, 0, 2]
        columns = lambda value: torch.cat([value.chunk(len(order), -1)[gate] for gate in order], -1)
        inner = columns(weights[f"{path}/recurrentKernel"])
        outer = columns(weights[f"{path}/kernel"].T)
        biases = weights[f"{path}/bias"]
        rows = [biases, torch.zeros_like(biases)] if kind == "lstm" else [columns(row) for row in biases]
        state = x.new_zeros(1, len(x), inner.shape[0])
        flat = [outer.T, inner.T, *rows]
        if kind == "lstm":
            y, _, _ = torch.lstm(x, (state, state), flat, True, 1, 0.0, True, False, True)
        else:
            y, _ = torch.gru(x, state, flat, True, 1, 0.0, True, False, True)
        return y if every else y[:, -1]

    def layer(node, inputs):
        x, path, p = inputs[0], node["weights"], node["parameters"]
        if node["type"] == "conv2d":
            return F.conv2d(x, weights[f"{path}/kernel"], weights[f"{path}/bias"], p["strides"], p["padding"])
        if node["type"] == "dense":
            return F.linear(x, weights[f"{path}/kernel"], weights[f"{path}/bias"])
        if node["type"] == "maxPooling2d":
            return F.max_pool2d(x, 2)
        if node["type"] == "classToken":
            return torch.cat([weights[f"{path}/token"].expand(len(x), 1, -1), x], 1)
        if node["type"] == "positionEmbedding":
            return x + weights[f"{path}/positions"]
        if node["type"] == "layerNormalization":
            return F.layer_norm(x, x.shape[-1:], weights[f"{path}/gamma"], weights[f"{path}/beta"], p["epsilon"])
        if node["type"] in ("lstm", "gru"):
            return recurrent(path, x, node["type"], p["returnSequences"])
        if node["type"] == "multiHeadAttention":
            return attention(path, x, p["heads"])
        if node["type"] == "slice" and x.ndim == 3:
            return x[:, p["begin"] : p["begin"] + p["size"]]
        if node["type"] == "flatten" and x.ndim == 3:
            return x.flatten(1)
        if node["type"] == "reshape" and x.ndim == 4:
            return x.permute(0, 2, 3, 1).reshape(-1, *p["targetShape"])
        if node["type"] == "flatten":
            return x.permute(0, 2, 3, 1).flatten(1)
        if node["type"] == "slice":
            return x[..., p["begin"] : p["begin"] + p["size"]]
        if node["type"] == "distance":
            return torch.linalg.vector_norm(inputs[0] - inputs[1], dim=-1, keepdim=True)
        if node["type"] == "sampling":
            mean, log_variance = inputs
            noise = torch.tensor(request["noise"][node["path"]][step], dtype=torch.float32).reshape(mean.shape)
            divergence = -0.5 * (1 + log_variance - mean**2 - log_variance.exp()).sum(1).mean()
            added.append(p["klWeight"] * divergence)
            return mean + torch.exp(0.5 * log_variance) * noise
        if node["type"] == "reshape":
            return x.reshape(-1, *p["targetShape"]).permute(0, 3, 1, 2)
        return {
            "relu": lambda: F.relu(x),
            "gelu": lambda: F.gelu(x),
            "add": lambda: sum(inputs[1:], x),
            "upSampling2d": lambda: F.interpolate(x, scale_factor=2, mode="nearest"),
            "concatenate": lambda: torch.cat(inputs, 1),
        }[node["type"]]()

    def forward(x):
        values, outputs = {}, {}
        for node in request["nodes"]:
            inputs = [values[path] for path in node["inputs"]]
            if node["type"] == "input" and node["parameters"]["takes"] == "numbers":
                values[node["path"]] = numbers_of_step
            elif node["type"] == "input" and node["parameters"]["takes"] == "second":
                values[node["path"]] = second_of_step.permute(0, 3, 1, 2)
            elif node["type"] == "input":
                # Of images that are compared, each input takes its rows.
                own = x[members.index(node["parameters"]["takes"]) :: len(members)]
                own = own.reshape(len(own), *node["shape"])
                values[node["path"]] = own.permute(0, 3, 1, 2) if own.ndim == 4 else own
            elif node["type"] == "output":
                outputs[node["path"]] = inputs[0]
            else:
                values[node["path"]] = layer(node, inputs)
        return outputs if len(outputs) > 1 else outputs["output"]

    takes = [node["parameters"]["takes"] for node in request["nodes"] if node["type"] == "input"]
    members = [name for name in ("example", "partner", "positive", "negative") if name in takes]
    margin = next(node["parameters"]["margin"] for node in request["nodes"] if node["type"] == "output")

    def contrastive(d, y):
        same = (y[0::2] == y[1::2]).float()
        return (same * d**2 + (1 - same) * F.relu(margin - d) ** 2).mean()

    examples, labels = read_data(request)
    # `[n, height, width, channels]` where labels are images.
    images = lambda y: y.permute(0, 3, 1, 2)
    if request["loss"] == "weightedCrossEntropy":
        factors = torch.tensor(class_weights(labels))
    if request["loss"] == "weightedBinaryCrossEntropy":
        positive = torch.nn.BCEWithLogitsLoss(pos_weight=torch.tensor(positive_weights(labels)))
    if request["loss"] == "weightedPixels":
        pixels = torch.nn.CrossEntropyLoss(weight=torch.tensor(pixel_weights(labels)), reduction="none")
    losses = {
        "weightedCrossEntropy": lambda z, y: (factors[y.long()] * F.cross_entropy(z, y.long(), reduction="none")).mean(),
        "weightedBinaryCrossEntropy": lambda z, y: positive(z, y.float()),
        # The mean over the number of pixels, not over the sum of their weights: decision 0172.
        "weightedPixels": lambda z, y: pixels(z, y.long()).mean(),
        "crossEntropy": lambda z, y: F.cross_entropy(z, y.long()),
        "binaryPixels": lambda z, y: F.binary_cross_entropy_with_logits(z[:, 0], y.float()),
        "binaryScore": lambda z, y: F.binary_cross_entropy_with_logits(z[:, 0], y.float()),
        # The weights are those of the network's outputs.
        "crossEntropyAndSquares": lambda z, y: F.cross_entropy(z["output"], y.long())
        + 3 * F.mse_loss(z["picture"], inputs_of_step.permute(0, 3, 1, 2)),
        "classAndNumber": lambda z, y: F.cross_entropy(z["output"], y[:, 0].long()) + 2 * F.mse_loss(z["ink"], y[:, 1:]),
        "classTagsAndBox": lambda z, y: F.cross_entropy(z["output"], y[:, 0].long())
        + F.binary_cross_entropy_with_logits(z["tags"], y[:, 1:3])
        + 2 * F.mse_loss(z["box"], y[:, 3:]),
        "classMaskAndNumber": lambda z, y: F.cross_entropy(z["output"], y[:, 0].long())
        + F.cross_entropy(z["pixels"], y[:, 2:].long().reshape(len(y), *z["pixels"].shape[2:]))
        + 2 * F.mse_loss(z["ink"], y[:, 1:2]),
        # The pixels of a second view lie behind the label, then those of the depth.
        "classAndDepth": lambda z, y: F.cross_entropy(z["output"], y[:, 0].long())
        + 2 * F.mse_loss(z["depth"], y[:, 1 + 3 * z["depth"][0].numel() :].reshape(z["depth"].shape) / 255),
        "mixedViews": lambda z, y: share * F.cross_entropy(z, y[:, 0].long())
        + (1 - share) * F.cross_entropy(z, y[:, 0].roll(1, 0).long()),
        # Numbers beside the image lie behind the label.
        "crossEntropyBeside": lambda z, y: F.cross_entropy(z, y[:, 0].long()),
        "mixedBeside": lambda z, y: share * F.cross_entropy(z, y[:, 0].long())
        + (1 - share) * F.cross_entropy(z, y[:, 0].roll(1, 0).long()),
        # As torchvision's `MixUp` and `CutMix`: the labels of both images, by their shares.
        "mixedCrossEntropy": lambda z, y: share * F.cross_entropy(z, y.long())
        + (1 - share) * F.cross_entropy(z, y.roll(1, 0).long()),
        "contrastive": lambda z, y: contrastive(z[:, 0], y),
        "triplet": lambda z, y: F.margin_ranking_loss(z[:, 1], z[:, 0], torch.ones(len(z)), margin),
        "dice": lambda z, y: dice(torch.softmax(z, 1), F.one_hot(y.long(), z.shape[1]).permute(0, 3, 1, 2)),
        "meanSquaredError": lambda z, y: F.mse_loss(z, images(y) if y.ndim == 4 else y),
        "meanAbsoluteError": lambda z, y: F.l1_loss(z, y),
        "huber": lambda z, y: F.huber_loss(z, y, delta=1.0),
        "binaryCrossEntropy": lambda z, y: F.binary_cross_entropy_with_logits(z, images(y) if y.ndim == 4 else y.float()),
    }

    def dice(p, t):
        common, total = (p * t).sum((2, 3)), (p + t).sum((2, 3))
        return 1 - ((2 * common + 1) / (total + 1)).mean()

    optimizer = torch.optim.SGD(weights.values(), request["rate"])
    for step, batch in enumerate(request["batches"]):
        optimizer.zero_grad()
        added = []
        inputs_of_step = torch.tensor(examples[batch])
        numbers_of_step = torch.tensor(labels[batch][:, 1:]) if request["loss"].endswith("Beside") else None
        second_of_step = None
        if request["loss"] in ("classAndDepth", "mixedViews"):
            pixels = labels[batch][:, 1 : 1 + 3 * examples[0].size]
            second_of_step = torch.tensor(pixels).reshape(*inputs_of_step.shape[:3], 3) / 255
        if request["mixing"] is not None:
            share = request["mixing"][step]["share"]
            own = torch.tensor(request["mixing"][step]["own"]).reshape(*inputs_of_step.shape[1:3], 1)
            inputs_of_step = own * inputs_of_step + (1 - own) * inputs_of_step.roll(1, 0)
            if second_of_step is not None:
                second_of_step = own * second_of_step + (1 - own) * second_of_step.roll(1, 0)
            if numbers_of_step is not None:
                numbers_of_step = share * numbers_of_step + (1 - share) * numbers_of_step.roll(1, 0)
        loss = losses[request["loss"]](forward(inputs_of_step), torch.tensor(labels[batch]))
        # What layers add is minimized, and not reported.
        sum(added, loss).backward()
        optimizer.step()
        yield loss.item()


def train_keras(request):
    import keras
    import tensorflow as tf

    tensors = read_tensors(request["weights"])
    layers = {
        "conv2d": lambda p: keras.layers.Conv2D(p["filters"], 3, padding="same"),
        "dense": lambda p: keras.layers.Dense(p["units"]),
        "maxPooling2d": lambda p: keras.layers.MaxPooling2D(2),
        "flatten": lambda p: keras.layers.Flatten(),
        "reshape": lambda p: keras.layers.Reshape(p["targetShape"]),
        "relu": lambda p: keras.layers.ReLU(),
        "upSampling2d": lambda p: keras.layers.UpSampling2D(2, interpolation="nearest"),
        "concatenate": lambda p: keras.layers.Concatenate(),
    }
    values = {}
    for node in request["nodes"]:
        inputs = [values[path] for path in node["inputs"]]
        if node["type"] == "input":
            start = values[node["path"]] = keras.Input(node["shape"])
        elif node["type"] == "output":
            model = keras.Model(start, inputs[0])
        else:
            layer = layers[node["type"]](node["parameters"])
            values[node["path"]] = layer(inputs if len(inputs) > 1 else inputs[0])
            named = [tensors[name] for name in (f"{node['path']}/kernel", f"{node['path']}/bias") if name in tensors]
            if named:
                layer.set_weights(named)
    examples, labels = read_data(request)

    def dice(y, z):
        p, t = tf.nn.softmax(z), tf.one_hot(tf.cast(y, tf.int32), z.shape[-1])
        common, total = tf.reduce_sum(p * t, (1, 2)), tf.reduce_sum(p + t, (1, 2))
        return 1 - tf.reduce_mean((2 * common + 1) / (total + 1))

    def weighted_binary(y, z):
        return tf.reduce_mean(tf.nn.weighted_cross_entropy_with_logits(y, z, positive_weights(labels)))

    cross_entropy = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    losses = {
        "weightedCrossEntropy": cross_entropy,
        "weightedPixels": cross_entropy,
        "binaryPixels": lambda y, z: tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(tf.cast(y, z.dtype), tf.reshape(z, tf.shape(y)))),
        "weightedBinaryCrossEntropy": weighted_binary,
        "crossEntropy": cross_entropy,
        "dice": dice,
        "meanSquaredError": keras.losses.MeanSquaredError(),
        "meanAbsoluteError": keras.losses.MeanAbsoluteError(),
        "huber": keras.losses.Huber(delta=1.0),
        "binaryCrossEntropy": keras.losses.BinaryCrossentropy(from_logits=True),
    }
    model.compile(keras.optimizers.SGD(request["rate"]), losses[request["loss"]])
    weighted = request["loss"] == "weightedCrossEntropy"
    weights = dict(enumerate(map(float, class_weights(labels)))) if weighted else None
    for batch in request["batches"]:
        model.reset_metrics()
        x, y = examples[batch], labels[batch]
        y = y.astype(numpy.float32) if request["labels"]["kind"] == "classes" else y
        factors = pixel_weights(labels)[y] if request["loss"] == "weightedPixels" else None
        yield float(model.train_on_batch(x, y, sample_weight=factors, class_weight=weights))


peer, path = sys.argv[1:]
with open(path) as file:
    wanted = json.load(file)
print(json.dumps(list({"torch": train_torch, "keras": train_keras}[peer](wanted))))
