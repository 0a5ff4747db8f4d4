"""Draws random Keras models and writes down what Keras makes of them, for KerasModelsTest.

    python src/test/python/keras_models.py FOLDER [--seed 15] [--first 0] [--count 200]
    python src/test/python/keras_models.py FOLDER --named   # models of attention, which are not drawn
    python src/test/python/keras_models.py FOLDER --check   # what the test wrote of them, in Keras

Of each model there is NAME.keras, NAME-trained.keras (the same after 20 updates by SGD with all examples) and NAME.json: inputs,
targets, predictions and the losses of the updates, in Keras 3.15 (float32, TensorFlow). Lists and graphs hold every layer that
Lamina reads, with their options. A model is drawn from (seed, number, attempt) alone. It is drawn anew if the same training in
float64 ends elsewhere: its numbers then hang on rounding (a tie of a maximum, a relu at 0). No layer is called with training=False,
which holds in Lamina's training, but not in Keras'.
"""

import argparse
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

UPDATES = 20
MORE = 5
RATE = 0.02
ACTIVATIONS = ["relu", "sigmoid", "tanh", "softmax", "elu", "selu", "softplus", "softsign", "gelu", "silu", "hard_sigmoid", "relu6",
               "log_softmax", "mish", "leaky_relu", "hard_silu", "log_sigmoid", "hard_tanh", "tanh_shrink", "hard_shrink",
               "soft_shrink", "squareplus", "celu", "sparse_plus", "sparse_sigmoid", "exponential", "linear"]


