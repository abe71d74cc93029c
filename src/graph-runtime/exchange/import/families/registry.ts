import type { WeightFamily } from '../family';
import { alexnet } from './alexnet';
import { densenet } from './densenet';
import { efficientnetLite } from './efficientnet-lite';
import { googlenet } from './googlenet';
import { mobilenetV2 } from './mobilenet-v2';
import { resnet } from './resnet';
import { vgg } from './vgg';

/** A model of PyTorch whose modules are called as the nodes are: what Netloom's own export writes. */
const ownNames: WeightFamily = {
  id: 'own-names',
  label: 'own-names',
  modules: (paths) => new Map(paths.map((path) => [path, path.replaceAll('/', '.')])),
};

/** All whose names are known; a new one is its import and one more entry. */
export const weightFamilies: readonly WeightFamily[] = [
  ownNames,
  resnet,
  vgg,
  densenet,
  mobilenetV2,
  efficientnetLite,
  googlenet,
  alexnet,
];
