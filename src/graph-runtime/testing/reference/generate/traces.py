"""traces.json: thirty steps of small networks, from given weights on given images."""

import torch
import torch.nn.functional as F
from torch import nn

BATCH = 32
# Later steps amplify rounding: two processors part after some twenty steps of mini_densenet.
COMPARED_STEPS = 10
TOLERANCE = 1e-4


class Res(nn.Module):
    """conv-BN-ReLU-conv-BN plus shortcut (a 1x1 convolution where channels or size change), ReLU."""

    def __init__(self, inputs, filters, stride=1):
        super().__init__()
        self.c1 = nn.Conv2d(inputs, filters, 3, stride, 1)
        self.c2 = nn.Conv2d(filters, filters, 3, 1, 1)
        self.c3 = nn.Conv2d(inputs, filters, 1, stride) if stride > 1 or inputs != filters else None
        self.b1 = nn.BatchNorm2d(filters)
        self.b2 = nn.BatchNorm2d(filters)

    def forward(self, x):
        y = self.b2(self.c2(F.relu(self.b1(self.c1(x)))))
        return F.relu(y + (x if self.c3 is None else self.c3(x)))


class DB(nn.Module):
    """BN-ReLU-conv3x3, concatenated, n times."""

    def __init__(self, inputs, growth, layers):
        super().__init__()
        self.l = nn.ModuleList(
            nn.Sequential(
                nn.BatchNorm2d(inputs + index * growth),
                nn.ReLU(),
                nn.Conv2d(inputs + index * growth, growth, 3, 1, 1),
            )
            for index in range(layers)
        )

    def forward(self, x):
        for layer in self.l:
            x = torch.cat([x, layer(x)], dim=1)
        return x


class Inc(nn.Module):
    """The four branches of an inception block, each convolution followed by ReLU."""

    def __init__(self):
        super().__init__()
        self.a = nn.Conv2d(8, 4, 1)
        self.b1 = nn.Conv2d(8, 3, 1)
        self.b2 = nn.Conv2d(3, 6, 3, padding=1)
        self.c1 = nn.Conv2d(8, 2, 1)
        self.c2 = nn.Conv2d(2, 4, 5, padding=2)
        self.d1 = nn.MaxPool2d(3, 1, 1)
        self.d2 = nn.Conv2d(8, 4, 1)

    def forward(self, x):
        branches = [
            F.relu(self.a(x)),
            F.relu(self.b2(F.relu(self.b1(x)))),
            F.relu(self.c2(F.relu(self.c1(x)))),
            F.relu(self.d2(self.d1(x))),
        ]
        return torch.cat(branches, dim=1)


def convolution(inputs, filters, kernel, stride=1, groups=1):
    return nn.Sequential(
        nn.Conv2d(inputs, filters, kernel, stride, kernel // 2, groups=groups, bias=False),
        nn.BatchNorm2d(filters),
        nn.ReLU(),
    )


def head(features):
    return [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(features, 10)]


NETWORKS = {
    "lenet": lambda: nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2),
        nn.Sigmoid(),
        nn.AvgPool2d(2),
        nn.Conv2d(6, 16, 5),
        nn.Sigmoid(),
        nn.AvgPool2d(2),
        nn.Flatten(),
        nn.Linear(400, 120),
        nn.Sigmoid(),
        nn.Linear(120, 84),
        nn.Sigmoid(),
        nn.Linear(84, 10),
    ),
    "mini_resnet": lambda: nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1), nn.BatchNorm2d(8), nn.ReLU(), Res(8, 8), Res(8, 16, 2), *head(16)
    ),
    "mini_densenet": lambda: nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1),
        nn.BatchNorm2d(8),
        nn.ReLU(),
        DB(8, 6, 3),
        nn.BatchNorm2d(26),
        nn.ReLU(),
        nn.Conv2d(26, 13, 1),
        nn.AvgPool2d(2),
        DB(13, 6, 2),
        nn.BatchNorm2d(25),
        nn.ReLU(),
        *head(25),
    ),
    "mini_inception": lambda: nn.Sequential(
        nn.Conv2d(1, 8, 5, 2, 2), nn.ReLU(), Inc(), nn.MaxPool2d(3, 2, 1), *head(18)
    ),
    "mini_mobilenet": lambda: nn.Sequential(
        convolution(1, 8, 3, 2),
        convolution(8, 8, 3, groups=8),
        convolution(8, 16, 1),
        convolution(16, 16, 3, 2, groups=16),
        convolution(16, 24, 1),
        *head(24),
    ),
}


def generate(file):
    torch.manual_seed(0)
    for case in file.cases:
        name = case["name"]
        network = NETWORKS[name]().train()
        for key, value in network.state_dict().items():
            if value.is_floating_point():
                value.copy_(file.given(f"{name}/before/{key}", lambda: value.clone()))
        images = file.given(f"{name}/x", lambda: torch.rand(3 * BATCH, 1, 28, 28))
        labels = file.given(f"{name}/labels", lambda: torch.randint(0, 10, (3 * BATCH,), dtype=torch.int32))
        case["losses"] = train(network, case, images, labels.long())
        for key, value in network.state_dict().items():
            if value.is_floating_point():
                file.result(f"{name}/after/{key}", value)
        with torch.no_grad():
            file.result(f"{name}/eval_logits", network.eval()(images))


def train(network, case, images, labels):
    options = {key: value for key, value in case["defaults"].items() if key != "decoupled_weight_decay"}
    optimizer = getattr(torch.optim, case["optimizer"])(network.parameters(), **options)
    losses = []
    for step in range(len(case["losses"])):
        first = step * BATCH % len(images)
        loss = F.cross_entropy(network(images[first : first + BATCH]), labels[first : first + BATCH])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


def largest_change(file):
    """Of the first losses of a case; all later ones follow from them."""
    changes = [
        (abs(loss - before), f"{case['name']}, step {step}")
        for case, known in zip(file.cases, file.known_cases)
        for step, (loss, before) in enumerate(zip(case["losses"][:COMPARED_STEPS], known["losses"]))
    ]
    return max(changes)
