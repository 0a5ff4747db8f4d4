"""Makes reshapes.jsonl: networks of PyTorch with vectors that become images or sequences, or come of them, the network of
Lamina that is the same, and what PyTorch computes.

    python reshapes.py

Made with PyTorch 2.13.0. In each line "modules" are those with weights in the order of Lamina's layers; "input" and
"output" have the channels last, as in Lamina.
"""

import json

import torch
from torch import nn

torch.manual_seed(7)
out = open("reshapes.jsonl", "w")


class Do(nn.Module):
    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(x)


def last(x):
    """From channels first to channels last."""
    return x.permute(0, *range(2, x.dim()), 1) if x.dim() > 2 else x


def numbers(values):
    return {"shape": list(values.shape), "data": [float("%.8g" % value) for value in values.flatten().tolist()]}


def save(name, model, x, input_shape, layers, as_image=last, as_output=last):
    x = (x * 100).round() / 100
    for key, values in model.state_dict().items():
        if values.is_floating_point():
            new = torch.rand(values.shape) + 0.5 if key.endswith("running_var") else torch.randn(values.shape) / 2
            values.copy_((new * 100).round() / 100)
    model.eval()
    with torch.no_grad():
        y = model(x)
    state = {key: numbers(value) for key, value in model.state_dict().items() if value.is_floating_point()}
    modules = list(dict.fromkeys(key.rsplit(".", 1)[0] for key in state))
    line = {"name": name, "network": {"inputShape": list(input_shape), "layers": layers}, "modules": modules,
            "state": state, "input": numbers(as_image(x)), "output": numbers(as_output(y))}
    out.write(json.dumps(line) + "\n")


def same(x):
    return x


def dense(units, **more):
    return {"type": "Dense", "units": units, **more}


def reshape(*shape):
    return {"type": "Reshape", "targetShape": list(shape)}


def permute(*dims):
    return {"type": "Permute", "dims": list(dims)}


def conv2d(filters, size=2, **more):
    return {"type": "Conv2D", "filters": filters, "kernelSize": [size, size], **more}


def conv1d(filters, size=2):
    return {"type": "Conv1D", "filters": filters, "kernelSize": size}


def up2d(filters, size=2, strides=2):
    return {"type": "Conv2DTranspose", "filters": filters, "kernelSize": [size, size], "strides": [strides, strides]}


BN = {"type": "BatchNormalization", "epsilon": 1e-5}
LN = {"type": "LayerNormalization", "epsilon": 1e-5}
RELU = {"type": "Activation", "activation": "relu"}
TANH = {"type": "Activation", "activation": "tanh"}
FLATTEN = {"type": "Flatten"}


def steps(layer):
    return {"type": "TimeDistributed", "layer": layer}


save("decoder", nn.Sequential(nn.Linear(3, 12), nn.Unflatten(1, (3, 2, 2)), nn.ConvTranspose2d(3, 2, 2, 2)),
     torch.randn(2, 3), [3], [dense(12), reshape(2, 2, 3), up2d(2)])
save("decoderOfHeight", nn.Sequential(nn.Linear(3, 24), nn.ReLU(), nn.Unflatten(1, (4, 3, 2)), nn.Conv2d(4, 2, 2)),
     torch.randn(2, 3), [3], [dense(24), RELU, reshape(3, 2, 4), conv2d(2)])
save("decoderNormalized",
     nn.Sequential(nn.Linear(3, 12, bias=False), nn.BatchNorm1d(12), nn.ReLU(), nn.Unflatten(1, (3, 2, 2)),
                   nn.BatchNorm2d(3), nn.ConvTranspose2d(3, 2, 2, 2)),
     torch.randn(2, 3), [3], [dense(12, useBias=False), BN, RELU, reshape(2, 2, 3), BN, up2d(2)])
save("decoderNormalizedByLayer",
     nn.Sequential(nn.Linear(3, 12), nn.LayerNorm(12), nn.PReLU(12), nn.Dropout(0.5), nn.Unflatten(1, (3, 2, 2)),
                   nn.Conv2d(3, 2, 2)),
     torch.randn(2, 3), [3],
     [dense(12), LN, {"type": "PReLU"}, {"type": "Dropout", "rate": 0.5}, reshape(2, 2, 3), conv2d(2)])
