import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../graph-runtime/text/text';
import { i18n, startTranslations } from './i18n';

beforeAll(() => startTranslations('en'));
afterAll(() => i18n.changeLanguage('en'));

describe('values in messages', () => {
  it.each<[Language, string]>([
    ['en', 'About 2 hr on this CPU (50,000 epochs).'],
    ['zh-Hant', '在這個 CPU 上約需 2 hr（50,000 個週期）。'],
  ])('have grouped digits where they count: %s', async (language, text) => {
    await i18n.changeLanguage(language);
    expect(i18n.t('training:timeOnCpu', { duration: '2 hr', count: 50_000 })).toBe(text);
  });

  it('stay as they are written where they are texts or small', async () => {
    await i18n.changeLanguage('en');
    expect(i18n.t('training:timeOnCpu', { duration: '1000 s', count: 1 })).toBe(
      'About 1000 s on this CPU (1 epoch).',
    );
    expect(i18n.t('inside:channel', { channel: 999 })).toBe('Channel 999');
    expect(i18n.t('inside:channel', { channel: 1_000.5 })).toBe('Channel 1000.5');
    expect(i18n.t('inside:channel', { channel: -1_000 })).toBe('Channel -1,000');
  });
});
