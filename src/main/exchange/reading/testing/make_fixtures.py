"""
`make_fixtures.py`: writes the files of `fixtures/` with PyTorch, and `expected.json`: the values of each tensor in the order of its shape.
"""

import json
import os
import pickle

import torch

folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "fixtures")
os.makedirs(folder, exist_ok=True)
torch.manual_seed(1)

kernel = torch.arange(24, dtype=torch.float32).reshape(2, 3, 2, 2) / 8
shared = torch.arange(10, dtype=torch.float32) / 4
state = {
    "conv.weight": kernel,
    "conv.bias": torch.tensor([0.5, -1.5]),
    "norm.num_batches_tracked": torch.tensor(7),
}
strided = {
    # The same numbers, channels last in memory.
    "conv.weight": kernel.contiguous(memory_format=torch.channels_last),
    "dense.weight": torch.arange(6, dtype=torch.float32).reshape(3, 2).t(),
    # Two parts of one storage, the second backward of every other number.
    "first": shared[2:5],
    "second": shared[1::3],
    "expanded": torch.tensor([2.5]).expand(4),
}
files = {
    "plain.pth": (state, {}),
    "strided.pth": (strided, {}),
    "legacy.pth": (strided, {"_use_new_zipfile_serialization": False}),
    "wrapped.pth": ({"epoch": 3, "optimizer": {"param_groups": [{"lr": 0.1}]}, "state_dict": {f"module.{k}": v for k, v in state.items()}}, {}),
    "half.pth": ({"a": torch.tensor([1.5, -2.25, 65504.0]).half(), "b": torch.tensor([1.5, -2.0, 3e38]).bfloat16(), "c": torch.tensor([1.5, 1e300], dtype=torch.float64)[:1]}, {}),
    "parameters.pth": ({"w": torch.nn.Parameter(torch.tensor([[1.0, 2.0]]))}, {}),
    # The legacy format lists storages that no tensor of the state dictionary uses.
    "legacy-optimizer.pth": ({"state_dict": {"w": torch.tensor([1.0, 2.0])}, "optimizer": {"state": [torch.tensor([5.0, 6.0, 7.0])]}}, {"_use_new_zipfile_serialization": False}),
}
expected = {}
for name, (value, options) in files.items():
    torch.save(value, os.path.join(folder, name), **options)
    tensors = value.get("state_dict", value)
    expected[name] = {key: {"shape": list(tensor.shape), "values": tensor.detach().float().reshape(-1).tolist()} for key, tensor in tensors.items()}


class Call:
    def __init__(self, function, *arguments):
        self.call = (function, arguments)

    def __reduce__(self):
        return self.call


marker = "/tmp/netloom-was-run"
torch.save({"w": torch.ones(2), "evil": Call(os.system, f"touch {marker}")}, os.path.join(folder, "os-system.pth"))
torch.save({"w": torch.ones(2), "evil": Call(eval, f"open({marker!r}, 'w')")}, os.path.join(folder, "eval-legacy.pth"), _use_new_zipfile_serialization=False)
torch.save(torch.nn.Linear(2, 2), os.path.join(folder, "whole-module.pth"))
torch.jit.save(torch.jit.script(torch.nn.Linear(1, 1)), os.path.join(folder, "torchscript.pt"))
with open(os.path.join(folder, "plain-pickle.pkl"), "wb") as file:
    pickle.dump({"w": [1.0, 2.0]}, file)
with open(os.path.join(folder, "expected.json"), "w") as file:
    json.dump(expected, file)
