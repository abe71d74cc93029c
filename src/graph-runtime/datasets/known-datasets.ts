/** Data sets that networks are published for, by the ids that documents name them by. Not all of them come with Netloom. */
const NAMES: Readonly<Record<string, string>> = {
  imagenet: 'ImageNet',
  mnist: 'MNIST',
  'fashion-mnist': 'Fashion-MNIST',
  'cifar-10': 'CIFAR-10',
  'cifar-100': 'CIFAR-100',
};

/** The name of a data set as the field writes it; its id where that is not known. */
export function datasetName(id: string): string {
  return NAMES[id] ?? id;
}
