import { describe, expect, it } from 'vitest';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { readPreset } from '../../store/testing/documents';
import { taskOf } from './preset-task';

describe('what the networks of the gallery are for', () => {
  it.each([
    ['lenet', 'classify'],
    ['inception-v3', 'classify'],
    ['vit', 'classify'],
    ['unet', 'segment'],
    ['fcn-32s', 'segment'],
    ['autoencoder', 'restore'],
    ['srcnn', 'restore'],
    ['unet-small', 'restore'],
    ['vae', 'generate'],
    ['dcgan', 'generate'],
    ['siamese', 'compare'],
    ['siamese-omniglot', 'compare'],
  ])('%s: %s', (id, task) => {
    expect(taskOf(analyze(readPreset(id)))).toBe(task);
  });
});
