import type { TfjsModel } from '../model';

/** Classes of layers that TensorFlow.js does not have, by what they are. */
export const OWN_CLASSES = { localResponseNormalization: 'NetloomLocalResponseNormalization' } as const;

export const OWN_LAYERS_FILE = 'layers.js';

/** Whether a model can be loaded only once `layers.js` has run. */
export function usesOwnLayers({ layers }: Pick<TfjsModel, 'layers'>): boolean {
  const names: ReadonlySet<string> = new Set(Object.values(OWN_CLASSES));
  return layers.some(({ className }) => names.has(className));
}

/** `layers.js`: registers them with the TensorFlow.js that is loaded as `tf`. */
export const OWN_LAYERS_SCRIPT = `// Layers of the model that TensorFlow.js does not have: tf.loadLayersModel knows them once this script has run.

/** x / (bias + alpha * the squares of the channels up to depth_radius away) ** beta */
class NetloomLocalResponseNormalization extends tf.layers.Layer {
  static className = '${OWN_CLASSES.localResponseNormalization}';

  constructor(config) {
    super(config);
    this.own = {
      // depth_radius in the file: TensorFlow.js changes the names.
      depthRadius: config.depthRadius,
      alpha: config.alpha,
      beta: config.beta,
      bias: config.bias,
    };
  }

  computeOutputShape(inputShape) {
    return inputShape;
  }

  call(inputs) {
    const x = Array.isArray(inputs) ? inputs[0] : inputs;
    const { depthRadius, alpha, beta, bias } = this.own;
    return tf.tidy(() => tf.localResponseNormalization(x, depthRadius, bias, alpha, beta));
  }

  getConfig() {
    return { ...super.getConfig(), ...this.own };
  }
}
tf.serialization.registerClass(NetloomLocalResponseNormalization);
`;
