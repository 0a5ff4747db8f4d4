"""Makes the SavedModels of this folder and expected.json, with TensorFlow 2.21 and Keras 3.15: python make.py

keras      Keras' model.export: a small convolutional network of two inputs and one output
sum        Keras' model.export: a convolution and what it looks at, added up
table      a Module of tf.saved_model.save: a table of words from an asset, strings in and out
types      a Module whose types are others than those: strings of any bytes, half, short and complex numbers
module     a Module of several signatures: every type, ranks 0 to 4, several inputs and outputs, no input at all
"""

import json
import os
import shutil

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.chdir(os.path.dirname(os.path.abspath(__file__)))

import keras
import numpy as np
import tensorflow as tf
from keras import layers

calls = []


def call(model, signature, **inputs):
    """Records what the saved model of a folder answers."""
    function = tf.saved_model.load(model).signatures[signature]
    inputs = {name: tf.constant(value) for name, value in inputs.items()}
    outputs = function(**inputs)
    calls.append({
        "model": model, "signature": signature,
        "inputs": {name: described(value) for name, value in inputs.items()},
        "outputs": {name: described(value) for name, value in outputs.items()},
    })


def described(tensor):
    values = np.asarray(tensor.numpy()).reshape(-1).tolist()
    if tensor.dtype == tf.string:
        values = [value.decode() for value in values]
    return {"type": tensor.dtype.name, "shape": tensor.shape.as_list(), "values": values}


def save(module, folder, signatures):
    shutil.rmtree(folder, ignore_errors=True)
    tf.saved_model.save(module, folder, signatures=signatures)


def keras_model():
    keras.utils.set_random_seed(1)
    image = keras.Input((6, 6, 1), name="image")
    extra = keras.Input((2,), name="extra")
    x = layers.Conv2D(2, 3, activation="relu")(image)
    x = layers.BatchNormalization()(x)
    x = layers.Concatenate()([layers.Flatten()(x), extra])
    model = keras.Model([image, extra], layers.Dense(3, activation="softmax")(x))
    shutil.rmtree("keras", ignore_errors=True)
    model.export("keras", verbose=False)
    images = np.random.default_rng(1).random((2, 6, 6, 1), np.float32)
    call("keras", "serving_default", image=images, extra=np.float32([[1, 2], [3, 4]]))


def keras_sum():
    keras.utils.set_random_seed(1)
    image = keras.Input((6, 6, 1), name="image")
    seen = layers.Conv2D(2, 1, activation="relu")(image)
    again = layers.Conv2D(2, 3, padding="same", bias_initializer="random_normal")(seen)
    model = keras.Model(image, layers.Add()([seen, again]))
    shutil.rmtree("sum", ignore_errors=True)
    model.export("sum", verbose=False)


def keras_sequential():
    keras.utils.set_random_seed(2)
    model = keras.Sequential([keras.Input((4,)), layers.Dense(3, "relu"), layers.Dense(2, "softmax")])
    shutil.rmtree("sequential", ignore_errors=True)
    model.export("sequential", verbose=False)
    name = next(iter(tf.saved_model.load("sequential").signatures["serving_default"].structured_input_signature[1]))
    call("sequential", "serving_default", **{name: np.float32([[1, 2, 3, 4], [0, 1, 0.5, -0.5]])})


class Table(tf.Module):
    def __init__(self, words):
        self.table = tf.lookup.StaticHashTable(
            tf.lookup.TextFileInitializer(
                words, tf.string, tf.lookup.TextFileIndex.WHOLE_LINE, tf.int64, tf.lookup.TextFileIndex.LINE_NUMBER),
            -1)

    @tf.function(input_signature=[tf.TensorSpec([None], tf.string, "word")])
    def find(self, word):
        return {"number": self.table.lookup(word), "upper": tf.strings.upper(word, "utf-8")}


def table():
    with open("words.txt", "w", encoding="utf-8") as file:
        file.write("null\neins\nzwölf\n")
    module = Table("words.txt")
    save(module, "table", {"serving_default": module.find})
    os.remove("words.txt")
    call("table", "serving_default", word=np.array(["zwölf", "drei", "eins"]))


