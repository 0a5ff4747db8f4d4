"""Writes down what Keras makes of layers that golden/layers.json lacks, for GoldenLayersTest and KerasFileTest.

    python src/test/python/layers.py    # writes resources/golden/more-layers.json, resources/keras/more_*.keras and .json

Made with Keras 3.15 (float32, TensorFlow). Each case of the first file is a layer's JSON as Lamina reads it, weights, an
input, the output, and the gradients of sum(output * upstream). The other files are models with predictions.
"""

import json
import os
import zipfile
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"

import keras  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
from keras import layers as L  # noqa: E402

RESOURCES = Path(__file__).parent.parent / "resources"
random = np.random.default_rng(15)
keras.utils.set_random_seed(15)


def tensor(values):
    values = np.asarray(values, "float32")
    return {"shape": list(values.shape), "data": [float(value) for value in values.ravel()]}


def draw(shape):
    return random.normal(0, 1, shape).astype("float32")


def case(name, spec, layer, shape, names=()):
    x = tf.Variable(draw((2, *shape)))
    layer(x)
    for weight in layer.weights:
        weight.assign(draw(weight.shape) / 2)
    with tf.GradientTape() as tape:
        output = layer(x)
        upstream = draw(output.shape)
        total = tf.reduce_sum(output * upstream)
    gradients = tape.gradient(total, [x, *layer.trainable_weights])
    return {
        "name": name,
        "layer": spec,
        "training": False,
        "input": tensor(x),
        "weights": {key: tensor(weight) for key, weight in zip(names, layer.weights, strict=True)},
        "output": tensor(output),
        "upstream": tensor(upstream),
        "gradients": {key: tensor(tf.convert_to_tensor(value)) for key, value in zip(("input", *names), gradients, strict=True)},
    }


ACTIVATIONS = {
    "leakyRelu": "leaky_relu",
    "logSigmoid": "log_sigmoid",
    "hardTanh": "hard_tanh",
    "tanhShrink": "tanh_shrink",
    "hardShrink": "hard_shrink",
    "softShrink": "soft_shrink",
    "squareplus": "squareplus",
    "celu": "celu",
    "sparsePlus": "sparse_plus",
    "sparseSigmoid": "sparse_sigmoid",
}
KB, GB = ("kernel", "bias"), ("gamma", "beta")
SEPARABLE = ("depthwiseKernel", "pointwiseKernel", "bias")

