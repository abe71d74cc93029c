"""layers.json: what each layer makes of its inputs, and the gradients of a given output gradient."""

import torch
import torch.nn.functional as F
from torch import nn

from generate.modules import (
    Attention,
    ClassToken,
    FlattenLinear,
    Lookup,
    PositionEmbedding,
    Product,
    Recurrent,
    Scale,
    Separable,
    Unpool,
)

# How each layer of layers.json is written in PyTorch. To add a case, add its description to layers.json; a layer that is not here yet
# gets a line. Its inputs are drawn from SHAPES (batch axis first), unless the file already holds them.
LAYERS = {
    "conv2d": lambda p: nn.Conv2d(**p),
    "conv_transpose2d": lambda p: nn.ConvTranspose2d(**p),
    "pixel_shuffle": lambda p: nn.PixelShuffle(**p),
    "pixel_unshuffle": lambda p: nn.PixelUnshuffle(**p),
    "channel_shuffle": lambda p: nn.ChannelShuffle(**p),
    "crop": lambda p: nn.ZeroPad2d(tuple(-size for size in p["cropping"])),
    "slice": lambda p: lambda x: x[tuple(slice(*part) for part in p["slices"])],
    "mean": lambda p: lambda x: x.mean(**p),
    "sum": lambda p: lambda x: x.sum(**p),
    "amax": lambda p: lambda x: x.amax(**p),
    "norm": lambda p: lambda x: x.norm(**p),
    "subtract": lambda p: lambda a, b: a - b,
    "maximum": lambda p: torch.maximum,
    "minimum": lambda p: torch.minimum,
    "average": lambda p: lambda a, b: (a + b) / 2,
    "mish": lambda p: nn.Mish(),
    "celu": lambda p: nn.CELU(**p),
    "hardtanh": lambda p: nn.Hardtanh(),
    "softsign": lambda p: nn.Softsign(),
    "prelu": lambda p: nn.PReLU(**p),
    "glu": lambda p: nn.GLU(dim=1),
    "rms_norm": lambda p: nn.RMSNorm(**p),
    "instance_norm2d": lambda p: nn.InstanceNorm2d(**p),
    "layer_scale": lambda p: Scale(p["channels"]),
    "attention": lambda p: Attention(**p),
    "embedding": lambda p: Lookup(**p),
    "max_pool2d": lambda p: nn.MaxPool2d(**p),
    "avg_pool2d": lambda p: nn.AvgPool2d(**p),
    "adaptive_max_pool2d": lambda p: nn.AdaptiveMaxPool2d(**p),
    "reflection_pad2d": lambda p: nn.ReflectionPad2d(**p),
    "replication_pad2d": lambda p: nn.ReplicationPad2d(**p),
    "conv1d": lambda p: nn.Conv1d(**p),
    "causal_conv1d": lambda p: nn.Sequential(nn.ZeroPad1d((p["padding"], 0)), nn.Conv1d(**{**p, "padding": 0})),
    "max_pool1d": lambda p: nn.MaxPool1d(**p),
    "avg_pool1d": lambda p: nn.AvgPool1d(**p),
    "conv_transpose1d": lambda p: nn.ConvTranspose1d(**p),
    "max_unpool2d": lambda p: Unpool(**p),
    "lstm": lambda p: Recurrent(4, torch.lstm, **p),
    "gru": lambda p: Recurrent(3, torch.gru, **p),
    "matmul": lambda p: Product(**p),
    "adaptive_avg_pool2d": lambda p: nn.AdaptiveAvgPool2d(**p),
    "local_response_norm": lambda p: nn.LocalResponseNorm(**p),
    "batch_norm2d": lambda p: nn.BatchNorm2d(**p),
    "batch_norm1d": lambda p: nn.BatchNorm1d(**p),
    "linear": lambda p: nn.Linear(**p),
    "flatten then linear": lambda p: FlattenLinear(),
    "sigmoid": lambda p: nn.Sigmoid(),
    "tanh": lambda p: nn.Tanh(),
    "relu": lambda p: nn.ReLU(),
    "relu6": lambda p: nn.ReLU6(),
    "leaky_relu": lambda p: nn.LeakyReLU(**p),
    "elu": lambda p: nn.ELU(),
    "selu": lambda p: nn.SELU(),
    "gelu": lambda p: nn.GELU(),
    "silu": lambda p: nn.SiLU(),
    "hardswish": lambda p: nn.Hardswish(),
    "hardsigmoid": lambda p: nn.Hardsigmoid(),
    "softplus": lambda p: nn.Softplus(),
    "softmax": lambda p: nn.Softmax(dim=1),
    "log_softmax": lambda p: nn.LogSoftmax(dim=1),
    "add": lambda p: lambda a, b: a + b,
    "multiply": lambda p: lambda a, b: a * b,
    "concat": lambda p: lambda *inputs: torch.cat(inputs, dim=1),
    "layer_norm": lambda p: nn.LayerNorm(**p),
    "group_norm": lambda p: nn.GroupNorm(**p),
    "separable_conv2d": lambda p: Separable(**p),
    "upsample": lambda p: nn.Upsample(**{**p, "scale_factor": tuple(p["scale_factor"])}),
    "permute": lambda p: lambda x: x.permute(*p["dims"]),
    "reshape": lambda p: lambda x: x.reshape(p["shape"]),
    "scale_and_shift": lambda p: lambda x: p["scale"] * x + p["offset"],
    "identity": lambda p: nn.Identity(),
    "dropout": lambda p: nn.Dropout(**p),
    "dropout2d": lambda p: nn.Dropout2d(**p),
    "dot": lambda p: lambda a, b: (a * b).sum(-1, keepdim=True),
    "cosine_similarity": lambda p: lambda a, b: F.cosine_similarity(a, b, dim=-1).unsqueeze(-1),
    "cosine_distance": lambda p: lambda a, b: 1 - F.cosine_similarity(a, b, dim=-1).unsqueeze(-1),
    "pairwise_distance": lambda p: lambda a, b: F.pairwise_distance(a, b, eps=0, keepdim=True, **p),
    "squared_distance": lambda p: lambda a, b: F.pairwise_distance(a, b, eps=0, keepdim=True).square(),
    "class_token": lambda p: ClassToken(**p),
    "position_embedding": lambda p: PositionEmbedding(**p),
    "resize bilinear, antialias off, align_corners=False": lambda p: lambda x: F.interpolate(
        x, size=(p["size"], p["size"]), mode="bilinear", align_corners=False, antialias=False
    ),
}

