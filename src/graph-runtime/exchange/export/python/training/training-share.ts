import type { TrainingSettings } from '../../../../settings/training-settings';

/** The function `share_of` of an exported `train.py`, in NumPy; empty where all examples are trained on. */
export function trainingShareSource({ trainingShare = 1 }: Pick<TrainingSettings, 'trainingShare'>): string {
  return trainingShare === 1 ? '' : SHARE;
}

const SHARE = `def share_of(order, labels, share):
    """Of examples in this order the first ones, the same share of every class."""
    count = min(len(order), max(1, int(len(order) * share + 0.5)))
    is_class = labels.ndim == 1 and labels.dtype.kind == "i"
    labels = labels[order] if is_class else np.zeros(len(order), int)
    classes, sizes = np.unique(labels, return_counts=True)
    exact = sizes * count / len(order)
    wanted = np.floor(exact).astype(int)
    largest = np.lexsort((classes, wanted - exact))
    wanted[largest[: count - wanted.sum()]] += 1
    left = dict(zip(classes.tolist(), wanted.tolist()))
    taken = []
    for example, label in zip(order, labels.tolist()):
        if left[label] > 0:
            left[label] -= 1
            taken.append(example)
    return taken
`;