class Draw:
    """A model that is being drawn."""

    def __init__(self, rng):
        self.rng = rng
        self.pool = []
        self.shared = []
        self.depth = 0

    def chance(self, probability):
        return self.rng.random() < probability

    def pick(self, *options):
        return options[int(self.rng.integers(len(options)))]

    def number(self, low, high):
        return int(self.rng.integers(low, high + 1))

    def real(self, low, high):
        return round(float(self.rng.uniform(low, high)), 3)

    def some(self, **options):
        """Some of the options; the others have Keras' defaults. A value is made when it is drawn."""
        return {name: make() for name, make in options.items() if self.chance(0.35)}

    # Options.

    def activation(self):
        return self.pick(*ACTIVATIONS) if self.chance(0.9) else self.activation_layer()

    def activation_layer(self):
        return self.pick(
            lambda: L.LeakyReLU(self.real(0.05, 0.5)),
            lambda: L.ReLU(**self.some(max_value=lambda: self.real(0.5, 6), negative_slope=lambda: self.real(0, 0.5),
                                       threshold=lambda: self.real(0, 0.3))),
            lambda: L.ELU(),
            lambda: L.Softmax())()

    def initializer(self):
        scale = self.real(0.1, 2)
        return self.pick("zeros", "ones", "he_normal", "glorot_normal", "lecun_uniform", keras.initializers.Constant(scale),
                         keras.initializers.RandomNormal(0.1, scale), keras.initializers.RandomUniform(-scale, scale),
                         keras.initializers.TruncatedNormal(0, scale), keras.initializers.HeUniform(self.number(0, 9)),
                         keras.initializers.VarianceScaling(scale, self.pick("fan_in", "fan_out", "fan_avg"),
                                                            self.pick("uniform", "truncated_normal", "untruncated_normal")))

    def regularizer(self, matrix=False):
        one, other = self.real(0.001, 0.05), self.real(0.001, 0.05)
        made = [keras.regularizers.L1(one), keras.regularizers.L2(other), keras.regularizers.L1L2(one, other), "l2"]
        if matrix:
            made.append(keras.regularizers.OrthogonalRegularizer(one, self.pick("rows", "columns")))
            made[-1].factor = one  # Of Keras it is a tensor of float32, which float64 cannot take.
        return self.pick(*made)

    def constraint(self, rank=1):
        axis = self.pick(0, list(range(rank - 1)) if rank > 2 else 0)
        return self.pick(keras.constraints.MaxNorm(self.real(0.3, 2), axis), keras.constraints.NonNeg(), "unit_norm",
                         keras.constraints.UnitNorm(axis),
                         keras.constraints.MinMaxNorm(self.real(0.1, 0.5), self.real(0.6, 2), self.real(0.3, 1), axis))

    def weight(self, name, rank):
        return self.some(**{name + "_initializer": self.initializer,
                            name + "_regularizer": lambda: self.regularizer(rank == 2),
                            name + "_constraint": lambda: self.constraint(rank)}) if self.chance(0.5) else {}

    def linear(self, *weights):
        """Options of layers with weights and an activation."""
        options = self.some(activation=self.activation, use_bias=lambda: False)
        for name, rank in weights:
            options |= self.weight(name, rank)
        if options.get("use_bias", True):
            options |= self.weight("bias", 1)
        if self.chance(0.15):
            options["activity_regularizer"] = self.regularizer()
        return options

    def kept(self, layer):
        """Now and then training leaves a layer as it is."""
        if self.chance(0.07):
            layer.trainable = False
        return layer

    def size(self, high, dimensions):
        return self.number(1, high) if dimensions == 1 or self.chance(0.6) else (self.number(1, high), self.number(1, high))

    def window(self, dimensions, dilated=False):
        """How a window slides."""
        options = {"padding": self.pick("valid", "same")}
        if self.chance(0.4):
            options["strides"] = self.size(2, dimensions)
        elif dilated and self.chance(0.4):
            options["dilation_rate"] = self.size(2, dimensions)
        return options

    # Layers, by the number of axes of an example.

    def any_rank(self, shape):
        rank, last = len(shape) + 1, shape[-1]
        of_norm = {**self.some(epsilon=lambda: self.pick(0.01, 1e-5), center=lambda: False, scale=lambda: False),
                   **self.weight("beta", 1), **self.weight("gamma", 1)}
        return self.pick(
            lambda: L.Dense(self.number(1, 5), **self.linear(("kernel", 2))),
            lambda: L.Dense(self.number(1, 5), **self.linear(("kernel", 2))),
            lambda: L.Dense(self.number(1, 5), **self.linear(("kernel", 2))),
            lambda: L.Activation(self.activation()),
            lambda: self.activation_layer(),
            lambda: L.PReLU(**self.weight("alpha", 1),
                            **({"shared_axes": [1] if rank < 4 else [1, 2]} if rank > 2 and self.chance(0.5) else {})),
            lambda: L.Softmax(**self.some(axis=lambda: self.number(1, rank - 1))),
            lambda: L.Identity(),
            lambda: L.ActivityRegularization(**self.some(l1=lambda: self.real(0.01, 0.1), l2=lambda: self.real(0.01, 0.1))),
            lambda: L.BatchNormalization(axis=self.pick(-1, rank - 1), **self.some(momentum=lambda: self.pick(0.5, 0.9)), **of_norm),
            lambda: L.BatchNormalization(**self.some(momentum=lambda: self.pick(0.5, 0.9)), **of_norm),
            lambda: L.LayerNormalization(axis=self.pick(-1, rank - 1), **of_norm),
            lambda: L.GroupNormalization(self.pick(*[n for n in (-1, 1, 2, 3) if last % n == 0]), **of_norm),
            lambda: L.Normalization(mean=[self.real(-1, 1) for _ in range(last)], variance=[self.real(0.5, 2) for _ in range(last)]),
            lambda: L.Normalization(axis=None, mean=self.real(-1, 1), variance=self.real(0.5, 2)),
            lambda: L.Rescaling(self.real(0.5, 2), self.real(-1, 1)),
            lambda: L.Rescaling([self.real(0.5, 2) for _ in range(last)], self.pick(0.5, [self.real(-1, 1) for _ in range(last)])),
            lambda: self.pick(L.Dropout, L.GaussianNoise, L.GaussianDropout, L.AlphaDropout)(0.0),
            lambda: L.Flatten(),
            lambda: L.Reshape(self.reshaped(shape)),
            lambda: self.nested(shape))()

    def reshaped(self, shape):
        flat = int(np.prod(shape))
        divisors = [n for n in range(1, 9) if flat % n == 0]
        one, other = self.pick(*divisors), self.pick(*divisors)
        return self.pick((one, -1), (flat // one, one), (-1,), (one, -1, other) if flat % (one * other) == 0 else (flat,))

    def vector(self, shape):
        return self.pick(lambda: self.any_rank(shape), lambda: self.any_rank(shape), lambda: L.RepeatVector(self.number(2, 4)))()

    def sequence(self, shape):
        return self.pick(
            lambda: self.any_rank(shape),
            lambda: self.any_rank(shape),
            lambda: self.conv(1, shape),
            lambda: self.conv(1, shape),
            lambda: self.recurrent(),
            lambda: self.recurrent(),
            lambda: self.bidirectional(),
            lambda: L.TimeDistributed(self.steps(shape[1:])),
            lambda: L.MaxPooling1D(self.number(1, 3), **self.window(1)),
            lambda: L.AveragePooling1D(self.number(1, 3), **self.window(1)),
            lambda: self.pick(L.GlobalAveragePooling1D, L.GlobalMaxPooling1D)(**self.some(keepdims=lambda: True)),
            lambda: L.UpSampling1D(self.number(1, 3)),
            lambda: L.ZeroPadding1D(self.pick(1, (0, 2), (2, 1))),
            lambda: L.Cropping1D(self.pick(1, (0, 1), (1, 0))),
            lambda: L.Permute((2, 1)),
            lambda: L.SpatialDropout1D(0.0))()

    def image(self, shape):
        return self.pick(
            lambda: self.any_rank(shape),
            lambda: self.any_rank(shape),
            lambda: self.conv(2, shape),
            lambda: self.conv(2, shape),
            lambda: self.conv(2, shape),
            lambda: self.pick(L.MaxPooling2D, L.AveragePooling2D)(self.size(3, 2), **self.window(2)),
            lambda: self.pick(L.GlobalAveragePooling2D, L.GlobalMaxPooling2D)(**self.some(keepdims=lambda: True)),
            lambda: L.UpSampling2D(self.size(2, 2), interpolation=self.pick("nearest", "bilinear")),
            lambda: L.ZeroPadding2D(self.pick(1, (0, 1), ((1, 0), (2, 1)))),
            lambda: L.Cropping2D(self.pick(1, (0, 1), ((1, 0), (0, 1)))),
            lambda: L.Resizing(self.number(2, 7), self.number(2, 7), interpolation=self.pick("nearest", "bilinear", "bicubic", "area")),
            lambda: L.CenterCrop(self.number(1, shape[0]), self.number(1, shape[1])),
            lambda: L.Permute(self.pick((2, 1, 3), (3, 1, 2), (1, 3, 2))),
            lambda: L.TimeDistributed(self.steps(shape[1:])),
            lambda: L.SpatialDropout2D(0.0),
            lambda: L.RandomTranslation(0.0, 0.0))()

    def conv(self, dimensions, shape):
        last, of = shape[-1], dimensions + 2

        def named(name):
            return getattr(L, f"{name}{dimensions}D")

        size = self.size(3, dimensions)
        window = self.window(dimensions, dilated=True)
        if dimensions == 1 and self.chance(0.2):
            return L.Conv1D(self.number(1, 4), size, **window | {"padding": "causal"}, **self.linear(("kernel", 3)))
        groups = self.pick(*[n for n in (1, 1, 2, 3) if last % n == 0])
        return self.pick(
            lambda: named("Conv")(groups * self.number(1, 2), size, groups=groups, **window, **self.linear(("kernel", of))),
            lambda: named("Conv")(self.number(1, 4), size, **window, **self.linear(("kernel", of))),
            lambda: named("DepthwiseConv")(size, depth_multiplier=self.number(1, 2), **window, **self.linear(("depthwise", of))),
            lambda: named("SeparableConv")(self.number(1, 4), size, depth_multiplier=self.number(1, 2), **window,
                                           **self.linear(("depthwise", of), ("pointwise", of))),
            # TensorFlow has no dilated one on a CPU.
            lambda: getattr(L, f"Conv{dimensions}DTranspose")(self.number(1, 3), size, **self.window(dimensions),
                                                              **self.linear(("kernel", of))))()

    def steps(self, shape):
        """A layer for each step of a sequence."""
        while True:
            layer = self.layer_for(shape)
            if not isinstance(layer, (L.Bidirectional, keras.Sequential)) or self.chance(0.3):
                return layer

    def recurrent(self):
        options = self.some(activation=lambda: self.pick(*ACTIVATIONS[:9]), use_bias=lambda: False, go_backwards=lambda: True,
                            unroll=lambda: True, dropout=lambda: 0.0)
        options |= self.weight("kernel", 2) | self.weight("recurrent", 2) | self.weight("bias", 1)
        if self.chance(0.15):
            options["activity_regularizer"] = self.regularizer()
        options["return_sequences"] = self.chance(0.6)
        gates = self.some(recurrent_activation=lambda: self.pick("hard_sigmoid", "tanh", "sigmoid"))
        return self.pick(
            lambda: L.SimpleRNN(self.number(1, 4), **options),
            lambda: L.LSTM(self.number(1, 4), **self.some(unit_forget_bias=lambda: False), **gates, **options),
            lambda: L.GRU(self.number(1, 4), **self.some(reset_after=lambda: False), **gates, **options))()

    def bidirectional(self):
        layer = self.recurrent()
        layer.activity_regularizer = None  # Lamina refuses it there.
        return L.Bidirectional(layer, **self.some(merge_mode=lambda: self.pick("sum", "mul", "ave", "concat")))

    def nested(self, shape):
        if self.depth > 1:
            return L.Identity()
        self.depth += 1
        try:
            layers, value = [], keras.KerasTensor((None, *shape))
            for _ in range(self.number(1, 3)):
                layer, value = self.applied(value)
                layers.append(layer)
            return keras.Sequential(layers)
        finally:
            self.depth -= 1

    def layer_for(self, shape):
        return {1: self.vector, 2: self.sequence, 3: self.image}.get(len(shape), self.any_rank)(shape)

    def applied(self, value):
        """A layer that takes the value, and what it gives."""
        for _ in range(50):
            try:
                layer = self.kept(self.layer_for(value.shape[1:]))
                shape = layer.compute_output_shape(value.shape)
                if len(shape) < 6 and all(size > 0 for size in shape[1:]) and 1 < np.prod(shape[1:]) <= 160:
                    return layer, layer(value)
            except (ValueError, TypeError, ZeroDivisionError):
                pass
        raise ValueError(f"nothing takes {value.shape}")

    # Models.

    def input(self, name):
        kind = self.pick("vector", "sequence", "sequence", "image", "image", "ids")
        shape = {"vector": (self.number(2, 6),),
                 "sequence": (self.number(3, 6), self.number(1, 4)),
                 "image": (self.number(4, 7), self.number(4, 7), self.number(1, 4)),
                 "ids": (self.number(3, 6),)}[kind]
        return keras.Input(shape, name=("ids_" if kind == "ids" else "") + name)

    def embedded(self, value):
        embedding = L.Embedding(10, self.number(2, 4), **self.weight("embeddings", 2))
        return embedding, embedding(value)

    def list(self):
        value = self.input("x")
        layers = [value]
        if value.name.startswith("ids"):
            layer, value = self.embedded(value)
            layers.append(layer)
        for _ in range(self.number(2, 7)):
            layer, value = self.applied(value)
            layers.append(layer)
        return keras.Sequential(layers)

    def take(self):
        unused = [value for value in self.pool if not any(value is used for used in self.used)]
        value = self.pick(*unused) if unused and self.chance(0.7) else self.pick(*self.pool)
        self.used.append(value)
        return value

    def graph(self):
        inputs = [self.input(f"x{i}") for i in range(self.number(1, 3))]
        self.used = []
        self.pool = [self.embedded(value)[1] if value.name.startswith("ids") else value for value in inputs]
        for _ in range(self.number(3, 10)):
            draw = self.rng.random()
            if draw < 0.3:
                self.pool.append(self.merged(self.take()))
            elif draw < 0.4 and self.shared:
                layer, shape = self.pick(*self.shared)
                self.pool.append(layer(self.fitted(self.take(), shape)))
            elif draw < 0.5:
                self.pool.append(self.operation(self.take()))
            elif draw < 0.57:
                self.pool.append(self.model_of_graph(self.take()))
            else:
                value = self.take()
                layer, after = self.applied(value)
                if not isinstance(layer, L.Identity):
                    self.shared.append((layer, value.shape[1:]))
                self.pool.append(after)
        unused = [value for value in self.pool if not any(value is used for used in self.used)]
        outputs = unused if self.chance(0.4) else [self.flat(unused)]
        return keras.Model(inputs, outputs if len(outputs) > 1 else outputs[0])

    def flat(self, values):
        flat = [L.Dense(2)(L.Flatten()(value)) for value in values]
        return L.Concatenate()(flat) if len(flat) > 1 else flat[0]

    def fitted(self, value, shape):
        if tuple(value.shape[1:]) == tuple(shape):
            return value
        return L.Reshape(shape)(L.Dense(int(np.prod(shape)))(L.Flatten()(value)))

    def operation(self, value):
        number = self.real(0.3, 2)
        return self.pick(lambda: value + number, lambda: number - value, lambda: value * number, lambda: value / number,
                         lambda: -value, lambda: keras.ops.relu(value), lambda: keras.ops.sigmoid(value),
                         lambda: keras.ops.silu(value), lambda: keras.activations.softplus(value))()

    def merged(self, value):
        shape = tuple(value.shape[1:])
        others = [self.fitted(self.take(), shape) for _ in range(self.number(1, 2))]
        if self.chance(0.25):
            axis = self.number(1, len(shape))
            return L.Concatenate(axis=self.pick(axis, axis - len(shape) - 1))([value, *others])
        if self.chance(0.2) and len(shape) <= 2:
            axis = self.number(1, len(shape))
            return L.Dot(self.pick(axis, axis - len(shape) - 1, (axis, axis)), normalize=self.chance(0.3))([value, others[0]])
        if self.chance(0.2):
            return self.pick(lambda: value + others[0], lambda: value * others[0], lambda: value - others[0],
                             lambda: keras.ops.maximum(value, others[0]))()
        layer = self.pick(L.Add, L.Multiply, L.Average, L.Maximum, L.Minimum, L.Subtract)()
        return layer([value, *others[:1 if isinstance(layer, L.Subtract) else 2]])

    def model_of_graph(self, value):
        begin = keras.Input(value.shape[1:])
        _, after = self.applied(begin)
        inner = keras.Model(begin, L.Add()([begin, self.fitted(after, begin.shape[1:])]))
        return inner(value)


def block(value, attended, feed_forward):
    """A block of a transformer, behind its attention."""
    value = L.LayerNormalization(epsilon=1e-6)(L.Add()([value, attended]))
    inner = L.Dense(value.shape[-1])(L.Dense(feed_forward, activation="gelu")(value))
    return L.LayerNormalization(epsilon=1e-6)(value + inner)


def encoder():
    """Of ids with a mask."""
    ids = keras.Input((6,), name="ids")
    value = L.Embedding(10, 6, mask_zero=True)(ids)
    value = block(value, L.MultiHeadAttention(2, 4)(value, value), 8)
    value = block(value, L.MultiHeadAttention(3, 2, dropout=0.0)(value, value), 7)
    return keras.Model(ids, L.Dense(2)(L.GlobalAveragePooling1D()(value)))


def decoder():
    """Causal, with attention to another sequence with a mask; all options that Lamina reads."""
    ids, other = keras.Input((5,), name="ids"), keras.Input((4, 3), name="other")
    value, memory = L.Embedding(10, 6, mask_zero=True)(ids), L.Masking(0.0)(other)
    own = L.MultiHeadAttention(2, 3, use_bias=False, kernel_regularizer="l2", kernel_constraint=keras.constraints.MaxNorm(0.9))
    value = block(value, own(value, value, use_causal_mask=True), 8)
    cross = L.MultiHeadAttention(2, 3, value_dim=4, bias_regularizer=keras.regularizers.L1(0.01), bias_initializer="ones")
    value = block(value, cross(query=value, key=memory, value=memory), 8)
    return keras.Model([ids, other], [L.Dense(3, activation="softmax")(value), L.MultiHeadAttention(1, 2, output_shape=5)(value, other)])


def three():
    """A query, a value and a key, and a layer that is called twice."""
    query, value, key = keras.Input((3, 4), name="q"), keras.Input((5, 2), name="v"), keras.Input((5, 3), name="k")
    one = L.MultiHeadAttention(2, 3, value_dim=1)(query, value, key)
    shared = L.MultiHeadAttention(1, 3, output_shape=(4,), kernel_initializer="he_normal")
    return keras.Model([query, value, key], L.MultiHeadAttention(1, 2)(shared(one, value, use_causal_mask=True), shared(query, value, use_causal_mask=True)))


NAMED = [encoder, decoder, three]


def floats(name):
    keras.config.set_floatx(name)
    keras.config.set_dtype_policy(name)


def scramble(model, rng):
    """Gives every weight a value of its own, so that none can be taken for another; few bits make small files."""
    for weight in model.weights:
        if "seed" in weight.path or weight.name == "count":
            continue
        spread = 0.4 if len(weight.shape) == 1 else min(0.7, 1.2 / np.sqrt(np.prod(weight.shape[:-1])))
        values = rng.normal(0, spread, weight.shape)
        if weight.name in ("gamma", "variance", "moving_variance"):
            values = np.abs(values) + 0.5
        weight.assign(np.round(values * 64) / 64)


class Run:
    """A model with its data, and what Keras makes of it."""

    def __init__(self, seed, number, attempt):
        keras.backend.clear_session(free_memory=False)  # Names are counted anew.
        rng = np.random.default_rng([seed, number, attempt])
        draw = Draw(rng)
        self.model = NAMED[number]() if seed == 0 else draw.list() if number % 2 == 0 else draw.graph()
        scramble(self.model, rng)
        examples = int(rng.integers(3, 6))
        self.x = [rng.integers(0, 10, (examples, *one.shape[1:])).astype("float64") if one.name.startswith("ids")
                  else np.round(rng.normal(0, 1, (examples, *one.shape[1:])) * 64) / 64 for one in self.model.inputs]
        for one, x in zip(self.model.inputs, self.x):
            if one.name == "other":
                x[::2, -1] = 0  # Steps that are masked.
        self.y = [np.round(rng.normal(0, 1, (examples, *one.shape[1:])) * 64) / 64 for one in self.model.outputs]

    def predict(self):
        return predict(self.model, self.x)

    def train(self, updates):
        return train(self.model, self.x, self.y, updates)


def predict(model, x):
    y = model(x if len(x) > 1 else x[0], training=False)
    return [keras.ops.convert_to_numpy(one) for one in (y if isinstance(y, (list, tuple)) else [y])]


def train(model, x, y, updates):
    model.compile(keras.optimizers.SGD(RATE), "mse" if len(y) == 1 else ["mse"] * len(y), jit_compile=False)
    losses = []
    for _ in range(updates):
        model.reset_metrics()
        losses.append(model.train_on_batch(x if len(x) > 1 else x[0], y if len(y) > 1 else y[0], return_dict=True)["loss"])
    return losses


def near(got, want, tolerance=2e-5):
    """Whether all numbers are the same to a part of the largest."""
    for one, other in zip(got, want, strict=True):
        largest = np.abs(other).max(initial=1)
        if not np.isfinite(other).all() or largest > 1e3 or not np.abs(one - other).max(initial=0) <= tolerance * largest:
            return False
    return True


def weights(model):
    return [keras.ops.convert_to_numpy(weight) for weight in model.weights if "seed" not in weight.path]


def save(model, path):
    """Writes a small file; Keras reads compressed members too, though it writes them as they are."""
    model.save(path)
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


def rows(arrays):
    """One row for each example."""
    flat = np.concatenate([np.asarray(array).reshape(len(array), -1) for array in arrays], axis=1)
    return [[float(f"{number:.8g}") for number in row] for row in flat]


def drawn(seed, number):
    """Writes a model, unless its training says nothing: of float64 that ends elsewhere, or not learning."""
    for attempt in range(100):
        try:
            run = Run(seed, number, attempt)
            if not run.model.trainable_weights or run.model.count_params() > 1000:
                continue
            before, begin = run.predict(), weights(run.model)
            if max(one.std(axis=0).max() for one in before) < 0.01:
                continue
            losses = run.train(UPDATES)
            after = weights(run.model)
            floats("float64")
            exact = Run(seed, number, attempt)
            if not near(before, exact.predict()):
                continue
            exact_losses = exact.train(UPDATES)
            moved = any(np.abs(one - other).max(initial=0) > 1e-3 for one, other in zip(begin, after))
            if moved and near([np.array(losses)], [np.array(exact_losses)]) and near(after, weights(exact.model)):
                floats("float32")
                return Run(seed, number, attempt), before, losses, run.model, attempt
        except (tf.errors.InvalidArgumentError, TypeError):
            pass  # TensorFlow has no kernel of that kind for a CPU, or Keras none for float64.
        finally:
            floats("float32")
    raise ValueError(f"model {number} could not be drawn")


def write(folder, seed, number):
    run, before, losses, trained, attempt = drawn(seed, number)
    name = NAMED[number].__name__ if seed == 0 else f"{'list' if number % 2 == 0 else 'graph'}-{seed}-{number:03}"
    save(run.model, folder / f"{name}.keras")
    save(trained, folder / f"{name}-trained.keras")
    golden = {"inputs": {one.name: rows([x]) for one, x in zip(run.model.inputs, run.x)}, "targets": rows(run.y), "outputs": rows(before),
              "losses": [float(f"{loss:.8g}") for loss in losses]}
    (folder / f"{name}.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")
    print(name, attempt, run.model.count_params(), len(run.model.layers), flush=True)


def check(folder):
    """Compares what KerasModelsTest wrote: Lamina's trained model in Keras, and Keras' updates of it with Lamina's."""
    wrong = 0
    for file in sorted((folder / "written").glob("*-more.keras")):
        name = file.name.removesuffix("-more.keras")
        golden = json.loads((folder / f"{name}.json").read_text())
        own = keras.models.load_model(folder / f"{name}-trained.keras")
        written = keras.models.load_model(folder / "written" / f"{name}.keras")
        rows_of = golden["inputs"]
        by_name = {one.name: one for one in own.inputs}
        order = [one.name for one in written.inputs] if len(rows_of) > 1 else list(rows_of)
        x = {key: np.array(rows_of[key], "float32").reshape((-1, *by_name[key].shape[1:])) for key in rows_of}
        targets, y, begin = np.array(golden["targets"], "float32"), [], 0
        for one in own.outputs:
            size = int(np.prod(one.shape[1:]))
            y.append(targets[:, begin:begin + size].reshape((-1, *one.shape[1:])))
            begin += size
        same = near(predict(written, [x[key] for key in order]), predict(own, [x[one.name] for one in own.inputs]), 1e-4)
        train(written, [x[key] for key in order], y, MORE)
        trained = near(weights(written), weights(keras.models.load_model(file)), 1e-4)
        if not same or not trained:
            wrong += 1
            print(name, "predicts" if same else "DOES NOT PREDICT", "trains" if trained else "DOES NOT TRAIN", flush=True)
    print(wrong, "wrong")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--seed", type=int, default=15)
    arguments.add_argument("--first", type=int, default=0)
    arguments.add_argument("--count", type=int, default=200)
    arguments.add_argument("--named", action="store_true")
    arguments.add_argument("--check", action="store_true")
    given = arguments.parse_args()
    if given.check:
        check(given.folder)
        return
    given.folder.mkdir(parents=True, exist_ok=True)
    if given.named:
        for number in range(len(NAMED)):
            write(given.folder, 0, number)
        return
    for number in range(given.first, given.first + given.count):
        write(given.folder, given.seed, number)


if __name__ == "__main__":
    main()
