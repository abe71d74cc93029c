import { familyOfRules } from '../family';

/** torchvision's DenseNet-121 to -201 (`torchvision/models/densenet.py`). */
export const densenet = familyOfRules({ id: 'densenet', label: 'torchvision DenseNet' }, [
  [/^conv1$/, 'features.conv0'],
  [/^norm1$/, 'features.norm0'],
  [/^dense(\d+)\/layer(\d+)\/(conv|norm)(\d)$/, 'features.denseblock$1.denselayer$2.$3$4'],
  [/^transition(\d+)\/(conv|norm)$/, 'features.transition$1.$2'],
  [/^norm5$/, 'features.norm5'],
  [/^logits$/, 'classifier'],
]);
