"""Makes the models of KerasMaskingTest with Keras 3: python make.py FOLDER (seeded, so always the same)."""

import json
import os
import sys

import keras
import numpy as np
from keras import layers as L

STEPS, IDS, FEATURES = 6, 9, 3
RANDOM = np.random.default_rng(7)


def ids():
    """Sentences of 1 to all steps; one has a gap in the middle."""
    x = RANDOM.integers(1, IDS, (8, STEPS))
    for row, length in enumerate([6, 3, 1, 5, 4, 2, 6, 3]):
        x[row, length:] = 0
    x[0, 2] = 0
    return x.astype("float32")


def sequences():
    x = RANDOM.normal(size=(8, STEPS, FEATURES)).astype("float32")
    for row, length in enumerate([2, 6, 5, 1, 3, 6, 4, 2]):
        x[row, length:] = 0.5
    x[1, 1] = 0.5
    x[2, 0, 1] = 0.5
    return x


def words(dimension=4, **options):
    return L.Embedding(IDS, dimension, mask_zero=True, **options)


def graph_of_two():
    i, j = keras.Input((STEPS,), name="ids"), keras.Input((STEPS, FEATURES), name="numbers")
    x = L.Concatenate()([words()(i), j])
    y = L.Masking(0.5)(j)
    y = L.Add()([L.LSTM(7, return_sequences=True)(y), x])
    return keras.Model([i, j], L.SimpleRNN(2)(y))


def graph_of_lengths():
    i, j = keras.Input((STEPS,), name="ids"), keras.Input((STEPS,), name="more")
    embedding = words()
    x = L.Concatenate(axis=1)([embedding(i), embedding(j)])
    return keras.Model([i, j], L.GlobalAveragePooling1D()(x))


def graph_of_models():
    inner_input = keras.Input((STEPS, 4))
    inner = keras.Model(inner_input, L.GRU(3, return_sequences=True)(inner_input), name="inner")
    i = keras.Input((STEPS,), name="ids")
    encoder = keras.Sequential([keras.Input((STEPS,)), words(), L.LSTM(4, return_sequences=True)], name="encoder")
    x = L.Dropout(0.0)(inner(encoder(i)))
    return keras.Model(i, L.Bidirectional(L.SimpleRNN(2))(x))


def graph_of_an_own_mask():
    i = keras.Input((STEPS,))
    return keras.Model(i, L.LSTM(2)(L.Embedding(IDS, 4)(i), mask=keras.ops.not_equal(i, 0)))


def listed(shape, *layers):
    return keras.Sequential([keras.Input(shape), *layers])


def graph_of_merged():
    i, j, k = keras.Input((STEPS,), name="a"), keras.Input((STEPS,), name="b"), keras.Input((STEPS, FEATURES), name="c")
    x, y = words(FEATURES)(i), words(FEATURES)(j)
    merged = [L.Multiply()([x, y]), L.Maximum()([x, y]), L.Minimum()([x, y])]
    plain = [L.Multiply()([x, k]), L.Maximum()([k, y]), L.Minimum()([x, k])]
    z = L.Add()([L.SimpleRNN(3, return_sequences=True)(each) for each in merged])
    return keras.Model([i, j, k], L.SimpleRNN(2)(L.Concatenate()([z, *plain])))


def graph_of_operations():
    i, j = keras.Input((STEPS,), name="a"), keras.Input((STEPS,), name="b")
    x, y = words()(i), words()(j)
    return keras.Model([i, j], L.Add()([L.SimpleRNN(2)(x * 2.0 + 1.0), L.SimpleRNN(2)(x * y)]))


def graph_of_a_stack():
    """The mask of the end is the or of 2^20 paths."""
    i = keras.Input((STEPS,))
    x = words()(i)
    for _ in range(20):
        x = L.Add()([x, x])
        x = L.Rescaling(0.5)(x)
    return keras.Model(i, L.SimpleRNN(2)(x))


