"""Makes the .keras files of this folder, and for each the outputs that Keras computes for some inputs.

    KERAS_BACKEND=tensorflow python make.py

Made with Keras 3.15.1 on TensorFlow; on PyTorch, Keras averages otherwise at borders. The .json files hold {"input": ...,
"output": ...}, each with its shape and its numbers, row-major.
"""

import json
import zipfile

import keras
import numpy as np
from keras import layers as L

keras.utils.set_random_seed(1)
random = np.random.default_rng(1)


def scramble(model):
    """Gives every weight a value of its own, so that none can be taken for another or for a default."""
    for layer in model.layers:
        if isinstance(layer, L.Normalization):
            continue
        for weight in layer.weights:
            if weight.dtype == "float32":
                spread = 0.6 if len(weight.shape) == 1 else 1.5 / np.sqrt(np.prod(weight.shape[:-1]))
                values = random.normal(0, spread, weight.shape)
                if "variance" in weight.name:
                    values = np.abs(values) + 0.5
                weight.assign(values)


def tensor(values):
    values = np.asarray(values, "float32")
    return {"shape": list(values.shape), "data": [float(value) for value in values.ravel()]}


def save(name, model, x=None):
    if x is None:
        x = random.normal(0, 1, (3, *model.input_shape[1:])).astype("float32")
    y = np.zeros(1)
    while y.std(axis=0).max() < 0.05:  # Until the input makes a difference to the output.
        scramble(model)
        y = model.predict(x, verbose=0)
    model.save(name + ".keras")
    if name not in ("dense", "chain"):
        deflate(name + ".keras")
    with open(name + ".json", "w") as file:
        json.dump({"input": tensor(x), "output": tensor(y)}, file)
        file.write("\n")


def deflate(path):
    """Makes a file smaller; Keras reads compressed members too, though it writes them as they are."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def sequential(shape, *layers):
    return keras.Sequential([keras.Input(shape), *layers])


frozen = L.Dense(4, "tanh", name="kept")
frozen.trainable = False
save("dense", sequential(
    (6,),
    L.Dense(5, "relu", kernel_initializer="he_normal", kernel_regularizer="l2", activity_regularizer="l1"),
    L.BatchNormalization(momentum=0.9, epsilon=0.01),
    L.Dropout(0.3, seed=5),
    L.Dense(5, use_bias=False, kernel_constraint=keras.constraints.MaxNorm(2.5, axis=0)),
    L.LayerNormalization(),
    L.GaussianNoise(0.2),
    frozen,
    L.BatchNormalization(center=False, scale=False),
    L.PReLU(),
    L.Dense(4, bias_constraint="non_neg", bias_regularizer=keras.regularizers.L1L2(0.1, 0.2)),
    L.LeakyReLU(0.2),
    L.Dense(3),
    L.Softmax()))

names = ["linear", "relu", "sigmoid", "tanh", "softmax", "elu", "selu", "softplus", "softsign", "gelu", "silu",
         "exponential", "hard_sigmoid", "relu6", "log_softmax", "mish"]
save("activations", sequential(
    (4,),
    *[layer for activation in [L.Activation(name) for name in names] + [
        L.ReLU(6), L.ReLU(), L.ReLU(negative_slope=0.1), L.ELU(), L.Identity()]
      for layer in (L.Dense(6), activation, L.LayerNormalization(center=False, scale=False))]))

initializers = ["zeros", "ones", "glorot_uniform", "glorot_normal", "he_uniform", "he_normal", "lecun_uniform",
                "lecun_normal", keras.initializers.VarianceScaling(2, "fan_out", "untruncated_normal"),
                keras.initializers.Constant(0.5), "identity", keras.initializers.Orthogonal(2),
                keras.initializers.RandomNormal(0.1, 0.2), keras.initializers.RandomUniform(-1, 2),
                keras.initializers.TruncatedNormal(0.1, 0.2)]
save("initializers", sequential(
    (2,),
    *[layer for each in initializers
      for layer in (L.Dense(3, kernel_initializer=each), L.LayerNormalization(center=False, scale=False))]))

save("images", sequential(
    (9, 8, 2),
    L.Rescaling(0.5, 0.1),
    L.RandomFlip("horizontal"),
    L.RandomTranslation(0.1, (-0.2, 0.2), fill_mode="nearest"),
    L.RandomRotation(0.05),
    L.ZeroPadding2D(((1, 0), (2, 1))),
    L.Conv2D(3, (3, 2), strides=(1, 2), padding="same", activation="relu", kernel_initializer="he_uniform"),
    L.BatchNormalization(),
    L.SpatialDropout2D(0.1),
    L.DepthwiseConv2D(2, depth_multiplier=2, use_bias=False, depthwise_regularizer="l1"),
    L.Cropping2D(((1, 0), (0, 1))),
    L.SeparableConv2D(4, 3, padding="same", depth_multiplier=2, activation="elu", pointwise_constraint="unit_norm"),
    L.PReLU(shared_axes=[1, 2]),
    L.Conv2DTranspose(3, 3, strides=2, activation="tanh"),
    L.MaxPooling2D(2),
    L.UpSampling2D((2, 3), interpolation="bilinear"),
    L.Conv2D(3, 2, dilation_rate=2),
    L.AveragePooling2D((3, 2), strides=1, padding="same"),
    L.LayerNormalization(),
    L.Dense(4, "softsign"),
    L.GlobalAveragePooling2D(),
    L.Dense(3)))

save("shapes", sequential(
    (4, 6),
    L.Permute((2, 1)),
    L.Reshape((4, 2, -1)),
    L.UpSampling2D(2),
    L.Conv2D(4, 2),
    L.Softmax(axis=1),
    L.GlobalMaxPooling2D(),
    L.RepeatVector(3),
    L.Flatten(),
    L.Dense(2)))

save("sequences", sequential(
    (8,),
    L.Embedding(10, 5, embeddings_regularizer="l2"),
    L.Conv1D(4, 3, padding="same", activation="silu"),
    L.MaxPooling1D(2, strides=1),
    L.AveragePooling1D(2, padding="same"),
    L.Bidirectional(L.LSTM(3, return_sequences=True, recurrent_activation="hard_sigmoid", unit_forget_bias=False)),
    L.GRU(4, return_sequences=True),
    L.TimeDistributed(L.Dense(3, "relu")),
    L.GRU(3, return_sequences=True, reset_after=False, use_bias=False),
    L.SimpleRNN(3, activation=None, return_sequences=True, go_backwards=True, recurrent_initializer="glorot_uniform"),
    L.Dense(4),
    L.LSTM(3, return_sequences=True),
    L.Bidirectional(L.GRU(2), merge_mode="ave")), random.integers(0, 10, (4, 8)).astype("float32"))

adapted = L.Normalization()
adapted.adapt(random.normal(3, 2, (50, 3)))
save("nested", sequential(
    (3,),
    adapted,
    L.Normalization(mean=[0.1, 0.2, 0.3], variance=[1.0, 2.0, 3.0]),
    L.Dense(4),
    keras.Sequential([L.Dense(4, "relu"), keras.Sequential([L.Dense(3), L.BatchNormalization()]), L.Dense(3)]),
    keras.Sequential([L.Dense(2)]),
    L.Normalization(axis=None, mean=0.5, variance=4.0),
    L.Dense(2)))

inputs = keras.Input((4,), name="numbers")
outputs = L.Dense(2)(L.Dropout(0.1)(L.Dense(3, "relu")(inputs)))
save("chain", keras.Model(inputs, outputs))
