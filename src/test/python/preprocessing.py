"""Writes src/test/resources/prepare/preprocessing.json.gz: what Keras' preprocessing layers make of
random columns, some values of which are missing or not in the training rows. Keras 3.15, TF 2.21."""

import gzip
import json
import random
import re

import numpy as np
import tensorflow as tf
from keras import layers

random.seed(17)
ROWS = 200
WORDS = "red green blue Île größe 東京 a an the sun, moon. STAR don't x-ray".split()


def numbers(spread):
    return [None if random.random() < 0.1 else round(random.gauss(5, 2) * spread, 2) for _ in range(ROWS)]


def choices(words):
    weights = [1 / (i + 1) for i in range(len(words))]
    return ["" if random.random() < 0.1 else random.choices(words, weights)[0] for _ in range(ROWS)]


def wholes(low, high):
    return [random.randint(low, high) for _ in range(ROWS)]


def texts():
    return [
        random.choice([" ", "  ", "\t"]).join(random.choices(WORDS, k=random.randint(0, 12)))
        for _ in range(ROWS)
    ]


def filled(values, value):
    return np.array([[value if v is None else v] for v in values], "float32")


def fill_value(values, fill):
    there = [v for v in values if v is not None]
    return float(np.mean(there) if fill == "mean" else np.median(there))


def case(feature, train, test, layer, column):
    layer.adapt(column(train))
    return {
        "feature": {**feature, "name": "c"},
        "train": train,
        "test": test,
        "output": np.array(layer(column(test))).astype("float32").reshape(len(test), -1).tolist(),
    }


def camel(keras):
    return re.sub("_(.)", lambda m: m[1].upper(), keras)


def strings(values):
    return tf.constant([[v] for v in values])


def ints(values):
    return tf.constant([[v] for v in values], tf.int64)


cases = []
for spread, fill in [(1, "mean"), (1000, "median"), (0, "mean")]:
    train, test = numbers(spread), numbers(spread)
    value = fill_value(train, fill)
    cases.append(
        case({"type": "Numeric", "fill": fill}, train, test, layers.Normalization(),
             lambda v, value=value: filled(v, value)))
for bins, spread, mode in [(4, 1, "one_hot"), (10, 100, "int"), (3, 1, "int"), (49, 10, "int"), (150, 1, "int")]:
    train, test = numbers(spread), numbers(spread)
    value = fill_value(train, "median")
    cases.append(
        case({"type": "Discretized", "fill": "median", "bins": bins, "outputMode": camel(mode)}, train, test,
             layers.Discretization(num_bins=bins, output_mode=mode),
             lambda v, value=value: filled(v, value)))
for mode in ["one_hot", "int"]:
    for options in [{}, {"maxTokens": 6}, {"oovIndices": 3}, {"maxTokens": 9, "oovIndices": 2}]:
        keras = {"max_tokens": options.get("maxTokens"), "num_oov_indices": options.get("oovIndices", 1)}
        cases.append(
            case({"type": "Category", "outputMode": camel(mode), **options}, choices(WORDS[:10]), choices(WORDS),
                 layers.StringLookup(mask_token="", output_mode=mode, **keras), strings))
        cases.append(
            case({"type": "Category", "outputMode": camel(mode), **options}, wholes(-9, 11), wholes(-12, 30),
                 layers.IntegerLookup(mask_token=-(2**63), oov_token=-(2**62), output_mode=mode, **keras), ints))
for mode in ["one_hot", "int"]:
    for salt in [None, [1337, 42]]:
        cases.append(
            {"feature": {"type": "Hashed", "name": "c", "bins": 7, "outputMode": camel(mode), **({"salt": salt} if salt else {})},
             "train": WORDS, "test": (test := choices(WORDS)),
             "output": np.array(layers.Hashing(7, mask_value="", salt=salt, output_mode=mode)(strings(test)))
             .astype("float32").reshape(ROWS, -1).tolist()})
    cases.append(
        {"feature": {"type": "Hashed", "name": "c", "bins": 5, "outputMode": camel(mode)},
         "train": [1, 2], "test": (test := wholes(-1000, 1000)),
         "output": np.array(layers.Hashing(5, output_mode=mode, mask_value=-(2**63))(ints(test)))
         .astype("float32").reshape(ROWS, -1).tolist()})
for options, keras in [
    ({"outputSequenceLength": 8}, {"output_sequence_length": 8}),
    ({"outputSequenceLength": 5, "maxTokens": 7}, {"output_sequence_length": 5, "max_tokens": 7}),
    ({"outputSequenceLength": 20, "words": {"ngrams": 3}}, {"output_sequence_length": 20, "ngrams": 3}),
    ({"outputSequenceLength": 30, "words": {"split": "character", "standardize": "lower"}},
     {"output_sequence_length": 30, "split": "character", "standardize": "lower"}),
    ({"outputMode": "multiHot"}, {"output_mode": "multi_hot"}),
    ({"outputMode": "count", "words": {"standardize": "none", "ngrams": 2}, "maxTokens": 30},
     {"output_mode": "count", "standardize": None, "ngrams": 2, "max_tokens": 30}),
    ({"outputMode": "tfIdf", "words": {"standardize": "stripPunctuation"}, "maxTokens": 9},
     {"output_mode": "tf_idf", "standardize": "strip_punctuation", "max_tokens": 9}),
]:
    cases.append(
        case({"type": "Text", **options}, texts(), texts() + ["unseen words only", ""],
             layers.TextVectorization(**keras), strings))

text = ("[\n" + ",\n".join(json.dumps(c, ensure_ascii=False, separators=(",", ":")).replace(".0,", ",").replace(".0]", "]") for c in cases) + "\n]\n")
with open("src/test/resources/prepare/preprocessing.json.gz", "wb") as file:
    file.write(gzip.compress(text.encode(), mtime=0))
