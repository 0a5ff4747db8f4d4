"""Makes NAME.json.gz for thirteen networks of keras.applications: what a .keras file says of the network, its variables as a
formula, and what Keras predicts.

    TF_ENABLE_ONEDNN_OPTS=0 KERAS_BACKEND=tensorflow python make.py [NAME ...]

Made with Keras 3.15.1 on TensorFlow. The weights themselves would take 700 MB. So {"config": ..., "variables": ..., "input": ...,
"output": ...} has for each array of numbers {"shape": ..., "seed": ..., "scale": ..., "offset": ...}: number i is offset + scale
(u(seed, i) - 1/2), where u is a hash in [0, 1). Each group of variables in the weights' file has a list of them. Means and variances of
batch normalization are such as the data has, so that the numbers stay in range down to the last layer.
"""

import gzip
import json
import sys
import zlib

import keras
import numpy as np
from keras import layers as L
from keras.src.utils import naming

PICTURES = 2
NETWORKS = {
    "VGG16": {"include_top": False, "pooling": "avg"},
    "ResNet50": {},
    "ResNet50V2": {},
    "MobileNet": {},
    "MobileNetV2": {},
    "MobileNetV3Small": {},
    "DenseNet121": {},
    "InceptionV3": {"size": 75},
    "Xception": {"size": 71},
    "EfficientNetB0": {},
    "EfficientNetV2B0": {},
    "NASNetMobile": {},
    "ConvNeXtTiny": {},
}


def uniform(seed, count):
    """A hash of seed and place, in [0, 1)."""
    x = np.arange(count, dtype=np.uint32) * np.uint32(0x9E3779B1) + np.uint32(seed)
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        x = (x ^ (x >> np.uint32(shift))) * np.uint32(factor)
    x ^= x >> np.uint32(16)
    return (x >> np.uint32(8)).astype("float32") / np.float32(1 << 24)


def formula(name, shape, scale, offset):
    return {"shape": list(shape), "seed": zlib.crc32(name.encode()), "scale": float(np.float32(scale)),
            "offset": float(np.float32(offset))}


def values(formula):
    u = uniform(formula["seed"], int(np.prod(formula["shape"])))
    numbers = np.float32(formula["offset"]) + np.float32(formula["scale"]) * (u - np.float32(0.5))
    return numbers.reshape(formula["shape"])


def groups(model, group=""):
    """The layers that have variables, by their groups in the weights' file."""
    counts = {}
    for layer in model.layers:
        name = naming.to_snake_case(type(layer).__name__)
        counts[name] = counts.get(name, -1) + 1
        inner = f"{group}layers/{name}" + (f"_{counts[name]}" if counts[name] else "")
        if hasattr(layer, "layers"):
            yield from groups(layer, inner + "/")
        elif layer.weights:
            yield inner, layer


def first(name, weight):
    """A formula for a weight by its name and shape."""
    kind = name.rsplit(" ", 1)[-1]
    if "kernel" in kind:
        inputs = np.prod(weight.shape[:-2 if weight.shape[-2] > 1 and "depthwise" in kind else -1])
        return formula(name, weight.shape, np.sqrt(12 * 1.5 / inputs), 0)
    scale, offset = {"bias": (0.2, 0), "gamma": (1, 1), "beta": (0.4, 0), "moving_mean": (0, 0),
                     "moving_variance": (0, 1), "mean": (0.2, 0.4), "variance": (0.04, 0.08), "count": (0, 0)}[kind]
    return formula(name, weight.shape, scale, offset)


def kind(layer, weight):
    """Its name; a depthwise convolution's kernel and LayerScale's weight have others."""
    if isinstance(layer, L.DepthwiseConv2D):
        return "bias" if weight.name == "bias" else "depthwise_kernel"
    return "gamma" if type(layer).__name__ == "LayerScale" else weight.name


def make(name, size=32, **options):
    keras.utils.clear_session()
    if options.get("include_top", True):
        options["classes"] = 10
    model = getattr(keras.applications, name)(weights=None, input_shape=(size, size, 3), **options)
    pixels = any(isinstance(layer, (L.Rescaling, L.Normalization)) for layer in model.layers)
    picture = formula("input", (16, size, size, 3), 255 if pixels else 2, 127.5 if pixels else 0)
    layers = dict(groups(model))
    variables = {group: [first(f"{group} {i} {kind(layer, weight)}", weight) for i, weight in enumerate(layer.weights)]
                 for group, layer in layers.items()}

    def fill():
        for group, layer in layers.items():
            for weight, given in zip(layer.weights, variables[group]):
                if kind(layer, weight) != "count":
                    weight.assign(values(given))
            if isinstance(layer, L.Normalization):
                layer.finalize_state()

    groups_of = {id(layer): group for group, layer in layers.items()}
    normalize = L.BatchNormalization.call

    def measure(layer, inputs, training=None, mask=None):
        """Normalizes by numbers that are near those of its input."""
        group = groups_of[id(layer)]
        mean, variance = (float(np.mean(each)) for each in keras.ops.moments(inputs, list(range(inputs.ndim - 1))))
        variance = max(variance, 1e-3)
        place = len(variables[group]) - 2
        for name, weight, scale, offset in (("mean", layer.moving_mean, np.sqrt(variance), mean),
                                            ("variance", layer.moving_variance, variance, variance)):
            variables[group][place] = formula(f"{group} {name}", weight.shape, scale, offset)
            weight.assign(values(variables[group][place]))
            place += 1
        return normalize(layer, inputs, training=False)

    fill()
    L.BatchNormalization.call = measure
    model(values(picture), training=False)
    L.BatchNormalization.call = normalize
    picture["shape"][0] = PICTURES
    group, head = list(layers.items())[-1]
    if options.get("classes"):  # So that not all is of one class.
        features = keras.Model(model.inputs, head.input).predict(values(picture), verbose=0)
        scores = features @ head.kernel.numpy().reshape(-1, options["classes"])
        kernel = variables[group][0]
        kernel["scale"] = float(np.float32(kernel["scale"] * 1.5 / np.std(scores)))
        fill()
    y = model.predict(values(picture), verbose=0)
    content = {"config": json.loads(model.to_json()), "variables": variables, "input": picture,
               "output": [float(f"{number:.7g}") for number in y.ravel()]}
    with open(name + ".json.gz", "wb") as file:
        file.write(gzip.compress(json.dumps(content, separators=(",", ":")).encode(), 9, mtime=0))
    print(name, model.count_params(), "parameters;", y.shape, "in", y.min(), y.max(), "differing by", np.abs(y[0] - y[1]).max())
    return model


if __name__ == "__main__":
    for network in sys.argv[1:] or NETWORKS:
        make(network, **NETWORKS[network])