cases = [case(f"activation_{ours}", {"type": "Activation", "activation": ours}, L.Activation(theirs), (9,)) for ours, theirs in ACTIVATIONS.items()]
cases += [
    case("relu_max", {"type": "ClippedReLU", "maxValue": 0.5}, L.ReLU(0.5), (9,)),
    case("relu_all", {"type": "ClippedReLU", "maxValue": 1, "negativeSlope": 0.1, "threshold": 0.3}, L.ReLU(1, 0.1, 0.3), (9,)),
    case("relu_threshold", {"type": "ClippedReLU", "threshold": 0.4}, L.ReLU(threshold=0.4), (9,)),
    case("relu_threshold_slope", {"type": "ClippedReLU", "negativeSlope": 0.2, "threshold": 0.4}, L.ReLU(None, 0.2, 0.4), (9,)),
    case("conv1d_groups", {"type": "Conv1D", "filters": 4, "kernelSize": 3, "groups": 2}, L.Conv1D(4, 3, groups=2), (7, 4), KB),
    case("conv1d_transpose", {"type": "Conv1DTranspose", "filters": 3, "kernelSize": 3, "strides": 2, "activation": "tanh"}, L.Conv1DTranspose(3, 3, 2, activation="tanh"), (4, 2), KB),
    case("conv1d_transpose_same", {"type": "Conv1DTranspose", "filters": 2, "kernelSize": 2, "strides": 3, "padding": "same"}, L.Conv1DTranspose(2, 2, 3, "same"), (4, 3), KB),
    case("depthwise_conv1d", {"type": "DepthwiseConv1D", "kernelSize": 3, "strides": 2, "depthMultiplier": 2}, L.DepthwiseConv1D(3, 2, depth_multiplier=2), (7, 2), KB),
    case("depthwise_conv1d_same", {"type": "DepthwiseConv1D", "kernelSize": 3, "padding": "same", "dilationRate": 2, "activation": "relu"}, L.DepthwiseConv1D(3, padding="same", dilation_rate=2, activation="relu"), (7, 2), KB),
    case("separable_conv1d", {"type": "SeparableConv1D", "filters": 3, "kernelSize": 3, "strides": 2, "padding": "same"}, L.SeparableConv1D(3, 3, 2, "same"), (7, 2), SEPARABLE),
    case("separable_conv1d_multiplier", {"type": "SeparableConv1D", "filters": 3, "kernelSize": 2, "depthMultiplier": 2, "dilationRate": 2}, L.SeparableConv1D(3, 2, depth_multiplier=2, dilation_rate=2), (7, 2), SEPARABLE),
    case("global_average_pooling1d", {"type": "GlobalAveragePooling1D"}, L.GlobalAveragePooling1D(), (5, 3)),
    case("global_max_pooling1d", {"type": "GlobalMaxPooling1D", "keepdims": True}, L.GlobalMaxPooling1D(keepdims=True), (5, 3)),
    case("up_sampling1d", {"type": "UpSampling1D", "size": 3}, L.UpSampling1D(3), (3, 2)),
    case("zero_padding1d", {"type": "ZeroPadding1D", "padding": [1, 2]}, L.ZeroPadding1D((1, 2)), (3, 2)),
    case("cropping1d", {"type": "Cropping1D", "cropping": [1, 2]}, L.Cropping1D((1, 2)), (6, 2)),
    case("group_normalization", {"type": "GroupNormalization", "groups": 2}, L.GroupNormalization(2), (3, 2, 4), GB),
    case("group_normalization_vector", {"type": "GroupNormalization", "groups": 3, "epsilon": 0.1}, L.GroupNormalization(3, epsilon=0.1), (6,), GB),
    case("instance_normalization", {"type": "GroupNormalization", "groups": -1, "scale": False}, L.GroupNormalization(-1, scale=False), (3, 2, 4), ("beta",)),
    case("resizing", {"type": "Resizing", "height": 5, "width": 3}, L.Resizing(5, 3), (3, 4, 2)),
    case("resizing_nearest", {"type": "Resizing", "height": 2, "width": 7, "interpolation": "nearest"}, L.Resizing(2, 7, "nearest"), (3, 4, 2)),
    case("center_crop", {"type": "CenterCrop", "height": 2, "width": 3}, L.CenterCrop(2, 3), (5, 4, 1)),
    case("feature_rescaling", {"type": "FeatureRescaling", "scale": [0.5, -2.0, 0.0], "offset": [1.0, 2.0, 3.0]}, L.Rescaling([0.5, -2.0, 0.0], [1.0, 2.0, 3.0]), (2, 3)),
    case("lstm_dropout", {"type": "LSTM", "units": 2, "dropout": 0.2, "recurrentDropout": 0.3}, L.LSTM(2, dropout=0.2, recurrent_dropout=0.3), (3, 2), ("kernel", "recurrentKernel", "bias")),
]
(RESOURCES / "golden" / "more-layers.json").write_text(json.dumps(cases) + "\n")


