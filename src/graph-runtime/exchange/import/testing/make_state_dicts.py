"""
`make_state_dicts.py [PACKAGES]`: writes `state-dicts.json`, the names and shapes of the state dictionaries of torchvision's networks and of
EfficientNet-Lite0 (`efficientnet-lite-pytorch`), by the preset that they belong to.
"""

import json
import os
import sys

sys.path[:0] = sys.argv[1:]

import torchvision.models as models  # noqa: E402
from efficientnet_lite_pytorch import EfficientNet  # noqa: E402

networks = {
    "resnet-18": models.resnet18(),
    "vgg-a": models.vgg11(),
    "densenet-121": models.densenet121(),
    "mobilenet-v2": models.mobilenet_v2(),
    "efficientnet-lite0": EfficientNet.from_name("efficientnet-lite0"),
}
lists = {
    preset: {name: list(value.shape) for name, value in network.state_dict().items()} for preset, network in networks.items()
}
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "state-dicts.json")
with open(path, "w") as file:
    file.write("{\n" + ",\n".join(f'  "{preset}": {json.dumps(shapes)}' for preset, shapes in lists.items()) + "\n}\n")
