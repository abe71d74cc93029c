import { familyOfRules } from '../family';

const CONVOLUTIONS: Readonly<Record<string, number>> = { 1: 0, 2: 3, 3: 6, 4: 8, 5: 10 };

/** torchvision's AlexNet (`torchvision/models/alexnet.py`), the one-column network of 2014, not that of 2012. */
export const alexnet = familyOfRules({ id: 'alexnet', label: 'torchvision AlexNet' }, [
  [/^conv([1-5])$/, (at = '') => `features.${CONVOLUTIONS[at]}`],
  [/^hidden1\/dense$/, 'classifier.1'],
  [/^hidden2\/dense$/, 'classifier.4'],
  [/^logits$/, 'classifier.6'],
]);
