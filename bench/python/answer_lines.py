"""Answers each line of standard input, the folder of an exported network, with a line of JSON."""

import json
import sys
from pathlib import Path


def answer_lines(check):
    for line in sys.stdin:
        try:
            result = check(Path(line.strip()))
        except Exception as error:  # what is wrong with one says nothing of the others
            result = {"failure": f"{type(error).__name__}: {error}"}
        print(json.dumps(result), flush=True)