save("decoderOfTwoLayers",
     nn.Sequential(nn.Linear(3, 5), nn.Tanh(), nn.Linear(5, 12), nn.Unflatten(1, (3, 2, 2)), nn.Conv2d(3, 2, 1)),
     torch.randn(2, 3), [3], [dense(5), TANH, dense(12), reshape(2, 2, 3), conv2d(2, 1)])
save("decoderAsWritten", nn.Sequential(nn.Linear(3, 12), nn.Unflatten(1, (3, 2, 2)), nn.ConvTranspose2d(3, 2, 2, 2)),
     torch.randn(2, 3), [3], [dense(12), reshape(3, 2, 2), permute(2, 3, 1), up2d(2)])
save("imageAlone", nn.Sequential(nn.Linear(3, 12), nn.Unflatten(1, (3, 2, 2))),
     torch.randn(2, 3), [3], [dense(12), reshape(2, 2, 3)])
save("encoderAndDecoder",
     nn.Sequential(nn.Conv2d(2, 3, 2), nn.Flatten(), nn.Linear(12, 4), nn.ReLU(), nn.Linear(4, 18),
                   nn.Unflatten(1, (2, 3, 3)), nn.ConvTranspose2d(2, 2, 2)),
     torch.randn(2, 2, 3, 3), [3, 3, 2],
     [conv2d(3), FLATTEN, dense(4), RELU, dense(18), reshape(3, 3, 2), up2d(2, 2, 1)])
save("thereAndBack",
     nn.Sequential(nn.Linear(3, 12), nn.Unflatten(1, (3, 2, 2)), nn.ReLU(), nn.Flatten(), nn.Linear(12, 2)),
     torch.randn(2, 3), [3], [dense(12), reshape(2, 2, 3), RELU, FLATTEN, dense(2)])
save("severalReshapes",
     nn.Sequential(nn.Linear(3, 12), nn.Unflatten(1, (3, 2, 2)), nn.Conv2d(3, 4, 2), nn.Flatten(), nn.Linear(4, 8),
                   nn.BatchNorm1d(8), nn.Unflatten(1, (2, 2, 2)), nn.Conv2d(2, 3, 1), nn.Flatten(), nn.Linear(12, 6),
                   nn.Unflatten(1, (3, 2)), nn.Conv1d(3, 2, 2), nn.Flatten(), nn.Linear(2, 2)),
     torch.randn(2, 3), [3],
     [dense(12), reshape(2, 2, 3), conv2d(4), FLATTEN, dense(8), BN, reshape(2, 2, 2), conv2d(3, 1), FLATTEN, dense(6),
      reshape(2, 3), conv1d(2), FLATTEN, dense(2)])
save("flattenedAndUnflattened",
     nn.Sequential(nn.Conv2d(2, 3, 2), nn.Flatten(), nn.BatchNorm1d(12), nn.ReLU(), nn.Unflatten(1, (3, 2, 2)),
                   nn.Conv2d(3, 2, 2)),
     torch.randn(2, 2, 3, 3), [3, 3, 2], [conv2d(3), FLATTEN, BN, RELU, reshape(2, 2, 3), conv2d(2)])
save("vectorOfOneChannel", nn.Sequential(nn.Unflatten(1, (1, 3, 4)), nn.Conv2d(1, 2, 2), nn.Flatten(), nn.Linear(12, 2)),
     torch.randn(2, 12), [12], [reshape(3, 4, 1), conv2d(2), FLATTEN, dense(2)])
save("vectorAsWritten", nn.Sequential(nn.Unflatten(1, (3, 2, 2)), nn.Conv2d(3, 2, 1), nn.Flatten(), nn.Linear(8, 2)),
     torch.randn(2, 12), [12], [reshape(3, 2, 2), permute(2, 3, 1), conv2d(2, 1), FLATTEN, dense(2)])
save("vectorThroughActivation",
     nn.Sequential(nn.Linear(3, 12), nn.ReLU(), nn.Dropout(0.1), nn.Tanh(), nn.Unflatten(1, (3, 4)), nn.Conv1d(3, 2, 2)),
     torch.randn(2, 3), [3],
     [dense(12), RELU, {"type": "Dropout", "rate": 0.1}, TANH, reshape(4, 3), conv1d(2)])
