import type { NetworkToExport } from '../network-to-export';

/** What `predict.py` says of images that a network compares. */
export interface Comparison {
  /** One for each image, as the arguments of a command. */
  readonly arguments: readonly string[];
  /** The first lines of what prints `scores`, a list of numbers. */
  readonly printing: string;
  /** Whether the score is to become a probability first. */
  readonly isProbability: boolean;
}

/** Null where the network takes one image, or where its images are not compared by a loss that is known. */
export function comparisonOf({ inputs, output }: NetworkToExport): Comparison | null {
  const rule = output.layer.loss;
  const [, , channels] = inputs[0]?.shape ?? [];
  if (inputs.length === 1 || rule === undefined || (channels !== 1 && channels !== 3)) return null;
  const names = inputs.map(({ path }) => path.toUpperCase());
  switch (rule.lossName(output.parameters)) {
    case 'contrastive': {
      const limit = rule.margin(output.parameters) / 2;
      return {
        arguments: names,
        isProbability: false,
        printing: `    [distance] = scores
    # Half of the margin that the network learned with.
    print(f"distance {distance:.4f}:", "the same class" if distance < ${limit} else "different classes")
`,
      };
    }
    case 'binaryCrossEntropy':
      return {
        arguments: names,
        isProbability: true,
        printing: `    [probability] = scores
    print(f"probability of the same class: {probability:.4f}")
`,
      };
    case 'triplet':
      return {
        arguments: names,
        isProbability: false,
        printing: `    near, far = scores
    print(f"distance from the second image {near:.4f}, from the third {far:.4f}")
    print("nearer to the", "second" if near < far else "third")
`,
      };
    default:
      return null;
  }
}
