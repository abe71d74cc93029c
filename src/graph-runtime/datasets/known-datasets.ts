/** Data sets that networks are published for, by the ids that documents name them by. Not all of them come with Netloom. */
const NAMES: Readonly<Record<string, string>> = {
  imagenet: 'ImageNet',
  mnist: 'MNIST',
  'fashion-mnist': 'Fashion-MNIST',
  'cifar-10': 'CIFAR-10',
  'cifar-100': 'CIFAR-100',
  'isbi-2012': 'ISBI 2012',
  'pascal-voc': 'PASCAL VOC',
  omniglot: 'Omniglot',
  'lsun-bedrooms': 'LSUN bedrooms',
};

/** Whether a data set is one that networks are published for, which nobody need have: a network for it is no mistake where it is not here. */
export function isPublishedDataset(id: string): boolean {
  return id in NAMES;
}

/** The name of a data set as the field writes it; its id where that is not known. */
export function datasetName(id: string): string {
  return NAMES[id] ?? id;
}