def save(name, model, x):
    for weight in model.weights:
        if weight.dtype == "float32":
            weight.assign(draw(weight.shape) / 2)
    path = RESOURCES / "keras" / f"{name}.keras"
    model.save(path)
    with zipfile.ZipFile(path) as archive:
        members = {member: archive.read(member) for member in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    answer = {"input": tensor(x), "output": tensor(model.predict(x, verbose=0))}
    (RESOURCES / "keras" / f"{name}.json").write_text(json.dumps(answer) + "\n")


save("more_sequences", keras.Sequential([
    keras.Input((20, 3)),
    L.ZeroPadding1D((1, 2)),
    L.Conv1D(4, 3, padding="causal", dilation_rate=2, activation="leaky_relu", kernel_initializer=keras.initializers.VarianceScaling(mode="fan_avg")),
    L.Conv1D(4, 2, groups=2, activation=L.LeakyReLU(0.1)),
    L.DepthwiseConv1D(3, activation=L.ReLU(2.0, threshold=0.1)),
    L.SpatialDropout1D(0.2),
    L.SeparableConv1D(4, 3, padding="same", activation="sparse_plus"),
    L.Cropping1D(1),
    L.UpSampling1D(2),
    L.Conv1DTranspose(3, 3, strides=2, padding="same"),
    L.ReLU(1.5, 0.1, 0.2),
    L.ActivityRegularization(0.1, 0.2),
    L.AlphaDropout(0.1),
    L.GaussianDropout(0.1),
    L.GroupNormalization(3),
    L.LSTM(4, return_sequences=True, dropout=0.2, recurrent_dropout=0.1),
    L.GRU(4, return_sequences=True, dropout=0.2),
    L.Rescaling([0.5, -2.0, 0.0, 1.0], [1.0, 2.0, 3.0, 0.0]),
    L.GlobalAveragePooling1D(keepdims=True),
    L.GlobalMaxPooling1D(),
]), draw((3, 20, 3)))

save("more_images", keras.Sequential([
    keras.Input((9, 8, 3)),
    L.RandomZoom((-0.1, 0.3), (0.1, 0.2), "nearest"),
    L.RandomZoom(0.2),
    L.RandomContrast(0.2),
    L.RandomBrightness((-0.1, 0.2), value_range=(0, 1)),
    L.Resizing(7, 9),
    L.CenterCrop(5, 6),
    L.Rescaling(0.5, [0.1, 0.2, 0.3]),
    L.GroupNormalization(-1),
    L.Conv2D(4, 3, activation="celu"),
    L.GlobalAveragePooling2D(),
]), draw((3, 9, 8, 3)))

# Mixed precision rounds on the way, so the wanted outputs are those of the same weights in float32.
def recurrent(policy):
    keras.config.set_dtype_policy(policy)
    return keras.Sequential([keras.Input((None, 3)), L.GRU(4), L.Dense(2)])


mixed, plain = recurrent("mixed_bfloat16"), recurrent("float32")
x = draw((3, 5, 3))
save("open_mixed", mixed, x)
plain.set_weights(mixed.get_weights())
answer = {"input": tensor(x), "output": tensor(plain.predict(x, verbose=0))}
(RESOURCES / "keras" / "open_mixed.json").write_text(json.dumps(answer) + "\n")

# Weights of float16 are the same numbers in float32.
keras.config.set_dtype_policy("float16")
half = keras.Sequential([keras.Input((3,)), L.Dense(4, activation="relu"), L.BatchNormalization(), L.Dense(2)])
keras.config.set_dtype_policy("float32")
plain = keras.models.clone_model(half, clone_function=lambda layer: layer.__class__.from_config({**layer.get_config(), "dtype": "float32"}))
x = draw((3, 3))
for weight in half.weights:
    weight.assign(draw(weight.shape) ** 2 / 2)
half.save(RESOURCES / "keras" / "half.keras")
plain.set_weights(half.get_weights())
answer = {"input": tensor(x), "output": tensor(plain.predict(x, verbose=0))}
(RESOURCES / "keras" / "half.json").write_text(json.dumps(answer) + "\n")

# Resized in all ways, and made larger by convolutions that say by how much.
x = keras.Input((5, 4, 2), name="x")
value = L.Resizing(4, 6, "area", pad_to_aspect_ratio=True, fill_value=0.5)(x)
value = L.Resizing(7, 6, "bicubic")(L.Conv2D(2, 2, padding="same")(value))
value = L.Conv2DTranspose(4, 3, strides=2, padding="same", output_padding=(0, 1), activation="tanh")(value)
value = L.Resizing(8, 5, "lanczos3", crop_to_aspect_ratio=True, antialias=True)(keras.ops.glu(value))
value = L.Conv1DTranspose(2, 2, strides=3, output_padding=1)(L.Reshape((8, 10))(value))
other = L.UpSampling2D(2, interpolation="bicubic")(L.Resizing(3, 3, "lanczos5", pad_to_aspect_ratio=True)(x))
ends = [L.Dense(4, activation="squareplus")(L.Flatten()(value)), keras.ops.hard_shrink(L.Dense(4)(L.Flatten()(other)))]
save("resized", keras.Model(x, L.Concatenate()(ends)), draw((3, 5, 4, 2)))
