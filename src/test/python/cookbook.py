"""What Keras reaches with the models, the data and the splits of docs/cookbook: the mean of five seeds, with the
lowest and the highest, of all tasks or those that are named. Keras 3.15, TF 2.21; run at the repository's root."""

import csv
import gzip
import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
from keras import layers

MASK = (1 << 64) - 1


def random_bits(state):
    """As dev.lamina.random.SplitMix64 gives them."""
    while True:
        state = (state + 0x9E3779B97F4A7C15) & MASK
        bits = state
        bits = ((bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        bits = ((bits ^ (bits >> 27)) * 0x94D049BB133111EB) & MASK
        yield bits ^ (bits >> 31)


def derived(seed, stream):
    return next(random_bits(next(random_bits(seed)) ^ stream))


def permutation(count, seed):
    random = random_bits(seed)
    order = list(range(count))
    for i in range(count - 1):
        chosen = i + ((next(random) >> 1) * 2 * (count - i) >> 64)
        order[i], order[chosen] = order[chosen], order[i]
    return order


def table(name, missing=""):
    with open("datasets/" + name) as file:
        return [{k: None if v in ("", missing) else v for k, v in row.items()} for row in csv.DictReader(file)]


def penguins(target):
    """Rows as numbers, shuffled and split as the pages do; what is learned of columns is of the training rows."""
    rows = table("penguins.csv", ".")
    rows = [row for row in rows if row[target] is not None] if target == "body_mass_g" else rows
    rows = [rows[i] for i in permutation(len(rows), 1)]
    cut = int(len(rows) * 0.8 + 0.5)
    columns = []
    for name in [name for name in rows[0] if name != target]:
        try:
            numbers = np.array([np.nan if r[name] is None else float(r[name]) for r in rows], "float32")
            numbers = np.where(np.isnan(numbers), np.nanmean(numbers[:cut]), numbers)
            columns.append(((numbers - numbers[:cut].mean()) / numbers[:cut].std())[:, None])
        except ValueError:
            words = sorted({r[name] for r in rows[:cut] if r[name]})
            columns.append(np.array([[r[name] == word for word in words] for r in rows], "float32"))
    x = np.concatenate(columns, 1)
    return x[:cut], x[cut:], [r[target] for r in rows[:cut]], [r[target] for r in rows[cut:]]


def fit(model, rate, loss, x, y, batch, epochs, **more):
    model.compile(keras.optimizers.Adam(rate), loss, **more)
    model.fit(x, y, batch_size=batch, epochs=epochs, verbose=0)
    return model


def tabular_classification():
    x, test_x, y, test_y = penguins("species")
    names = sorted(set(y))
    y, test_y = [np.array([names.index(each) for each in part]) for part in (y, test_y)]
    model = keras.Sequential([layers.Dense(16, "relu"), layers.Dense(3, "softmax")])
    fit(model, 0.01, "sparse_categorical_crossentropy", x, y, 32, 30)
    return np.mean(model.predict(test_x, verbose=0).argmax(1) == test_y)


def tabular_regression():
    x, test_x, y, test_y = penguins("body_mass_g")
    y, test_y = np.array(y, "float32"), np.array(test_y, "float32")
    model = keras.Sequential([layers.Dense(16, "relu"), layers.Dense(1)])
    fit(model, 0.01, "mse", x, (y - y.mean()) / y.std(), 32, 30)
    return np.mean(np.abs(model.predict(test_x, verbose=0)[:, 0] * y.std() + y.mean() - test_y))


def mnist():
    with gzip.open("datasets/mnist/train-images-idx3-ubyte.gz") as images, gzip.open(
        "datasets/mnist/train-labels-idx1-ubyte.gz"
    ) as labels:
        x = np.frombuffer(images.read(16 + 3000 * 784)[16:], "uint8").reshape(-1, 28, 28, 1) / 255
        return x.astype("float32"), np.frombuffer(labels.read(8 + 3000)[8:], "uint8").astype("int32")


def images():
    x, y = mnist()
    files = sorted(range(len(y)), key=lambda i: f"{y[i]}/{i}.png")
    x, y = x[files], y[files]
    order = np.array(permutation(len(y), derived(1, 0)))
    train = np.concatenate([order[y[order] == c][: int((y == c).sum() * 0.8 + 0.5)] for c in range(10)])
    test = np.setdiff1d(order, train)
    model = keras.Sequential(
        [
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dropout(0.25),
            layers.Dense(10, "softmax"),
        ]
    )
    fit(model, 0.002, "sparse_categorical_crossentropy", x[train], y[train], 32, 5)
    return np.mean(model.predict(x[test], verbose=0).argmax(1) == y[test])


def text_classification():
    rows = table("mails.csv")
    y = np.array([row["kind"] == "spam" for row in rows], "int32")
    vectorize = layers.TextVectorization(max_tokens=4000, output_sequence_length=40)
    vectorize.adapt([row["text"] for row in rows[:800]])
    x = np.array(vectorize([row["text"] for row in rows]))
    model = keras.Sequential(
        [layers.Embedding(4000, 16, mask_zero=True), layers.GlobalAveragePooling1D(), layers.Dense(2, "softmax")]
    )
    fit(model, 0.01, "sparse_categorical_crossentropy", x[:800], y[:800], 32, 15)
    return np.mean(model.predict(x[800:], verbose=0).argmax(1) == y[800:])


def time_series():
    rows = table("seattle-weather.csv")
    values = np.array([[float(r[n]) for n in ("temp_max", "temp_min", "precipitation", "wind")] for r in rows], "float32")
    cut = sum(r["date"] < "2015" for r in rows)

    def windows(part):
        return np.stack([part[i : i + 14] for i in range(len(part) - 14)]), part[14:, 0]

    (x, y), (test_x, test_y) = windows(values[:cut]), windows(values[cut:])
    normalize = layers.Normalization()
    normalize.adapt(x)
    model = keras.Sequential([normalize, layers.GRU(16), layers.Dense(1)])
    fit(model, 0.01, "mae", x, y, 64, 30)
    return np.mean(np.abs(model.predict(test_x, verbose=0)[:, 0] - test_y))


TASKS = (tabular_classification, tabular_regression, images, text_classification, time_series)
for task in [task for task in TASKS if task.__name__ in sys.argv[1:]] or TASKS:
    results = []
    for seed in range(1, 6):
        keras.utils.set_random_seed(seed)
        results.append(float(task()))
    print(f"{task.__name__}: {np.mean(results):.3f} from {min(results):.3f} to {max(results):.3f}", flush=True)
