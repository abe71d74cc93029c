import type { WeightFamily } from '../family';
import { alexnet } from './alexnet';
import { convnext } from './convnext';
import { densenet } from './densenet';
import { efficientnet } from './efficientnet';
import { efficientnetLite } from './efficientnet-lite';
import { googlenet } from './googlenet';
import { inceptionV3 } from './inception-v3';
import { mobilenetV2 } from './mobilenet-v2';
import { mobilenetV3 } from './mobilenet-v3';
import { regnet } from './regnet';
import { resnet } from './resnet';
import { shufflenetV2 } from './shufflenet-v2';
import { squeezenet10, squeezenet11 } from './squeezenet';
import { vgg } from './vgg';
import { timmVit, vit } from './vit';

/** A model of PyTorch whose modules are called as the nodes are. */
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
  inceptionV3,
  mobilenetV3,
  squeezenet10,
  squeezenet11,
  shufflenetV2,
  regnet,
  convnext,
  efficientnet,
  vit,
  timmVit,
];