save("sequenceOfLinear",
     nn.Sequential(nn.Linear(3, 12), nn.Unflatten(1, (4, 3)), nn.Linear(3, 2), nn.ReLU(), nn.Flatten(), nn.Linear(8, 2)),
     torch.randn(2, 3), [3], [dense(12), reshape(4, 3), steps(dense(2)), RELU, FLATTEN, dense(2)], as_output=same)
save("sequenceNormalized",
     nn.Sequential(nn.Linear(3, 12), nn.Unflatten(1, (4, 3)), nn.LayerNorm(3), nn.Linear(3, 2)),
     torch.randn(2, 3), [3], [dense(12), reshape(4, 3), LN, steps(dense(2))], as_output=same)
save("sequenceNormalizedByBatch",
     nn.Sequential(nn.Linear(3, 12), nn.Unflatten(1, (3, 4)), nn.BatchNorm1d(3), nn.ReLU(), nn.Conv1d(3, 2, 3),
                   nn.Flatten(), nn.BatchNorm1d(4), nn.Linear(4, 2)),
     torch.randn(2, 3), [3], [dense(12), reshape(4, 3), BN, RELU, conv1d(2, 3), FLATTEN, BN, dense(2)])
save("sequenceAlone", nn.Sequential(nn.Linear(3, 12), nn.Unflatten(1, (4, 3))),
     torch.randn(2, 3), [3], [dense(12), reshape(4, 3)], as_output=same)
save("pooledSequence",
     nn.Sequential(nn.Linear(3, 12), nn.Unflatten(1, (3, 4)), nn.MaxPool1d(2), nn.Flatten(), nn.Linear(6, 2)),
     torch.randn(2, 3), [3],
     [dense(12), reshape(4, 3), {"type": "MaxPooling1D", "poolSize": 2, "strides": 2}, FLATTEN, dense(2)])
save("patches",
     nn.Sequential(nn.Conv2d(2, 3, 2, stride=2), nn.Flatten(2), Do(lambda x: x.transpose(1, 2)), nn.LayerNorm(3),
                   nn.Linear(3, 2), nn.Flatten(), nn.Linear(8, 2)),
     torch.randn(2, 2, 4, 4), [4, 4, 2],
     [conv2d(3, strides=[2, 2]), reshape(4, 3), LN, steps(dense(2)), FLATTEN, dense(2)])
save("pixelsInARow",
     nn.Sequential(nn.Conv2d(2, 3, 2), nn.Flatten(2), nn.Conv1d(3, 2, 2), nn.Flatten(), nn.Linear(6, 2)),
     torch.randn(2, 2, 3, 3), [3, 3, 2], [conv2d(3), reshape(4, 3), conv1d(2), FLATTEN, dense(2)])
save("rowsOfPixels",
     nn.Sequential(nn.Conv2d(2, 1, 1), nn.Flatten(1, 2), nn.Linear(3, 2), nn.Flatten(), nn.Linear(6, 2)),
     torch.randn(2, 2, 3, 3), [3, 3, 2], [conv2d(1, 1), reshape(3, 3), steps(dense(2)), FLATTEN, dense(2)])
save("permutedAndFlattened",
     nn.Sequential(nn.Conv2d(2, 3, 2), nn.Flatten(), nn.Linear(12, 2)),
     torch.randn(2, 2, 3, 3), [3, 3, 2], [conv2d(3), permute(3, 1, 2), FLATTEN, dense(2)])
save("flattenedChannelsLast",
     nn.Sequential(nn.Conv2d(2, 3, 2), nn.Flatten(), nn.Unflatten(1, (3, 4)), nn.Conv1d(3, 2, 2), nn.Flatten(),
                   nn.Linear(6, 2)),
     torch.randn(2, 2, 3, 3), [3, 3, 2], [conv2d(3), FLATTEN, reshape(4, 3), conv1d(2), FLATTEN, dense(2)])
save("upsampled",
     nn.Sequential(nn.Linear(3, 8), nn.Unflatten(1, (2, 2, 2)), nn.Upsample(scale_factor=2), nn.Conv2d(2, 2, 2),
                   nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(2, 3)),
     torch.randn(2, 3), [3],
     [dense(8), reshape(2, 2, 2), {"type": "UpSampling2D", "size": [2, 2]}, conv2d(2),
      {"type": "GlobalAveragePooling2D"}, dense(3)])
out.close()
