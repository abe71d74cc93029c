import type { DatasetPlan } from '../../data/write-prepared-dataset';
import type { NetloomDocument, TrainingSettings } from '../../../graph-runtime/document/document';
import { type NodesInRow, networkOf } from './build-document';
import { prepareImages } from './target-data';

/* Images with numbers beside them that matter: a garment with the age and the weight of who wears it. */

/** The first class of the shipped images that is one of shoes and bags. */
const FIRST_SHOE = 5;
const OLD = 50;

/** As good as drawn by chance, the same every time, in [0, 1). */
const spread = (index: number, factor: number) => ((index + 1) * factor) % 1;

/** The numbers beside the image of an index: ages from 10 to 90, and weights, which say nothing of the class. */
export function numbersBeside(index: number): readonly [age: number, weight: number] {
  return [10 + 80 * spread(index, 0.618_033_988_75), 50 + 40 * spread(index, 0.754_877_666_25)];
}

/**
 * Writes a data set of images below `root` whose class is known by the image and by its numbers together: garment or shoe, of the young or the old.
 *
 * @param names of the numbers
 */
export function prepareNumbers(
  root: string,
  {
    train = 200,
    test = 50,
    names = ['age', 'weight'],
  }: { train?: number; test?: number; names?: string[] } = {},
): Promise<string> {
  const classNames = ['young garment', 'old garment', 'young shoe', 'old shoe'];
  const target: DatasetPlan['target'] = {
    kind: 'columns',
    columns: [
      { name: 'kind', target: { kind: 'class', classNames } },
      { name: names.join(', '), target: { kind: 'features', names } },
    ],
  };
  return prepareImages(root, 'Garments with numbers', { train, test }, target, (label, index) => {
    const [age, weight] = numbersBeside(index);
    return [2 * Number(label >= FIRST_SHOE) + Number(age >= OLD), age, weight];
  });
}

/** Layers for images and numbers: both enter a dense layer, from which the scores are. */
const nodes: NodesInRow = [
  { id: 'conv', type: 'conv2d', parameters: { filters: 4, kernelSize: 3, strides: 2 } },
  { id: 'relu', type: 'relu' },
  { id: 'flatten', type: 'flatten' },
  { id: 'person', type: 'input', parameters: { shape: [2], takes: 'numbers' }, from: [] },
  { id: 'wide', type: 'dense', parameters: { units: 8 } },
  { id: 'bend', type: 'relu' },
  { id: 'join', type: 'concatenate', from: ['flatten', 'bend'] },
  { id: 'hidden', type: 'dense', parameters: { units: 24 } },
  { id: 'active', type: 'relu' },
  { id: 'scores', type: 'dense', parameters: { units: 4 } },
];

/** A network that takes images and the two numbers beside them. */
export function networkWithNumbers(
  id: string,
  training: Partial<TrainingSettings> = {},
  more: { readonly nodes?: NodesInRow } = {},
): NetloomDocument {
  return { ...networkOf(more.nodes ?? nodes, { epochs: 2, seed: 5, ...training }), dataset: { id } };
}

/** The same network without the numbers. */
export function networkWithoutNumbers(id: string, training: Partial<TrainingSettings> = {}): NetloomDocument {
  const isKept = ({ id: node }: { readonly id: string }) =>
    !['person', 'wide', 'bend', 'join'].includes(node);
  return networkWithNumbers(id, training, { nodes: nodes.filter(isKept) });
}
