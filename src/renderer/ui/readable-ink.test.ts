import { expect, it } from 'vitest';
import { luminanceOf, readableInk } from './readable-ink';

it('can be read on every color', () => {
  const levels = Array.from({ length: 18 }, (_, at) => at * 15);
  for (const red of levels)
    for (const green of levels)
      for (const blue of levels) {
        const on = luminanceOf([red, green, blue]) + 0.05;
        const contrast = readableInk([red, green, blue]) === '#000000' ? on / 0.05 : 1.05 / on;
        expect(contrast).toBeGreaterThan(4.5);
      }
});