MODELS = {
    "lstm": lambda: listed((STEPS,), words(), L.LSTM(3), L.Dense(2)),
    "sequences": lambda: listed((STEPS,), words(), L.GRU(3, return_sequences=True), L.LSTM(2, go_backwards=True)),
    "reset_before": lambda: listed((STEPS,), words(), L.GRU(3, reset_after=False, return_sequences=True), L.SimpleRNN(2)),
    "bidirectional": lambda: listed(
        (STEPS,), words(), L.Bidirectional(L.LSTM(3, return_sequences=True)), L.Flatten(), L.Dense(2)),
    "bidirectional_sum": lambda: listed(
        (STEPS,), words(), L.Bidirectional(L.GRU(3, return_sequences=True), merge_mode="sum"), L.GlobalMaxPooling1D()),
    "bidirectional_end": lambda: listed((STEPS,), words(), L.Bidirectional(L.SimpleRNN(3), merge_mode="mul")),
    "tags": lambda: listed(
        (STEPS,), words(), L.Bidirectional(L.LSTM(3, return_sequences=True)), L.TimeDistributed(L.Dense(4, activation="softmax"))),
    "pooled": lambda: listed((STEPS,), words(), L.SpatialDropout1D(0.0), L.GlobalAveragePooling1D(keepdims=True), L.Flatten()),
    "masking": lambda: listed(
        (STEPS, FEATURES), L.Masking(0.5), L.LayerNormalization(), L.LSTM(3, return_sequences=True), L.Dense(2)),
    "normalized": lambda: listed(
        (STEPS, FEATURES), L.Masking(0.5), L.BatchNormalization(momentum=0.5), L.Activation("tanh"), L.GRU(2)),
    "lost": lambda: listed((STEPS, FEATURES), L.Masking(0.5), L.Conv1D(3, 2, padding="same"), L.LSTM(2)),
    "within": lambda: listed((2, STEPS, FEATURES), L.Masking(0.5), L.TimeDistributed(L.LSTM(3)), L.Flatten()),
    "regression": lambda: listed((STEPS, FEATURES), L.Masking(0.5), L.SimpleRNN(2, return_sequences=True)),
    "two": graph_of_two,
    "lengths": graph_of_lengths,
    "models": graph_of_models,
    "merged": graph_of_merged,
    "operations": graph_of_operations,
    "stack": graph_of_a_stack,
}


def inputs(model):
    for tensor in model.inputs:
        if len(tensor.shape) == 2:
            yield ids()
        elif len(tensor.shape) == 3:
            yield sequences()
        else:
            yield np.stack([sequences(), sequences()], axis=1)


def main(folder):
    os.makedirs(folder, exist_ok=True)
    graph_of_an_own_mask().save(f"{folder}/own.keras")
    expected = {}
    for name, make in MODELS.items():
        keras.utils.set_random_seed(3)
        model = make()
        for weight in model.weights:
            if weight.name != "moving_variance":
                weight.assign(RANDOM.normal(size=weight.shape) * 0.5)
        model.save(f"{folder}/{name}.keras")
        x = list(inputs(model))
        x = x[0] if len(x) == 1 else x
        shape = model.output_shape[1:]
        tags = name == "tags"
        y = RANDOM.integers(0, shape[-1], (8, *shape[:-1])) if tags else RANDOM.normal(size=(8, *shape))
        y = y.astype("float32")
        prediction = model.predict(x, verbose=0)
        model.compile(
            keras.optimizers.SGD(0.1),
            "sparse_categorical_crossentropy" if tags else "mse",
            metrics=["sparse_categorical_accuracy" if tags else "mae"])
        metrics = model.evaluate(x, y, batch_size=8, verbose=0)
        sample = np.linspace(0.5, 1.5, 8).astype("float32")
        sample = sample[:, None] if len(shape) > 1 else sample
        weighted = model.evaluate(x, y, batch_size=8, sample_weight=sample, verbose=0)[0]
        history = model.fit(x, y, batch_size=8, epochs=5, shuffle=False, verbose=0).history
        expected[name] = {
            "x": [part.ravel().tolist() for part in (x if isinstance(x, list) else [x])],
            "y": y.ravel().tolist(),
            "prediction": prediction.ravel().tolist(),
            "evaluation": metrics,
            "weighted": weighted,
            "losses": history["loss"],
            "trained": model.predict(x, verbose=0).ravel().tolist(),
        }
    with open(f"{folder}/expected.json", "w") as file:
        json.dump(json.loads(json.dumps(expected), parse_float=lambda each: float(f"{float(each):.7g}")), file)


main(sys.argv[1])
