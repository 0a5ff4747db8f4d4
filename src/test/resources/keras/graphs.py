"""Makes the .keras files of functional models, and for each the outputs that Keras computes for some inputs.

    TF_ENABLE_ONEDNN_OPTS=0 KERAS_BACKEND=tensorflow python graphs.py

Made with Keras 3.15.1 on TensorFlow. The .json files hold {"input": ..., "output": ...}: the rows of all inputs, by the inputs' names,
and of all outputs, each with its shape and its numbers, row-major. Weights are multiples of 1/64, so that files are small.
"""

import json
import zipfile

import keras
import numpy as np
from keras import layers as L

keras.utils.set_random_seed(1)
random = np.random.default_rng(1)


def scramble(model):
    for weight in model.weights:
        if weight.dtype == "float32":
            spread = 0.4 if len(weight.shape) == 1 else 1.5 / np.sqrt(np.prod(weight.shape[:-1]))
            if len(weight.shape) == 4 and weight.shape[-1] == 1:
                spread = 0.4
            values = random.normal(0, spread, weight.shape)
            if "gamma" in weight.name or "variance" in weight.name:
                values = np.abs(values) + 0.5
            weight.assign(np.round(values * 64) / 64)


def rows(arrays):
    flat = np.concatenate([np.asarray(array).reshape(len(array), -1) for array in arrays], axis=1)
    return {"shape": list(flat.shape), "data": [float(f"{number:.7g}") for number in flat.ravel()]}


def save(name, model, examples=3):
    scramble(model)
    x = {one.name: np.round(random.normal(0, 1, (examples, *one.shape[1:])) * 64).astype("float32") / 64 for one in model.inputs}
    y = model.predict(x if len(x) > 1 else list(x.values())[0], verbose=0)
    y = list(y.values()) if isinstance(y, dict) else y if isinstance(y, list) else [y]
    print(name, model.count_params(), [(one.shape, one.min(), one.max(), one.std(axis=0).max()) for one in y])
    model.save(name + ".keras")
    with zipfile.ZipFile(name + ".keras") as archive:
        members = {each: archive.read(each) for each in archive.namelist()}
    with zipfile.ZipFile(name + ".keras", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for each, content in members.items():
            archive.writestr(each, content)
    with open(name + ".json", "w") as file:
        json.dump({"input": rows([x[each] for each in sorted(x)]), "output": rows(y)}, file)
        file.write("\n")


# Two inputs, two outputs, shared layers, models within, called once and twice, training=False, operations.
image, row = keras.Input((6, 6, 2), name="image"), keras.Input((5,), name="row")
tower = keras.Sequential([L.Conv2D(4, 3, padding="same"), L.BatchNormalization(), L.ReLU(), L.GlobalAveragePooling2D()], name="tower")
begin = keras.Input((4,), name="begin")
skip = L.Add(name="skip")([L.Dropout(0.5)(L.BatchNormalization(name="norm")(L.Dense(4, name="inner")(begin))), begin])
base = keras.Model(begin, skip, name="base")
one, other = keras.Input((4,), name="one"), keras.Input((4,), name="other")
pair = keras.Model([one, other], [L.Dense(3, name="first")(one), L.Subtract(name="less")([one, other])], name="pair")
shared = L.Dense(4, "tanh", name="shared")
bright, dark = tower(image), tower(1 - image * 0.5)
wide = shared(L.Dense(5, "relu", name="block.1")(row))
deep = base(shared(row), training=False)
deep = L.BatchNormalization(name="fixed")(deep, training=False)
a, b = pair([bright, deep])
c, d = pair([b, dark])
merged = L.Concatenate(name="merged")([a, c, L.Average()([b, d]), L.Maximum()([bright, wide]), L.Minimum()([dark, deep])])
merged = L.Concatenate()([merged, L.Dot(-1, normalize=True)([bright, wide]), L.Multiply()([wide, deep]), -(bright + wide) / 3])
kind = L.Dense(3, "softmax", name="kind")(merged)
churn = L.Dense(1, "sigmoid", name="churn")(keras.ops.relu(merged - 0.25))
save("graph", keras.Model([row, image], [kind, churn]))

# What transfer learning is most often begun with.
network = keras.applications.MobileNetV2((32, 32, 3), alpha=0.35, weights=None, include_top=False)
save("mobilenet", network, 2)

inputs = keras.Input((4,))
hidden = L.Dense(4, name="hidden")(inputs)
save("branches", keras.Model(inputs, L.Add(name="sum")([inputs, hidden])))

# A list whose one layer is a graph.
save("list_of_graph", keras.Sequential([keras.Input((4,)), base, L.Dense(2, name="head")]))
