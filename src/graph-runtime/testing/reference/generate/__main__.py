"""
Makes the reference files with PyTorch: `python3 -m generate`, in the folder of the files. Inputs and weights of cases that the files hold stay
as they are, results are computed again; `--check` writes nothing and fails where a result differs from the file by more than rounding, which
is another on each processor. Needs `pip install torch safetensors`.
"""

import sys

import torch

from generate import layers, optimizers, traces
from generate.reference_file import ReferenceFile

FILES = {"layers": layers, "optimizers": optimizers, "traces": traces}

is_check = "--check" in sys.argv[1:]
torch.set_num_threads(1)
failed = False
for name, module in FILES.items():
    file = ReferenceFile(name)
    module.generate(file)
    missing = sorted(set(file.known) - set(file.tensors))
    change, where = module.largest_change(file)
    print(f"{name}: {len(file.cases)} cases, {len(file.tensors)} tensors, largest change {change:.2g} {where}")
    if missing:
        print(f"  not made: {', '.join(missing)}")
    failed = failed or change > module.TOLERANCE or bool(missing)
    if not is_check:
        file.settle(module.TOLERANCE)
        file.write()
sys.exit(1 if is_check and failed else 0)
