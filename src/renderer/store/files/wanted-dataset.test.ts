import { describe, expect, it } from 'vitest';
import { matchOf } from './wanted-dataset';

describe('matchOf', () => {
  it.each([
    ['cats-1a2b3c4d', 'cats-1a2b3c4d', 'same'],
    ['cats-1a2b3c4d', 'dogs-1a2b3c4d', 'renamed'],
    ['cats-1a2b3c4d', 'cats-1a2b3c4e', 'other'],
    ['imagenet', 'imagenet-1a2b3c4d', 'other'],
    ['imagenet', 'imagenet', 'same'],
    // Not the digits of a content.
    ['fashion-mnist', 'mnist', 'other'],
  ])('%s is found as %s: %s', (wanted, found, match) => {
    expect(matchOf({ id: wanted, name: 'Cats' }, { id: found })).toBe(match);
  });
});
