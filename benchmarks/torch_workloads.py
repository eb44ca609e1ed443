"""The works of compare-torch in PyTorch, on one thread: prints a line "name microseconds" for each.

A work is warmed up, then timed in rounds of about a fifth of a second; the best round counts.
"""
import sys
import time

import torch
from torch import nn

torch.set_num_threads(1)
torch.manual_seed(1)


def best(work, rounds=7):
    work()
    start = time.perf_counter()
    work()
    once = max(time.perf_counter() - start, 1e-7)
    count = max(1, int(0.2 / once))
    least = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        for _ in range(count):
            work()
        least = min(least, (time.perf_counter() - start) / count)
    return least * 1e6


def report(name, work):
    print(f"{name} {best(work):.3f}", flush=True)


def mlp():
    return nn.Sequential(nn.Linear(4, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 2))


def forward_row():
    model = mlp()
    x = torch.rand(1, 4)

    def work():
        with torch.no_grad():
            model(x)

    return work


def training_step(model, inputs, loss):
    optimiser = torch.optim.Adam(model.parameters(), lr=1e-4)

    def work():
        optimiser.zero_grad()
        loss(model(*inputs)).backward()
        optimiser.step()

    return work


def mlp_step():
    y = torch.rand(128, 2)
    return training_step(mlp(), [torch.rand(128, 4)], lambda out: nn.functional.mse_loss(out, y))


def conv_step():
    model = nn.Sequential(
        nn.Conv2d(1, 32, 4, 2), nn.ReLU(), nn.Conv2d(32, 64, 4, 2), nn.ReLU(),
        nn.Flatten(), nn.Linear(1600, 256), nn.ReLU(), nn.Linear(256, 10))
    target = torch.randint(0, 10, (64,))
    return training_step(
        model, [torch.rand(64, 1, 28, 28)], lambda out: nn.functional.cross_entropy(out, target))


class Sequence(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(36, 128, batch_first=True)
        self.linear = nn.Linear(128, 32)

    def forward(self, x):
        return self.linear(self.lstm(x)[0])


def lstm_step():
    y = torch.rand(32, 50, 32)
    return training_step(
        Sequence(), [torch.rand(32, 50, 36)], lambda out: nn.functional.mse_loss(out, y))


def product(size):
    a = torch.rand(size, size)
    b = torch.rand(size, size)
    c = torch.empty(size, size)
    return lambda: torch.mm(a, b, out=c)


report("forward-row", forward_row())
report("mlp-step", mlp_step())
report("conv-step", conv_step())
report("lstm-step", lstm_step())
for size in map(int, sys.argv[1:]):
    report(f"product-{size}", product(size))
