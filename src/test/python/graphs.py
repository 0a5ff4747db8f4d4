"""Draws random graphs and writes down what Keras makes of them, for GoldenGraphsTest.

    python src/test/python/graphs.py            # writes src/test/resources/golden/graphs.jsonl.gz

Each line is one graph: its JSON as Lamina reads it, weights, inputs and targets, and what Keras 3.15
(float32, TensorFlow) gives: predictions, gradients of the first batch, history and weights after five
updates. A graph is drawn from (seed, number, attempt) alone. It is drawn anew if the same training in
float64 ends elsewhere: its numbers then hang on rounding (a tie of a maximum, a relu at 0), and say
nothing about who computes them.
"""

import gzip
import json
import math
import os
import sys
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"

import keras  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
from keras import layers as kl  # noqa: E402

SEED = 14
GRAPHS = 200
FILE = Path(__file__).parent.parent / "resources" / "golden" / "graphs.jsonl.gz"
ACTIVATIONS = ["linear", "relu", "sigmoid", "tanh", "elu", "softplus", "softsign", "gelu", "silu"]


def floats(name):
    keras.config.set_floatx(name)
    keras.config.set_dtype_policy(name)


def snake(name):
    return keras.src.utils.naming.to_snake_case(name)


def camel(name):
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def keras_options(layer):
    """Lamina's options as Keras' constructors take them."""
    options = {}
    for key, value in layer.items():
        if key in ("type", "trainable"):
            continue
        if isinstance(value, dict):
            value = getattr(keras.regularizers, value["type"])(**{k: v for k, v in value.items() if k != "type"})
        elif isinstance(value, list):
            value = tuple(tuple(v) if isinstance(v, list) else v for v in value)
        options[snake(key)] = value
    return options


class Value:
    """An input, or one output of a call: what other calls can take."""

    def __init__(self, source, index, tensor):
        self.source, self.index, self.tensor = source, index, tensor
        self.shape = tuple(tensor.shape[1:])


class Call:
    """A layer, or a model, at one of its places."""

    def __init__(self, name, layer, spec, takes):
        self.name, self.layer, self.spec, self.takes = name, layer, spec, takes


