import type { ExportedTraining } from './trained-outputs';

/** The function `class_weights` of an exported `train.py`, in NumPy; empty where all classes count the same. */
export function classWeightsSource({ outputs }: ExportedTraining): string {
  const weighted = outputs.find(({ isWeighted }) => isWeighted);
  if (weighted === undefined) return '';
  const { kind, size } = weighted.target;
  return kind.id === 'classes' ? POSITIVES : indices(size);
}

const indices = (classes: number) => `def class_weights(labels):
    """Weights with which all classes count the same in sum."""
    counts = np.bincount(labels.ravel(), minlength=${classes})[:${classes}]
    shares = counts.sum() / ((counts > 0).sum() * np.maximum(counts, 1))
    return np.where(counts > 0, shares, 0).astype(np.float32)
`;

const POSITIVES = `def class_weights(labels):
    """Weights with which the positives of each class count as much in sum as its negatives."""
    positives, count = (labels > 0.5).sum(0), len(labels)
    weights = (count - positives) / np.maximum(positives, 1)
    return np.where((positives > 0) & (positives < count), weights, 1).astype(np.float32)
`;
