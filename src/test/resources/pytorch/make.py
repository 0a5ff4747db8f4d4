"""Makes the .safetensors files of this folder, and for each what PyTorch computes for some inputs.

    python make.py

Made with PyTorch 2.13.0 and safetensors 0.8.0. The .json files hold {"input": ..., "output": ...}, each with its shape
and its numbers, row-major; images have their channels last, as in Lamina.
"""

import json

import torch
from safetensors.torch import save_file
from torch import nn

torch.manual_seed(1)


def tensor(values):
    return {"shape": list(values.shape), "data": values.flatten().tolist()}


def save(name, model, x, channels_last):
    for key, values in model.state_dict().items():
        if values.is_floating_point():
            values.copy_(torch.rand(values.shape) + 0.5 if key.endswith("running_var") else torch.randn(values.shape) / 2)
    model.eval()
    with torch.no_grad():
        y = model(x)
    save_file(model.state_dict(), name + ".safetensors")
    with open(name + ".json", "w") as file:
        json.dump({"input": tensor(channels_last(x)), "output": tensor(y)}, file)
        file.write("\n")


save("images", nn.Sequential(
    nn.Conv2d(2, 3, (3, 2)), nn.BatchNorm2d(3), nn.ReLU(), nn.MaxPool2d(2),
    nn.ConvTranspose2d(3, 4, 3, stride=2), nn.Tanh(),
    nn.Conv2d(4, 8, 2, groups=4),
    nn.Conv2d(8, 8, 2, groups=8, bias=False), nn.Conv2d(8, 3, 1), nn.PReLU(3),
    nn.Flatten(), nn.BatchNorm1d(75), nn.Linear(75, 4), nn.ReLU(), nn.LayerNorm(4), nn.Linear(4, 2),
), torch.randn(3, 2, 9, 8), lambda x: x.permute(0, 2, 3, 1))


class Texts(nn.Module):
    """Its modules are not in the order of their names."""

    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(10, 4)
        self.filters = nn.Conv1d(4, 3, 3)
        self.each = nn.Linear(3, 2)
        self.end = nn.Linear(12, 2)

    def forward(self, x):
        y = self.filters(self.words(x).transpose(1, 2)).transpose(1, 2)
        return self.end(torch.relu(self.each(y)).transpose(1, 2).flatten(1))


save("texts", Texts(), torch.randint(0, 10, (3, 8)), lambda x: x.float())