class Graph:
    """A model that is being drawn; spec of a nested one is such a graph too."""

    def __init__(self, rng, inputs, depth=0, convolutional=True):
        self.rng, self.depth = rng, depth
        self.names, self.calls, self.unused = set(), [], []
        self.inputs = []
        for name, shape in inputs:
            self.names.add(name)
            self.inputs.append(Value(name, 0, keras.Input(shape, name=name)))
        self.values = list(self.inputs)
        self.unused = list(self.inputs)
        self.fixed = set()

    # What is drawn.

    def chance(self, probability):
        return self.rng.random() < probability

    def pick(self, options):
        return options[int(self.rng.integers(len(options)))]

    def take(self):
        """Something to build on, with a liking for what nothing uses yet."""
        if self.unused and self.chance(0.7):
            return self.pick(self.unused)
        return self.pick(self.values)

    def name(self, base):
        name, count = base, 0
        while name in self.names:
            count += 1
            name = f"{base}_{count}"
        self.names.add(name)
        return name

    def call(self, name, layer, spec, takes):
        call = Call(name, layer, spec, takes)
        tensors = layer(takes[0].tensor if len(takes) == 1 else [value.tensor for value in takes])
        several = isinstance(tensors, (list, tuple))
        values = [Value(call, i, tensor) for i, tensor in enumerate(tensors if several else [tensors])]
        call.node = layer._inbound_nodes[-1]
        self.calls.append(call)
        self.unused = [value for value in self.unused if value not in takes] + values
        self.values += values
        return values

    def new(self, spec, *takes):
        """A new layer of its own."""
        name = self.name(snake(spec["type"]).replace("2_d", "2d").replace("1_d", "1d"))
        layer = getattr(kl, spec["type"])(**keras_options(spec), name=name)
        layer.trainable = spec.get("trainable", True)
        return self.call(name, layer, spec, list(takes))[0]

    def step(self):
        draw = self.rng.random()
        if draw < 0.30:
            self.merge()
        elif draw < 0.42:
            self.share()
        elif draw < 0.50 and self.depth < 2:
            self.nest()
        else:
            value = self.take()
            self.new(self.unary(value.shape), value)

    def unary(self, shape):
        """A layer for one input of this shape."""
        rank, last = len(shape), shape[-1]
        few = lambda: int(self.rng.integers(2, 6))  # noqa: E731
        activation = self.pick(ACTIVATIONS)
        padding = self.pick(["same", "valid"])
        kinds = [self.dense(shape, few(), activation)] * 2
        if self.chance(0.2):
            kinds[0] = {**kinds[0], self.pick(["kernelRegularizer", "biasRegularizer", "activityRegularizer"]):
                        {"type": "L2", "l2": self.pick([0.01, 0.1])}}
        kinds += [
            {"type": "BatchNormalization", "momentum": self.pick([0.9, 0.7]), "epsilon": 0.01},
            {"type": "BatchNormalization", "momentum": 0.8, "epsilon": 0.1, "trainable": self.chance(0.7)},
            {"type": "LayerNormalization", "epsilon": 0.01},
            {"type": "Activation", "activation": self.pick(ACTIVATIONS[1:])},
            {"type": "LeakyReLU", "negativeSlope": 0.2},
            {"type": "Rescaling", "scale": 0.5, "offset": 0.25},
            {"type": "PReLU"},
        ]
        if rank == 1:
            kinds += [{"type": "Dense", "units": few(), "activation": activation, "trainable": self.chance(0.8)}] * 3
            if last % 2 == 0:
                kinds.append({"type": "Reshape", "targetShape": [2, last // 2]})
            if last % 4 == 0:
                kinds.append({"type": "Reshape", "targetShape": [2, 2, last // 4]})
            kinds.append({"type": "RepeatVector", "n": 2})
        else:
            kinds.append({"type": "Flatten"})
        if rank == 2:
            size = min(self.pick([1, 2, 3]), shape[0])
            kinds += [
                {"type": "Conv1D", "filters": few(), "kernelSize": size, "padding": padding, "activation": activation},
                {"type": "Permute", "dims": [2, 1]},
                {"type": self.pick(["SimpleRNN", "GRU", "LSTM"]), "units": 2, "returnSequences": self.chance(0.5)},
            ]
            if shape[0] >= 2:
                kinds.append({"type": self.pick(["MaxPooling1D", "AveragePooling1D"]), "poolSize": 2})
        if rank == 3:
            size = min(self.pick([1, 2, 3]), *shape[:2])
            window = {"kernelSize": [size, size], "padding": padding, "activation": activation}
            filters = int(self.rng.integers(2, 5))
            kinds += [{"type": "Conv2D", "filters": filters, "strides": [self.pick([1, 1, 2])] * 2, **window}] * 6
            kinds += [{"type": "Conv2D", "filters": filters, **window, "padding": "same"}] * 4
            kinds += [
                *[{"type": "DepthwiseConv2D", **window}] * 2,
                *[{"type": "SeparableConv2D", "filters": filters, **window}] * 2,
                {"type": "GlobalAveragePooling2D"},
                {"type": "GlobalMaxPooling2D"},
            ]
            if min(shape[:2]) >= 2:
                kinds += [{"type": self.pick(["MaxPooling2D", "AveragePooling2D"]), "poolSize": [2, 2]}] * 2
                kinds.append({"type": "Cropping2D", "cropping": [[1, 0], [0, 1]]})
            if max(shape[:2]) <= 3:
                kinds += [
                    {"type": "UpSampling2D", "size": [2, 2]},
                    {"type": "ZeroPadding2D", "padding": [[1, 0], [0, 1]]},
                    *[{"type": "Conv2DTranspose", "filters": 2, "kernelSize": [2, 2], "strides": [2, 2]}] * 2,
                ]
        return self.pick(kinds)

    def dense(self, shape, units, activation="linear"):
        """A linear transform of the last axis."""
        options = {"activation": activation} if activation != "linear" else {}
        if len(shape) == 1:
            return {"type": "Dense", "units": units, **options}
        kind, size = ("Conv1D", 1) if len(shape) == 2 else ("Conv2D", [1, 1])
        return {"type": kind, "filters": units, "kernelSize": size, **options}

    def merge(self):
        first = self.take()
        draw = self.rng.random()
        if draw < 0.25 and self.concatenate(first):
            return
        if draw < 0.5 and len(first.shape) == 3:
            filters = first.shape[-1]
            block = {"type": "Conv2D", "filters": filters, "kernelSize": [3, 3], "padding": "same"}
            self.new({"type": "Add"}, first, self.new(block, first))
            return
        if draw < 0.50 and self.dot(first):
            return
        if draw < 0.55 and len(first.shape) == 3:
            self.excite(first)
            return
        alike = [v for v in self.values if v is not first and v.shape == first.shape]
        second = self.pick(alike) if alike and self.chance(0.8) else self.reshaped(self.take(), first.shape)
        kind = self.pick(["Add", "Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum"])
        takes = [first, second] if self.chance(0.5) else [second, first]
        if kind != "Subtract" and alike and self.chance(0.25):
            takes.append(self.pick(alike))
        self.new({"type": kind}, *takes)

    def reshaped(self, value, shape):
        """The value brought to a shape by layers with weights."""
        if value.shape == shape:
            return self.new(self.dense(shape, shape[-1]), value)
        if len(value.shape) == len(shape) and value.shape[:-1] == shape[:-1]:
            return self.new(self.dense(shape, shape[-1], "tanh"), value)
        flat = self.flat(value)
        wide = self.new({"type": "Dense", "units": math.prod(shape), "activation": "tanh"}, flat)
        return wide if len(shape) == 1 else self.new({"type": "Reshape", "targetShape": list(shape)}, wide)

    def flat(self, value):
        if len(value.shape) == 1:
            return value
        small = len(value.shape) == 2 or math.prod(value.shape) <= 12
        return self.new({"type": "Flatten" if small else "GlobalAveragePooling2D"}, value)

    def concatenate(self, first):
        rank = len(first.shape)
        for axis in self.rng.permutation(rank):
            alike = [
                v
                for v in self.values
                if v is not first and len(v.shape) == rank and all(v.shape[i] == first.shape[i] for i in range(rank) if i != axis)
            ]
            if alike:
                takes = [first] + [self.pick(alike) for _ in range(self.pick([1, 1, 2]))]
                if math.prod(first.shape) > 60:
                    return False
                written = -1 if axis == rank - 1 and self.chance(0.5) else int(axis) + 1
                self.new({"type": "Concatenate", "axis": written}, *takes)
                return True
        return False

    def dot(self, first):
        rank = len(first.shape)
        if rank > 2:
            return False
        for axis in self.rng.permutation(rank):
            pairs = [(v, b) for v in self.values for b in range(len(v.shape))
                     if v is not first and len(v.shape) == rank and v.shape[b] == first.shape[axis]]
            if pairs:
                second, other = self.pick(pairs)
                normalize = self.chance(0.4)
                axes = [int(axis) + 1, other + 1]
                self.new({"type": "Dot", "axes": axes, "normalize": normalize}, first, second)
                return True
        return False

    def excite(self, value):
        """Squeeze and excitation: a factor for each channel, broadcast over the picture."""
        channels = value.shape[-1]
        pooled = self.new({"type": "GlobalAveragePooling2D"}, value)
        factors = self.new({"type": "Dense", "units": channels, "activation": "sigmoid"}, pooled)
        pixel = self.new({"type": "Reshape", "targetShape": [1, 1, channels]}, factors)
        self.new({"type": "Multiply"}, value, pixel)

    def share(self):
        """Calls a layer, or a model, that was called before."""
        firsts, seen = [], {}
        for call in self.calls:
            if seen.setdefault(id(call.layer), call) is call and call.layer.weights:
                firsts.append(call)
        firsts = [call for call in firsts if sum(c.layer is call.layer for c in self.calls) < 3]
        if not firsts:
            return
        first = self.pick(firsts)
        if isinstance(first.layer, keras.Model):
            takes = [self.fitting(value) for value in first.takes]
        else:
            alike = [v for v in self.values if v is not first.takes[0] and self.accepts(first, v)]
            takes = [self.pick(alike) if alike else self.fitting(first.takes[0])]
        base = snake(first.spec["type"]) if isinstance(first.spec, dict) else first.name
        self.call(self.name(base.replace("2_d", "2d").replace("1_d", "1d")), first.layer, first.spec, takes)

    def accepts(self, first, value):
        old = first.takes[0].shape
        anyhow = first.spec["type"] in ("Dense", "Conv1D", "Conv2D", "BatchNormalization", "LayerNormalization", "DepthwiseConv2D")
        if not anyhow:
            return value.shape == old
        return len(value.shape) == len(old) and value.shape[-1] == old[-1] and min(value.shape) >= min(3, *old)

    def fitting(self, value):
        """Another value of the same shape, or the same if there is none."""
        alike = [v for v in self.values if v is not value and v.shape == value.shape]
        return self.pick(alike) if alike else self.reshaped(self.take(), value.shape)

    def nest(self):
        takes = [self.take()]
        if self.chance(0.4):
            takes.append(self.take())
        name = self.name(self.pick(["inner", "encoder", "tower", "block"]))
        shapes = [(f"in_{i}", value.shape) for i, value in enumerate(takes)]
        inner = Graph(self.rng, shapes, self.depth + 1)
        inner.grow(int(self.rng.integers(1, 5)))
        outputs = inner.close(1 if self.chance(0.8) else 2)
        model = keras.Model([v.tensor for v in inner.inputs], [v.tensor for v in outputs], name=name)
        if len(outputs) == 1:
            model = keras.Model([v.tensor for v in inner.inputs], outputs[0].tensor, name=name)
        inner.outputs, inner.model = outputs, model
        self.call(name, model, inner, takes)

    def size(self):
        return sum(call.spec.size() if isinstance(call.spec, Graph) else 1 for call in self.calls)

    def grow(self, count):
        while self.size() < count:
            self.step()

    def close(self, most):
        """Brings what nothing uses together to at most so many outputs."""
        while len(self.unused) > most or any(v in self.inputs for v in self.unused):
            lone = [v for v in self.unused if v in self.inputs]
            if lone and len(self.unused) <= most:
                self.new(self.dense(lone[0].shape, 3, "tanh"), lone[0])
                continue
            parts = [self.flat(v) for v in list(self.unused)[: self.pick([2, 2, 3])]]
            self.new({"type": "Concatenate", "axis": -1}, *parts)
        return list(self.unused)

    # How it is written down.

    def ordered(self, model):
        """The calls in the order in which Keras runs them."""
        at = {id(call.node): call for call in self.calls}
        by_depth = model._nodes_by_depth
        return [at[id(node)] for depth in sorted(by_depth, reverse=True) for node in by_depth[depth] if id(node) in at]

    def flatten(self, model, prefix, named, owners, nodes):
        """Appends nodes; named has the flat name of each input, and gets that of each value."""
        for call in self.ordered(model):
            takes = [named[v.source if isinstance(v.source, str) else id(v.source), v.index] for v in call.takes]
            flat = prefix + call.name
            if isinstance(call.spec, Graph):
                inner = {(v.source, 0): name for v, name in zip(call.spec.inputs, takes)}
                call.spec.flatten(call.spec.model, flat + "/", inner, owners, nodes)
                for i, v in enumerate(call.spec.outputs):
                    named[id(call), i] = inner[v.source if isinstance(v.source, str) else id(v.source), v.index]
                continue
            owner = owners.setdefault(id(call.layer), (flat, call.layer))[0]
            what = {"weightsOf": owner} if owner != flat and call.layer.weights else {"layer": call.spec}
            nodes.append({"name": flat, **what, "inputs": takes})
            named[id(call), 0] = flat


def variables(layer):
    """A layer's weights by Lamina's names."""
    return {camel(variable.name): variable for variable in layer.variables if variable.name != "seed_generator_state"}


class Case:
    """A graph with all that trains it, in the floating point numbers of the moment."""

    def __init__(self, number, attempt):
        rng = np.random.default_rng([SEED, number, attempt])
        self.rng = rng
        count = 2 + number * 27 // GRAPHS
        shapes = [(4,), (6,), (4, 3), (3, 4), (4, 4, 2), (6, 6, 1), (5, 4, 3), (4, 4, 3), (3, 3, 2)]
        names = list(rng.permutation(["image", "row", "left", "right", "words", "x"]))
        inputs = [(str(names[i]), shapes[int(rng.integers(len(shapes)))]) for i in range(int(rng.integers(1, 4)))]
        graph = Graph(rng, inputs[: max(1, count // 2)])
        graph.grow(max(1, count - len(graph.inputs)))
        outputs = graph.close(int(rng.integers(1, 4)))
        # Now and then what other layers use is an output too.
        inner = [v for v in graph.values if v not in outputs and v not in graph.inputs and math.prod(v.shape) <= 16]
        if len(outputs) < 3 and inner and rng.random() < 0.3:
            outputs.append(graph.pick(inner))
        self.losses, finals = {}, []
        for value in outputs:
            finals.append(self.finish(graph, value, rng))
        self.graph, self.outputs = graph, finals
        # Keras sorts the outputs of a dictionary, so names come once the nodes have theirs.
        probe = keras.Model([v.tensor for v in graph.inputs], [v.tensor for v in finals])
        named = {(v.source, 0): v.source for v in graph.inputs}
        self.owners, self.nodes = {}, []
        graph.flatten(probe, "", named, self.owners, self.nodes)
        self.names = [named[id(v.source), v.index] for v in finals]
        self.model = keras.Model(
            {v.source: v.tensor for v in graph.inputs}, {name: v.tensor for name, v in zip(self.names, finals)}
        )
        self.settings(rng)
        self.data(rng)
        self.initialize(rng)

    def finish(self, graph, value, rng):
        """A last layer, as its loss wants it, or none."""
        draw = rng.random()
        loss = None
        if draw < 0.25:
            classes = int(rng.integers(2, 5))
            ends = rng.random() < 0.5
            flat = graph.flat(value)
            value = graph.new({"type": "Dense", "units": classes, **({"activation": "softmax"} if ends else {})}, flat)
            kind = "SparseCategoricalCrossentropy" if rng.random() < 0.6 else "CategoricalCrossentropy"
            loss = {"type": kind, **({} if ends else {"fromLogits": True})}
        elif draw < 0.45:
            flat = graph.flat(value) if len(value.shape) < 3 else value
            value = graph.new(graph.dense(flat.shape, int(rng.integers(1, 3)), "sigmoid"), flat)
            loss = {"type": "BinaryCrossentropy"}
        else:
            loss = {"type": graph.pick(["MeanSquaredError", "MeanSquaredError", "Huber", "LogCosh", "MeanAbsoluteError"])}
        self.losses[id(value)] = loss
        return value

    def settings(self, rng):
        losses, self.written = {}, []
        for i, (name, value) in enumerate(zip(self.names, self.outputs)):
            loss = self.losses[id(value)]
            without = len(self.names) > 1 and rng.random() < 0.15 and (self.written or i + 1 < len(self.names))
            weight = float(rng.choice([1, 0.3, 2, 0.5]))
            metrics = {
                "SparseCategoricalCrossentropy": ["SparseCategoricalAccuracy"],
                "CategoricalCrossentropy": ["CategoricalAccuracy"],
                "BinaryCrossentropy": ["BinaryAccuracy", "MeanSquaredError"],
            }.get(loss["type"], ["MeanAbsoluteError"])
            if rng.random() < 0.4 or loss["type"] in metrics:
                metrics = []
            if not without:
                entry = {"output": name, "loss": loss}
                if weight != 1:
                    entry["weight"] = weight
                self.written.append({**entry, "metrics": [{"type": m} for m in metrics]})
        self.optimizer = [
            {"type": "SGD", "learningRate": 0.05},
            {"type": "SGD", "learningRate": 0.03, "momentum": 0.9},
            {"type": "SGD", "learningRate": 0.05, "momentum": 0.8, "nesterov": True},
            {"type": "Adam", "learningRate": 0.02, "epsilon": 0.001},
            {"type": "AdamW", "learningRate": 0.02, "epsilon": 0.001, "weightDecay": 0.01},
            {"type": "RMSprop", "learningRate": 0.01, "epsilon": 0.01},
            {"type": "SGD", "learningRate": 0.1, "globalClipNorm": 0.5},
        ][int(rng.integers(7))]

    def compile(self):
        options = {snake(k): v for k, v in self.optimizer.items() if k != "type"}
        options = {{"clip_norm": "clipnorm", "global_clip_norm": "global_clipnorm"}.get(k, k.replace("beta1", "beta_1")): v
                   for k, v in options.items()}
        optimizer = getattr(keras.optimizers, self.optimizer["type"])(**options)
        losses = {name: None for name in self.names}
        weights = {name: None for name in self.names}
        metrics = {}
        for entry in self.written:
            loss = entry["loss"]
            name = entry["output"]
            losses[name] = getattr(keras.losses, loss["type"])(**keras_options(loss))
            weights[name] = entry.get("weight", 1.0)
            metrics[name] = [getattr(keras.metrics, m["type"])(name=m["type"][0].lower() + m["type"][1:])
                             for m in entry["metrics"]]
        self.model.compile(optimizer, losses, loss_weights=weights, metrics=metrics, run_eagerly=True)

    def data(self, rng):
        self.epochs, self.batch, self.examples = (5, 5, 5) if rng.random() < 0.6 else (1, 4, 19)
        rows = self.examples
        self.x = {v.source: rng.normal(size=(rows, *v.shape)).round(2) for v in self.graph.inputs}
        self.y = {}
        for entry in self.written:
            name, kind = entry["output"], entry["loss"]["type"]
            shape = self.outputs[self.names.index(name)].shape
            if kind == "SparseCategoricalCrossentropy":
                self.y[name] = rng.integers(shape[-1], size=(rows, 1)).astype(float)
            elif kind == "CategoricalCrossentropy":
                self.y[name] = np.eye(shape[-1])[rng.integers(shape[-1], size=rows)]
            elif kind == "BinaryCrossentropy":
                self.y[name] = rng.integers(2, size=(rows, *shape)).astype(float)
            else:
                self.y[name] = rng.normal(size=(rows, *shape)).round(2)
        self.sample_weights = rng.choice([0.5, 1, 2], size=rows) if rng.random() < 0.15 else None

    def initialize(self, rng):
        self.initial = {}
        for owner, layer in self.owners.values():
            for name, variable in variables(layer).items():
                fan = math.prod(variable.shape[:-1]) or 1
                value = rng.normal(size=variable.shape) * (0.8 / math.sqrt(fan) if len(variable.shape) > 1 else 0.2)
                if name == "gamma":
                    value = 1 + value
                elif name in ("movingVariance", "alpha"):
                    value = np.abs(value) + 0.5
                self.initial[f"{owner}/{name}"] = value.round(3).astype("float32")

    def reset(self):
        for owner, layer in self.owners.values():
            for name, variable in variables(layer).items():
                variable.assign(self.initial[f"{owner}/{name}"])

    def weights(self, trainable=False):
        return {
            f"{owner}/{name}": variable
            for owner, layer in self.owners.values()
            for name, variable in variables(layer).items()
            if variable.trainable or not trainable
        }

    def run(self):
        dtype = keras.config.floatx()
        x = {k: v.astype("float32").astype(dtype) for k, v in self.x.items()}
        y = {k: v.astype("float32").astype(dtype) for k, v in self.y.items()}
        for name, value in zip(self.names, self.outputs):
            y.setdefault(name, np.zeros((self.examples, *value.shape), dtype))
        weights = self.sample_weights
        if weights is not None:
            # Keras wants an axis for each of the loss's.
            weights = {name: weights.astype(dtype).reshape(-1, *[1] * (len(value.shape) - 1))
                       for name, value in zip(self.names, self.outputs)}
        first = slice(0, self.batch)
        x1, y1 = {k: v[first] for k, v in x.items()}, {k: v[first] for k, v in y.items()}
        self.compile()
        self.reset()
        outputs = {k: v.numpy() for k, v in self.model(x1, training=False).items()}
        with tf.GradientTape() as tape:
            predicted = self.model(x1, training=True)
            loss = self.model.compute_loss(x1, y1, predicted, weights and {k: v[first] for k, v in weights.items()})
        learned = self.weights(trainable=True)
        gradients = tape.gradient(loss, [v.value for v in learned.values()])
        if all(gradient is None for gradient in gradients):
            return None
        gradients = {k: tf.convert_to_tensor(g).numpy() for k, g in zip(learned, gradients) if g is not None}
        self.compile()
        self.reset()
        history = self.model.fit(x, y, sample_weight=weights, batch_size=self.batch, epochs=self.epochs,
                                 shuffle=False, verbose=0).history
        after = {k: v.numpy() for k, v in self.weights().items()}
        return {"outputs": outputs, "gradients": gradients, "history": {k: np.array(v) for k, v in history.items()},
                "after": after}

    def json(self, number, results):
        network = {
            "inputs": [{"name": v.source, "shape": list(v.shape)} for v in self.graph.inputs],
            "nodes": self.nodes,
            "outputs": self.names,
            "optimizer": self.optimizer,
            "losses": self.written,
        }
        case = {
            "name": f"{number}: {len(self.nodes)} layers",
            "network": network,
            "weights": {k: {"shape": list(v.shape), "data": numbers(v, 4)} for k, v in self.initial.items()},
            "x": {k: numbers(v, 4) for k, v in self.x.items()},
            "y": {k: {"shape": list(v.shape), "data": numbers(v, 4)} for k, v in self.y.items()},
            "batchSize": self.batch,
            "epochs": self.epochs,
        }
        if self.sample_weights is not None:
            case["sampleWeights"] = numbers(self.sample_weights, 4)
        for key, values in results.items():
            case[key] = {k: numbers(v, 9) for k, v in values.items()}
        return case


def numbers(values, digits):
    return [float(f"{v:.{digits}g}") for v in np.asarray(values, "float64").ravel()]


def near(single, double):
    """Whether results agree to a tenth of what the test allows."""
    for key, (absolute, relative) in {"outputs": (1e-6, 1e-5), "gradients": (1e-6, 1e-5),
                                      "history": (1e-5, 1e-4), "after": (1e-5, 1e-4)}.items():
        for name, want in double[key].items():
            got = np.asarray(single[key][name], "float64")
            if not np.all(np.isfinite(want)) or np.abs(want).max(initial=0) > 100:
                return False
            if not np.all(np.abs(got - want) <= absolute + relative * np.abs(want)):
                return False
    return True


def small(case):
    return 2 <= len(case.nodes) <= 30 and sum(v.size for v in case.initial.values()) <= 150 + 25 * len(case.nodes)


def useful(results):
    """Whether most weights learn: a relu that is dead says little."""
    return results is not None and np.mean([np.abs(g).max() > 1e-4 for g in results["gradients"].values()]) > 0.7


def draw(number):
    for attempt in range(100):
        keras.backend.clear_session(free_memory=False)
        floats("float32")
        case = Case(number, attempt)
        if not small(case):
            continue
        results = case.run()
        if not useful(results):
            continue
        floats("float64")
        if near(results, Case(number, attempt).run()):
            return case.json(number, results), attempt
    raise ValueError(f"graph {number} could not be drawn")


def main():
    numbers_ = range(GRAPHS) if len(sys.argv) < 2 else range(*map(int, sys.argv[1].split("-")))
    lines, attempts = [], 0
    for number in numbers_:
        case, attempt = draw(number)
        attempts += attempt
        lines.append(json.dumps(case, separators=(",", ":")).replace(".0,", ",").replace(".0]", "]"))
        print(number, attempt, case["name"], len(lines[-1]), flush=True)
    data = gzip.compress(("\n".join(lines) + "\n").encode(), 9, mtime=0)
    (FILE if len(sys.argv) < 3 else Path(sys.argv[2])).write_bytes(data)
    print(len(data), "bytes,", attempts, "drawn anew")


if __name__ == "__main__":
    main()
