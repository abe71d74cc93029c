"""What the Python peers share: the request on standard input, the data, timing, and the answer on standard output."""

import gzip
import json
import statistics
import sys
import time

import numpy

WARM_UP_STEPS = 3


def read_request():
    """The network as nodes in order of computation, the path of the data set, batch size, learning rate, steps and precision."""
    return json.load(sys.stdin)


def load_data(folder):
    """Training images `[n, 28, 28, 1]` in [0, 1] and labels."""
    with gzip.open(f"{folder}/train-images-idx3-ubyte.gz") as file:
        images = numpy.frombuffer(file.read(), numpy.uint8, offset=16).reshape(-1, 28, 28, 1)
    with gzip.open(f"{folder}/train-labels-idx1-ubyte.gz") as file:
        labels = numpy.frombuffer(file.read(), numpy.uint8, offset=8)
    return images.astype(numpy.float32) / 255, labels.astype(numpy.int64)


def measure(request, count, step, started):
    """Times `step(indices)`, which must return only when the step has run, and prints the result."""
    batch = request["batchSize"]
    order = numpy.random.default_rng(0).permutation(count)
    seconds, processor_seconds = [], []
    for index in range(WARM_UP_STEPS + request["steps"]):
        start = index * batch % (count - batch)
        begun, processor_begun = time.perf_counter(), time.process_time()
        step(order[start : start + batch])
        ended = time.perf_counter()
        if index == 0:
            first = ended - started
        if index >= WARM_UP_STEPS:
            seconds.append(ended - begun)
            processor_seconds.append(time.process_time() - processor_begun)
    print(
        json.dumps(
            {
                "examplesPerSecond": batch / statistics.median(seconds),
                "processorSecondsPerStep": statistics.median(processor_seconds),
                "firstStepSeconds": first,
                "peakMemoryMB": peak_memory() / 1e6,
            }
        )
    )


def peak_memory():
    """Bytes; Linux's high-water mark of this process."""
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith("VmHWM:"))


def sides(padding):
    """A numeric padding as top, bottom, left, right."""
    values = [padding] if isinstance(padding, (int, float)) else list(padding)
    if len(values) == 1:
        return values * 4
    if len(values) == 2:
        return [values[0], values[0], values[1], values[1]]
    return values


def is_same(padding, kernel, strides):
    """Whether a numeric padding is what Keras calls "same"."""
    return list(strides) == [1, 1] and sides(padding) == [kernel[0] // 2] * 2 + [kernel[1] // 2] * 2 and all(
        size % 2 == 1 for size in kernel
    )
