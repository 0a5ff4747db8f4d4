"""tf.data's answers for PipelineTest, and its TFRecord files: python pipelines.py src/test/resources"""

import itertools
import json
import pathlib
import sys

import tensorflow as tf

folder = pathlib.Path(sys.argv[1])


def numbers(dataset):
    return [each.numpy().tolist() for each in dataset]


cases = {"window": {}, "interleave": {}, "padded": {}}
for size, shift, stride, count in itertools.product((1, 2, 3), (1, 2, 5), (1, 2, 3), (7, 10)):
    windows = tf.data.Dataset.range(count).window(size, shift, stride, drop_remainder=True)
    cases["window"][f"{size},{shift},{stride},{count}"] = numbers(
        windows.flat_map(lambda w: w.batch(size)))
for cycle, block, lengths in itertools.product(
        (1, 2, 3, 5), (1, 2, 4), ([3, 1, 4, 1, 5], [0, 2, 0, 0, 3], [2, 2], [6, 1, 2])):
    starts = tf.data.Dataset.from_tensor_slices(
        ([100 * i for i in range(len(lengths))], lengths))
    cases["interleave"][f"{cycle},{block},{lengths}"] = numbers(starts.interleave(
        lambda s, n: tf.data.Dataset.range(tf.cast(s, tf.int64), tf.cast(s + n, tf.int64)),
        cycle_length=cycle, block_length=block))
ragged = tf.data.Dataset.range(1, 5).map(lambda n: tf.reshape(tf.range(2 * n), (n, 2)))
cases["padded"]["5,3"] = numbers(ragged.padded_batch(1, (5, 3)).unbatch())
(folder / "golden" / "pipelines.json").write_text(json.dumps(cases, separators=(",", ":")))

records = folder / "tfrecords"
records.mkdir(exist_ok=True)
for name, options in (("plain.tfrecord", None), ("packed.tfrecord.gz", "GZIP")):
    with tf.io.TFRecordWriter(str(records / name), options) as writer:
        for i in range(5):
            feature = {
                "image": tf.train.Feature(float_list=tf.train.FloatList(value=[i + 0.5, -i])),
                "label": tf.train.Feature(int64_list=tf.train.Int64List(value=[i % 3])),
                "name": tf.train.Feature(bytes_list=tf.train.BytesList(value=[f"näme {i}".encode()])),
            }
            writer.write(tf.train.Example(
                features=tf.train.Features(feature=feature)).SerializeToString())

import keras  # noqa: E402
import numpy as np  # noqa: E402

values = np.arange(40, dtype=np.float32).reshape(20, 2)
targets = 100 + np.arange(20, dtype=np.float32)
series = {}
for length, stride, rate, count in itertools.product((1, 3, 4), (1, 2, 5), (1, 2, 3), (20, 9)):
    windows = keras.utils.timeseries_dataset_from_array(
        values, targets[:count], length, sequence_stride=stride, sampling_rate=rate, batch_size=1)
    series[f"{length},{stride},{rate},{count}"] = [
        [x.numpy()[0].ravel().tolist(), float(y.numpy()[0])] for x, y in windows]
(folder / "golden" / "series.json").write_text(json.dumps(series, separators=(",", ":")))