class Module(tf.Module):
    def __init__(self):
        self.scale = tf.Variable(2.0)

    @tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32, "x")])
    def floats(self, x):
        return {"y": x * self.scale}

    @tf.function(input_signature=[tf.TensorSpec([], tf.float64, "x")])
    def doubles(self, x):
        return {"y": x / 3}

    @tf.function(input_signature=[tf.TensorSpec([None, 3], tf.int32, "x"), tf.TensorSpec([3], tf.int32, "y")])
    def ints(self, x, y):
        return {"sum": x + y, "largest": tf.reduce_max(x)}

    @tf.function(input_signature=[tf.TensorSpec([2, None, 2], tf.int64, "x")])
    def longs(self, x):
        return {"y": x * x}

    @tf.function(input_signature=[tf.TensorSpec([None, 2, 2, 3], tf.uint8, "image")])
    def bytes(self, image):
        return {"inverse": 255 - image, "bright": image > 127}

    @tf.function(input_signature=[tf.TensorSpec([None], tf.bool, "x"), tf.TensorSpec([], tf.bool, "y")])
    def booleans(self, x, y):
        return {"both": tf.logical_and(x, y)}

    @tf.function(input_signature=[tf.TensorSpec([None, 2], tf.string, "parts"), tf.TensorSpec([], tf.string, "glue")])
    def strings(self, parts, glue):
        return {"joined": tf.strings.join([parts[:, 0], glue, parts[:, 1]]), "length": tf.strings.length(parts)}

    @tf.function(input_signature=[tf.TensorSpec(None, tf.float32, "x")])
    def any_rank(self, x):
        return {"sum": tf.reduce_sum(x), "same": tf.identity(x)}

    @tf.function(input_signature=[tf.TensorSpec([None], tf.float16, "x")])
    def halves(self, x):
        return {"y": x + 1}

    @tf.function(input_signature=[])
    def constant(self):
        return {"scale": self.scale.read_value()}


def module():
    m = Module()
    names = ["floats", "doubles", "ints", "longs", "bytes", "booleans", "strings", "any_rank", "halves", "constant"]
    save(m, "module", {name: getattr(m, name) for name in names})
    call("module", "floats", x=np.float32([[1, 2], [3, 4.5]]))
    call("module", "doubles", x=np.float64(1.0))
    call("module", "ints", x=np.int32([[1, 2, 3], [-4, 5, 6]]), y=np.int32([10, 20, 30]))
    call("module", "longs", x=np.int64([[[1, 2]], [[3, 3_000_000_000]]]))
    call("module", "bytes", image=np.arange(24, dtype=np.uint8).reshape(2, 2, 2, 3) * 10)
    call("module", "booleans", x=np.array([True, False]), y=np.array(True))
    call("module", "strings", parts=np.array([["a", "b"], ["größer", ""]]), glue=np.array("-"))
    call("module", "any_rank", x=np.float32(5))
    call("module", "any_rank", x=np.float32([[1, 2], [3, 4]]))
    call("module", "constant")


class Types(tf.Module):
    """What predict's usual types are not: strings of any bytes, half numbers, short ones, complex ones."""

    @tf.function(input_signature=[tf.TensorSpec([None], tf.float32, "x")])
    def numbers(self, x):
        types = [tf.float16, tf.bfloat16, tf.int8, tf.int16, tf.uint16, tf.uint32, tf.complex64]
        return {"y": 2 * x} | {t.name: tf.cast(tf.abs(x) if t.is_unsigned else x, t) for t in types}

    @tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32, "x")])
    def half(self, x):
        return {"y": tf.cast(x, tf.float16)}

    @tf.function(input_signature=[tf.TensorSpec([None], tf.float32, "x")])
    def complex(self, x):
        return {"y": tf.cast(x, tf.complex64)}

    @tf.function(input_signature=[tf.TensorSpec([None], tf.string, "x")])
    def bytes(self, x):
        return {"same": tf.identity(x), "length": tf.strings.length(x)}

    @tf.function(input_signature=[tf.TensorSpec([None], tf.string, "examples")])
    def parse(self, examples):
        return tf.io.parse_example(examples, {"x": tf.io.FixedLenFeature([2], tf.float32)})

    @tf.function(input_signature=[tf.TensorSpec([], tf.string, "png")])
    def decode(self, png):
        return {"pixels": tf.io.decode_png(png)}

    @tf.function(input_signature=[tf.TensorSpec([None, None, 1], tf.uint8, "pixels")])
    def encode(self, pixels):
        return {"png": tf.io.encode_png(pixels)}


def types():
    m = Types()
    save(m, "types", {name: getattr(m, name) for name in ["numbers", "half", "complex", "bytes", "parse", "decode", "encode"]})


keras_model()
keras_sum()
keras_sequential()
table()
module()
types()
with open("expected.json", "w", encoding="utf-8") as file:
    rows = ",\n  ".join(json.dumps(c, ensure_ascii=False, sort_keys=True) for c in calls)
    file.write('{\n "tensorflow": "%s", "keras": "%s",\n "calls": [\n  %s\n ]\n}\n' % (tf.__version__, keras.__version__, rows))
