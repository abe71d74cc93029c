"""Compares what an exported project computes with the scores in its sample."""

import json
import re

import numpy as np

# Share of the largest score by which scores may differ (bench/export-projects.ts has the same).
TOLERANCE = 2e-5


def output_names(folder):
    """What check.py calls the scores of each main output."""
    source = (folder / "check.py").read_text()
    return json.loads(re.search(r"^OUTPUTS = (\[.*\])$", source, re.M).group(1))


def input_names(folder):
    """What check.py calls what enters each input."""
    found = re.search(r"^INPUTS = (\[.*\])$", (folder / "check.py").read_text(), re.M)
    return json.loads(found.group(1)) if found else ["inputs"]


def joined(parts):
    """Outputs of several batches as those of one; a single output is a list of one."""
    lists = [part if isinstance(part, (list, tuple)) else [part] for part in parts]
    return [np.concatenate([np.asarray(value) for value in values]) for values in zip(*lists)]


def compare(found, expected, axis):
    """The largest error of all outputs, as a share of the largest score of each, and the fewest equal classes. `axis`: of the scores.

    Where another class is found whose expected score is within the tolerance of the largest, the two are tied: no program could
    tell them apart. That counts as equal, and as a tie.
    """
    errors, same, count, ties = [], [], [], 0
    if len(found) != len(expected):
        raise ValueError(f"{len(found)} outputs instead of {len(expected)}")
    for scores, wanted in zip(found, expected):
        if scores.shape != wanted.shape:
            raise ValueError(f"{scores.shape} instead of {wanted.shape}")
        known = np.isfinite(wanted)
        largest = np.abs(wanted[known]).max() if known.any() else 1.0
        difference = np.abs(scores - wanted)[known].max() if known.any() else 0.0
        errors.append(float(difference / max(largest, 1e-30)))
        other = scores.argmax(axis) != wanted.argmax(axis)
        chosen = np.take_along_axis(wanted, np.expand_dims(scores.argmax(axis), axis), axis).squeeze(axis)
        tied = other & (wanted.max(axis) - chosen <= TOLERANCE * largest)
        ties += int(tied.sum())
        same.append(int(other.size - (other & ~tied).sum()))
        count.append(int(other.size))
    worst = min(range(len(same)), key=lambda at: same[at] - count[at])
    return {"error": max(errors), "same": same[worst], "count": count[worst], "ties": ties}
