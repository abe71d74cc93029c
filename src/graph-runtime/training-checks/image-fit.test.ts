import { describe, expect, it } from 'vitest';
import { imageFit } from './image-fit';

describe('imageFit', () => {
  it('says in which way images are made to fit an input', () => {
    expect(imageFit([28, 28, 1], [224, 224, 1])).toEqual({
      kind: 'enlarged',
      stored: [28, 28],
      wanted: [224, 224],
    });
    expect(imageFit([28, 28, 1], [14, 14, 1])?.kind).toBe('reduced');
  });

  it('says nothing of images taken as they are, nor of inputs that take no images', () => {
    expect(imageFit([28, 28, 1], [28, 28, 3])).toBeNull();
    expect(imageFit([28, 28, 1], [784])).toBeNull();
    expect(imageFit([28, 28, 1], [])).toBeNull();
  });
});
