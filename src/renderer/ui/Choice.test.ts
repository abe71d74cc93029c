import { expect, it } from 'vitest';
import { fitsSideBySide } from './Choice';

it('puts choices side by side where their words have room, a Chinese character being as wide as two letters', () => {
  expect(fitsSideBySide(['None', 'Balanced'], 21)).toBe(true);
  expect(fitsSideBySide(['Labels', 'The input itself'], 21)).toBe(false);
  expect(fitsSideBySide(['標籤', '輸入本身'], 21)).toBe(true);
  expect(fitsSideBySide(['均方誤差', '平均絕對誤差'], 21)).toBe(false);
  expect(fitsSideBySide(['Auto', 'CPU', 'GPU'], 21)).toBe(true);
});
