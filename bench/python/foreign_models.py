"""
`foreign_models.py OUT [PACKAGES]`: networks of other libraries in the files that those write, with random weights, two random examples and what
the file's own program computes of them. Reads one line of JSON a model (`{"source", "name", "way"}`), answers with one, and waits for the next.
Needs torch, onnx, onnxruntime and onnxscript for ONNX; torchvision, timm and facenet-pytorch for their networks; keras and tensorflow, tf_keras for
theirs; in PACKAGES or installed.
"""

import json
import os
import sys
import warnings

out = sys.argv[1]
sys.path[:0] = sys.argv[2:]
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""
warnings.filterwarnings("ignore")

import numpy  # noqa: E402

EXAMPLES = 2


def write(values, name):
    path = os.path.join(out, name)
    numpy.ascontiguousarray(values, numpy.float32).tofile(path)
    return {"file": path, "shape": list(values.shape)}


def shaken(model):
    """Statistics, scales and biases away from 0 and 1, which would hide mistakes."""
    import torch

    torch.manual_seed(3)
    for module in model.modules():
        if isinstance(module, torch.nn.modules.batchnorm._BatchNorm):
            module.running_mean.uniform_(-0.1, 0.1)
            module.running_var.uniform_(0.8, 1.3)
        if getattr(module, "bias", None) is not None and hasattr(module.bias, "data"):
            module.bias.data.uniform_(-0.1, 0.1)
        if module.__class__.__name__.endswith(("BatchNorm2d", "LayerNorm", "LayerNorm2d", "GroupNorm")) and module.weight is not None:
            module.weight.data.uniform_(0.7, 1.3)
        for name, parameter in module.named_parameters(recurse=False):
            if name in ("gamma", "layer_scale", "cls_token", "pos_embed"):
                parameter.data.uniform_(0.3, 0.9)
    return model.eval()


def torch_model(source, name):
    if source == "torchvision":
        import torchvision

        options = {"weights": None}
        if name in ("googlenet", "inception_v3"):
            options["init_weights"] = False
        model = torchvision.models.get_model(name, **options)
        size = 299 if name == "inception_v3" else 128 if "_resnet" in name and name.startswith(("fcn", "deep")) else 224
        return shaken(model), [3, size, size]
    if source == "timm":
        import timm

        model = timm.create_model(name, pretrained=False)
        return shaken(model), list(model.default_cfg["input_size"])
    from facenet_pytorch.models import mtcnn

    build, size = {"pnet": (mtcnn.PNet, 40), "rnet": (mtcnn.RNet, 24), "onet": (mtcnn.ONet, 48)}[name]
    return build().eval(), [3, size, size]


def onnx_case(source, name, way):
    import onnxruntime
    import torch

    model, size = torch_model(source, name)
    images = torch.rand(EXAMPLES, *size)
    path = os.path.join(out, "model.onnx")
    with torch.no_grad():
        if way == "dynamo":
            torch.onnx.export(model, (images,), path, dynamo=True, verbose=False, external_data=False)
        else:
            torch.onnx.export(model, (images[:1],), path, dynamo=False, verbose=False)
    session = onnxruntime.InferenceSession(path)
    entry = session.get_inputs()[0].name
    examples = images.numpy()
    batch = EXAMPLES if way == "dynamo" else 1
    runs = [session.run(None, {entry: examples[at : at + batch]}) for at in range(0, EXAMPLES, batch)]
    outputs = [numpy.concatenate(parts) for parts in zip(*runs)]
    return path, [examples.transpose(0, 2, 3, 1)], [
        value.transpose(0, 2, 3, 1) if value.ndim == 4 else value for value in outputs
    ]


def keras_case(source, name, way):
    if source == "keras":
        import keras
    else:
        import tf_keras as keras
    keras.utils.set_random_seed(3)
    keras.backend.clear_session()
    size = 96 if "Inception" in name or name == "Xception" else 331 if name == "NASNetLarge" else 64
    options = {"weights": None, "input_shape": (size, size, 3), "classes": 10}
    if name.startswith("MobileNet") and name != "MobileNetV3Small" and name != "MobileNetV3Large":
        options["input_shape"] = (96, 96, 3)
    model = getattr(keras.applications, name)(**options)
    generator = numpy.random.default_rng(3)
    for layer in model.layers:
        for weight in layer.weights:
            kind = (getattr(weight, "path", None) or weight.name).split("/")[-1].split(":")[0]
            shape = tuple(weight.shape)
            if kind in ("gamma", "moving_variance", "variance"):
                weight.assign(generator.uniform(0.7, 1.3, shape))
            elif kind in ("beta", "moving_mean", "bias", "mean"):
                weight.assign(generator.uniform(-0.1, 0.1, shape))
    images = generator.uniform(0, 1, (EXAMPLES, *model.inputs[0].shape[1:])).astype("float32")
    scale = 255 if any(type(layer).__name__ in ("Rescaling", "Normalization") for layer in model.layers) else 1
    path = os.path.join(out, "model.h5" if way == "h5" else "model.keras")
    model.save(path)
    outputs = model.predict(images * scale, verbose=0)
    # Netloom's images have pixels between 0 and 1; a model that divides bytes is read as one of such.
    return path, [images], outputs if isinstance(outputs, list) else [outputs]


def answer(source, name, way):
    run = keras_case if source in ("keras", "tf_keras") else onnx_case
    path, inputs, outputs = run(source, name, way)
    return {
        "file": path,
        "inputs": [write(value, f"input{at}") for at, value in enumerate(inputs)],
        "outputs": [write(value, f"output{at}") for at, value in enumerate(outputs)],
    }


# What libraries print is not for whoever reads the answers.
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
for line in sys.stdin:
    request = json.loads(line)
    try:
        reply = answer(request["source"], request["name"], request["way"])
    except Exception as error:  # noqa: BLE001
        reply = {"problem": f"{type(error).__name__}: {error}"[:500]}
    print(json.dumps(reply), file=answers, flush=True)