# Inputs of new cases, by the case's name: one shape an input.
SHAPES: dict[str, list[list[int]]] = {
    "deconv_k2s2": [[2, 3, 4, 5]],
    "deconv_k3s2p1_op1": [[2, 2, 3, 4]],
    "deconv_k4s2p1": [[2, 3, 3, 3]],
    "deconv_k3s1": [[2, 2, 4, 3]],
    "deconv_k2s3_uneven": [[2, 2, 3, 2]],
    "crop": [[2, 3, 6, 7]],
    "pixel_shuffle": [[2, 12, 3, 2]],
    "pixel_unshuffle": [[2, 3, 6, 4]],
    "channel_shuffle": [[2, 12, 2, 3]],
    "act_mish": [[2, 3, 4, 4]],
    "act_celu": [[2, 3, 4, 4]],
    "act_celu_half": [[2, 12]],
    "act_hardtanh": [[2, 3, 4, 4]],
    "act_softsign": [[2, 3, 4, 4]],
    "act_prelu": [[2, 3, 4, 4]],
    "act_prelu_shared": [[2, 12]],
    "act_glu": [[2, 6, 3, 4]],
    "rms_norm": [[3, 5, 8]],
    "instance_norm": [[2, 3, 4, 5]],
    "instance_norm_plain": [[2, 3, 4, 5]],
    "layer_scale": [[2, 3, 4, 5]],
    "attention_self": [[2, 5, 8]],
    "attention_cross": [[2, 3, 8], [2, 5, 8]],
    "attention_cross_sizes": [[2, 3, 8], [2, 5, 6]],
    "embedding": [[3, 5]],
    "max_unpool_k2s2_ties": [[2, 3, 2, 3], [2, 3, 5, 6]],
    "max_unpool_k2s3p1": [[2, 2, 3, 2], [2, 2, 7, 5]],
    "deconv1d_k2s2": [[2, 3, 5]],
    "deconv1d_k4s2p1": [[2, 2, 4]],
    "deconv1d_k2s3_op1": [[2, 2, 4]],
    "slice_rows_strided": [[2, 3, 7, 4]],
    "slice_columns": [[2, 3, 4, 5]],
    "reduce_mean_channels": [[2, 5, 3, 2]],
    "reduce_norm_positions": [[2, 3, 4, 3]],
    "reduce_max_width": [[2, 3, 2, 5]],
    "reduce_sum_all": [[2, 3, 2, 2]],
    "merge_subtract": [[2, 3, 4, 5], [2, 3, 1, 1]],
    "merge_maximum": [[2, 3, 4, 5], [2, 3, 4, 5]],
    "merge_minimum": [[2, 3, 4, 5], [2, 3, 4, 5]],
    "merge_average": [[2, 3, 4, 5], [2, 3, 4, 5]],
    "adaptive_max_4x3_from_7x5": [[2, 3, 7, 5]],
    "adaptive_max_3x2_from_6x4": [[2, 2, 6, 4]],
    "pad_reflect": [[2, 3, 4, 5]],
    "pad_replicate": [[2, 3, 3, 2]],
    "conv1d_same": [[2, 4, 7]],
    "conv1d_strided_groups": [[2, 4, 9]],
    "conv1d_causal_dilated": [[2, 3, 8]],
    "max_pool1d": [[2, 3, 7]],
    "avg_pool1d_same": [[2, 3, 5]],
    "lstm_last": [[3, 5, 4]],
    "lstm_all": [[2, 4, 3]],
    "gru_all": [[2, 4, 3]],
    "gru_last": [[3, 5, 4]],
    "matmul": [[2, 3, 4], [2, 4, 5]],
    "matmul_transposed_scaled": [[2, 3, 4], [2, 5, 4]],
    "layer_norm": [[3, 5, 8]],
    "group_norm": [[2, 6, 3, 4]],
    "global_max": [[2, 3, 3, 4]],
    "separable_conv": [[2, 3, 5, 6]],
    "upsample_nearest": [[2, 2, 3, 2]],
    "upsample_bilinear": [[2, 2, 3, 2]],
    "permute_image": [[2, 3, 4, 2]],
    "permute_sequence": [[2, 3, 4]],
    "reshape": [[2, 12]],
    "scale_and_shift": [[2, 3, 4, 2]],
    "identity": [[2, 3, 4, 2]],
    "dropout_eval": [[3, 8]],
    "dropout2d_eval": [[2, 3, 4, 2]],
    "dot": [[3, 5], [3, 5]],
    "cosine_similarity": [[2, 3, 4], [2, 3, 4]],
    "cosine_distance": [[3, 5], [3, 5]],
    "distance_euclidean": [[3, 5], [3, 5]],
    "distance_manhattan": [[2, 3, 4], [2, 3, 4]],
    "distance_squared": [[3, 5], [3, 5]],
    "class_token": [[2, 3, 4]],
    "position_embedding": [[2, 3, 4]],
}


