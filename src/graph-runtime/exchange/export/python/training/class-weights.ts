import { targetText } from './row-texts';
import type { ExportedTraining, TrainedOutput } from './trained-outputs';

/** The function `class_weights` of an exported `train.py`, in NumPy; empty where all classes count the same. */
export function classWeightsSource({ outputs, rows }: ExportedTraining): string {
  const weighted = outputs.filter(({ isWeighted }) => isWeighted);
  const [first] = weighted;
  if (first === undefined) return '';
  if (rows === null) return weightsOf(first, 'class_weights');
  const calls = weighted.map(
    (one, at) => `class_weights${at + 1}(${targetText({ rows }, one, 'labels', 'numpy')})`,
  );
  return [
    ...weighted.map((one, at) => weightsOf(one, `class_weights${at + 1}`)),
    `def class_weights(labels):
    """Of each output that has some."""
    return [${calls.join(', ')}]
`,
  ].join('\n\n');
}

function weightsOf({ target: { kind, size } }: TrainedOutput, name: string): string {
  return kind.id === 'classes' ? positives(name) : indices(name, size);
}

const indices = (name: string, classes: number) => `def ${name}(labels):
    """Weights with which all classes count the same in sum."""
    counts = np.bincount(labels.ravel(), minlength=${classes})[:${classes}]
    shares = counts.sum() / ((counts > 0).sum() * np.maximum(counts, 1))
    return np.where(counts > 0, shares, 0).astype(np.float32)
`;

const positives = (name: string) => `def ${name}(labels):
    """Weights with which the positives of each class count as much in sum as its negatives."""
    positives, count = (labels > 0.5).sum(0), len(labels)
    weights = (count - positives) / np.maximum(positives, 1)
    return np.where((positives > 0) & (positives < count), weights, 1).astype(np.float32)
`;
