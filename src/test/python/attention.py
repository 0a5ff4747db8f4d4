"""Writes down what Keras makes of attention and of dense layers on sequences, for GoldenLayersTest and GoldenAttentionTest.

    python src/test/python/attention.py    # writes resources/golden/attention.json and attention-of-three.json

Made with Keras 3.15 (float32, TensorFlow). Each case is a layer's JSON as Lamina reads it, weights, inputs, the output, and
in the first file the gradients of sum(output * upstream).
"""

import json
import os
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"

import keras  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402

GOLDEN = Path(__file__).parent.parent / "resources" / "golden"
random = np.random.default_rng(17)
keras.utils.set_random_seed(17)


def tensor(values):
    values = np.asarray(values, "float32")
    return {"shape": list(values.shape), "data": [float(value) for value in values.ravel()]}


def draw(shape):
    return random.normal(0, 1, shape).astype("float32")


def names(layer):
    if not isinstance(layer, keras.layers.MultiHeadAttention):
        return ["kernel", "bias"] if layer.weights else []
    parts = ("query", "key", "value", "attentionOutput")
    return [f"{part}/{kind}" for part in parts for kind in (("kernel", "bias") if layer._use_bias else ("kernel",))]


def drawn(layer, *inputs):
    layer(*inputs)
    for weight in layer.weights:
        weight.assign(draw(weight.shape) / 2)


def weights(layer):
    return {key: tensor(weight) for key, weight in zip(names(layer), layer.weights, strict=True)}


def case(name, spec, layer, x, call):
    """What the call of a layer with drawn weights gives, and its gradients."""
    with tf.GradientTape() as tape:
        output = call()
        upstream = draw(output.shape)
        total = tf.reduce_sum(output * upstream)
    gradients = tape.gradient(total, [x, *layer.trainable_weights])
    return {
        "name": name,
        "layer": spec,
        "training": False,
        "input": tensor(x),
        "weights": weights(layer),
        "output": tensor(output),
        "upstream": tensor(upstream),
        "gradients": {key: tensor(value) for key, value in zip(("input", *names(layer)), gradients, strict=True) if value is not None},
    }


def of_itself(name, spec, layer, shape, **call):
    x = tf.Variable(draw((2, *shape)))
    drawn(layer, x, x)
    return case(name, {"type": "MultiHeadAttention", **spec}, layer, x, lambda: layer(x, x, **call))


def of_one(name, spec, layer, shape):
    x = tf.Variable(draw((2, *shape)))
    if getattr(layer, "interpolation", None) == "area":
        x = tf.constant(x)  # TensorFlow has no gradient of it.
    drawn(layer, x)
    return case(name, spec, layer, x, lambda: layer(x))


def of_three():
    layer = keras.layers.MultiHeadAttention(2, 3)
    query, value, key = draw((2, 3, 4)), draw((2, 5, 2)), draw((2, 5, 3))
    query_mask = np.array([[1, 1, 0], [1, 1, 1]], bool)
    value_mask = np.array([[1, 0, 1, 1, 0], [1, 1, 1, 1, 1]], bool)
    query *= query_mask[..., None]
    value *= value_mask[..., None]
    key *= value_mask[..., None]
    drawn(layer, query, value, key)
    output = layer(*(keras.layers.Masking(0)(each) for each in (query, value, key)))
    return {
        "name": "of_three",
        "layer": {"type": "MultiHeadAttention", "numHeads": 2, "keyDim": 3},
        "inputs": [tensor(each) for each in (query, value, key)],
        "weights": weights(layer),
        "output": tensor(output),
    }


SNAKE = {"cropToAspectRatio": "crop_to_aspect_ratio", "padToAspectRatio": "pad_to_aspect_ratio", "fillValue": "fill_value"}
RESIZINGS = [(f"{kind}_{height}_{smooth}", height, width, {"interpolation": kind, "antialias": smooth})
             for kind in ("bilinear", "bicubic", "lanczos3", "lanczos5", "area", "nearest")
             for height, width in ((4, 9), (11, 2)) for smooth in (False, True)]
RESIZINGS += [("crop", 3, 6, {"cropToAspectRatio": True}), ("crop_high", 9, 2, {"cropToAspectRatio": True, "interpolation": "bicubic"}),
              ("pad", 3, 6, {"padToAspectRatio": True, "fillValue": 0.5}), ("pad_high", 9, 2, {"padToAspectRatio": True, "fillValue": -1.0})]

attention = keras.layers.MultiHeadAttention
cases = [
    of_itself("attention", {"numHeads": 2, "keyDim": 3}, attention(2, 3), (4, 5)),
    of_itself("attention_causal", {"numHeads": 3, "keyDim": 2, "causal": True}, attention(3, 2), (5, 4), use_causal_mask=True),
    of_itself("attention_unbiased", {"numHeads": 1, "keyDim": 4, "useBias": False}, attention(1, 4, use_bias=False), (3, 2)),
]
three = of_three()
cases += [
    of_itself("attention_sizes", {"numHeads": 2, "keyDim": 3, "valueDim": 2, "outputDim": 4}, attention(2, 3, value_dim=2, output_shape=4), (4, 5)),
    of_one("dense_steps", {"type": "Dense", "units": 3, "activation": "softmax"}, keras.layers.Dense(3, activation="softmax"), (4, 2)),
    *(of_one(f"resizing_{name}", {"type": "Resizing", "height": height, "width": width, **spec},
             keras.layers.Resizing(height, width, **{SNAKE.get(key, key): value for key, value in spec.items()}), (7, 5, 2))
      for name, height, width, spec in RESIZINGS),
    *(of_one(f"transpose1d_{padding}_{size}_{more}", {"type": "Conv1DTranspose", "filters": 2, "kernelSize": size, "strides": 3, "padding": padding, "outputPadding": more},
             keras.layers.Conv1DTranspose(2, size, 3, padding, output_padding=more), (4, 2))
      for padding, size, more in (("valid", 2, 0), ("valid", 1, 1), ("same", 3, 2), ("same", 2, 1), ("same", 1, 0))),
    of_one("transpose2d", {"type": "Conv2DTranspose", "filters": 2, "kernelSize": [3, 2], "strides": [2, 3], "padding": "same", "outputPadding": [1, 2]},
           keras.layers.Conv2DTranspose(2, (3, 2), (2, 3), "same", output_padding=(1, 2)), (2, 3, 2)),
    of_one("glu", {"type": "GLU"}, keras.layers.Lambda(keras.ops.glu), (3, 6)),
    of_one("dense_image", {"type": "Dense", "units": 2, "activation": "tanh"}, keras.layers.Dense(2, activation="tanh"), (3, 2, 4)),
]
(GOLDEN / "attention.json").write_text(json.dumps(cases) + "\n")
(GOLDEN / "attention-of-three.json").write_text(json.dumps([three]) + "\n")
