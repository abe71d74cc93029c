"""optimizers.json: ten steps of each optimizer on given gradients. `parameters[0]` is the start."""

import torch

OPTIMIZERS = {
    "sgd": torch.optim.SGD,
    "momentum": torch.optim.SGD,
    "nesterov": torch.optim.SGD,
    "sgd_weight_decay": torch.optim.SGD,
    "adam": torch.optim.Adam,
    "adamw": torch.optim.AdamW,
    "rmsprop": torch.optim.RMSprop,
    "adagrad": torch.optim.Adagrad,
}

# Says the same as the class that is chosen.
IMPLIED = {"decoupled_weight_decay"}


TOLERANCE = 1e-5


def generate(file):
    torch.manual_seed(0)
    for case in file.cases:
        name = case["name"]
        gradients = file.given(f"{name}/gradients", lambda: torch.randn(10, 5, 3))
        known = file.known.get(f"{name}/parameters")
        parameter = torch.nn.Parameter(torch.randn(5, 3) if known is None else known[0].clone())
        options = {key: value for key, value in case["defaults"].items() if key not in IMPLIED}
        optimizer = OPTIMIZERS[name]([parameter], **options)
        states = [parameter.detach().clone()]
        for gradient in gradients:
            parameter.grad = gradient.clone()
            optimizer.step()
            states.append(parameter.detach().clone())
        file.result(f"{name}/parameters", torch.stack(states))


def largest_change(file):
    return file.largest_change()