# Inputs of few whole numbers: numbers of rows, and maxima of which there are several.
WHOLE = {"embedding": (0, 7), "max_unpool_k2s2_ties": (-2, 3)}


def drawn(name, shape):
    return torch.randint(*WHOLE[name], shape).float() if name in WHOLE else torch.randn(shape)


TOLERANCE = 1e-5


def generate(file):
    torch.manual_seed(0)
    for case in file.cases:
        if case["layer"] == "cross_entropy":
            cross_entropy(file, case)
        else:
            layer(file, case)


def largest_change(file):
    return file.largest_change()


def layer(file, case):
    name = case["name"]
    module = LAYERS[case["layer"]]({key: value for key, value in case["params"].items() if key != "note"})
    if isinstance(module, nn.Module):
        module.train(case["mode"] == "train")
    weights = dict(module.named_parameters()) if isinstance(module, nn.Module) else {}
    statistics = {
        key: value
        for key, value in (module.named_buffers() if isinstance(module, nn.Module) else [])
        if key.startswith("running_")
    }
    with torch.no_grad():
        for key, weight in weights.items():
            weight.copy_(file.given(f"{name}/{key}", lambda: weight.detach().clone()))
        for key, value in statistics.items():
            before = f"{name}/{key}_before"
            if before in file.known or name in SHAPES:
                value.copy_(file.given(before, lambda: torch.rand_like(value) + 0.5))
    inputs = [
        file.given(f"{name}/x{index}", lambda: drawn(name, SHAPES[name][index])).requires_grad_()
        for index in range(case["inputs"])
    ]
    output = module(*inputs)
    gradient = file.given(f"{name}/dy", lambda: torch.randn_like(output))
    output.backward(gradient)
    file.result(f"{name}/y", output)
    for index, value in enumerate(inputs):
        file.result(f"{name}/dx{index}", value.grad)
    for key, weight in weights.items():
        file.result(f"{name}/d{key}", weight.grad)
    for key, value in statistics.items():
        if f"{name}/{key}_before" in file.tensors:
            file.result(f"{name}/{key}_after", value)


def cross_entropy(file, case):
    name = case["name"]
    scores = file.given(f"{name}/x0", lambda: torch.randn(6, 10)).requires_grad_()
    labels = file.given(f"{name}/labels", lambda: torch.randint(0, 10, (6,), dtype=torch.int32))
    loss = F.cross_entropy(scores, labels.long(), label_smoothing=case["params"]["label_smoothing"])
    loss.backward()
    file.result(f"{name}/y", loss.reshape(1))
    file.result(f"{name}/dx0", scores.grad)
