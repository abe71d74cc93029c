"""
`make_state_dicts.py [PACKAGES]`: writes `state-dicts.json`, the names and shapes of the state dictionaries of torchvision's networks, of
EfficientNet-Lite0 (`efficientnet-lite-pytorch`) and of timm's DeiT, by the preset that they belong to.
"""

import json
import os
import sys

sys.path[:0] = sys.argv[1:]

import timm  # noqa: E402
import torchvision.models as models  # noqa: E402
from efficientnet_lite_pytorch import EfficientNet  # noqa: E402

networks = {
    "resnet-18": models.resnet18(),
    "vgg-a": models.vgg11(),
    "densenet-121": models.densenet121(),
    "mobilenet-v2": models.mobilenet_v2(),
    "inception-v3": models.inception_v3(init_weights=False),
    "mobilenet-v3-small": models.mobilenet_v3_small(),
    "mobilenet-v3-large": models.mobilenet_v3_large(),
    "squeezenet-1-0": models.squeezenet1_0(),
    "squeezenet-1-1": models.squeezenet1_1(),
    "shufflenet-v2": models.shufflenet_v2_x1_0(),
    "regnety-400mf": models.regnet_y_400mf(),
    "convnext-tiny": models.convnext_tiny(),
    "efficientnet-b0": models.efficientnet_b0(),
    "vit-tiny": models.VisionTransformer(224, 16, 12, 3, 192, 768),
    "vit-tiny as DeiT": timm.create_model("deit_tiny_patch16_224"),
    "efficientnet-lite0": EfficientNet.from_name("efficientnet-lite0"),
}
lists = {
    preset: {name: list(value.shape) for name, value in network.state_dict().items()} for preset, network in networks.items()
}
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "state-dicts.json")
with open(path, "w") as file:
    file.write("{\n" + ",\n".join(f'  "{preset}": {json.dumps(shapes)}' for preset, shapes in lists.items()) + "\n}\n")
