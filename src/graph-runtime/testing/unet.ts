import type { NetloomDocument } from '../document/document';
import { readNetwork } from '../infer/testing/read-network';

export interface UnetOptions {
  /** Height and width of the images; divisible by 2 to the power of the levels below the first. */
  readonly size: number;
  /** Filters of the convolutions of each level, from the top down. */
  readonly filters: readonly number[];
  readonly batchSize: number;
}

/**
 * The body of a U-Net (Ronneberger, Fischer, Brox 2015) with padded convolutions, under a classifier of ten classes, so that it trains on
 * Fashion-MNIST: what is large about it are its maps, not its weights.
 */
export function unet({ size, filters, batchSize }: UnetOptions): NetloomDocument {
  const nodes: object[] = [{ id: 'input', type: 'input', parameters: { shape: [size, size, 1] } }];
  const edges: string[] = [];
  const layer = (id: string, type: string, from: string, parameters: object = {}) => {
    nodes.push({ id, type, parameters });
    edges.push(`${from} -> ${id}`);
    return id;
  };
  const convolutions = (id: string, from: string, count: number) =>
    ['a', 'b'].reduce((before, name) => {
      const parameters = { filters: count, kernelSize: 3, padding: 'same' };
      return layer(`${id}${name}r`, 'relu', layer(`${id}${name}`, 'conv2d', before, parameters));
    }, from);
  const [bottom = 1, ...above] = [...filters].reverse();
  const levels = [...above].reverse().map((count, level) => ({ count, id: `down${level}` }));
  const skips: { readonly id: string; readonly count: number }[] = [];
  let end = 'input';
  for (const { id, count } of levels) {
    end = convolutions(id, end, count);
    skips.unshift({ id: end, count });
    end = layer(`${id}pool`, 'maxPooling2d', end, { poolSize: 2, strides: 2 });
  }
  end = convolutions('bottom', end, bottom);
  skips.forEach(({ id, count }, level) => {
    const larger = layer(`up${level}`, 'upSampling2d', end);
    const smaller = layer(`up${level}c`, 'conv2d', larger, {
      filters: count,
      kernelSize: 2,
      padding: 'same',
    });
    nodes.push({ id: `join${level}`, type: 'concatenate' });
    edges.push(`${id} -> join${level}`, `${smaller} -> join${level}`);
    end = convolutions(`join${level}`, `join${level}`, count);
  });
  const mean = layer('flatten', 'flatten', layer('mean', 'globalAveragePooling2d', end));
  layer('output', 'output', layer('dense', 'dense', mean, { units: 10 }));
  const document = readNetwork({ nodes, edges });
  return { ...document, name: 'U-Net', training: { ...document.training, batchSize, epochs: 1 } };
}
