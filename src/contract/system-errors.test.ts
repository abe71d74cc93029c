import { constants } from 'node:os';
import { describe, expect, it } from 'vitest';
import { failure, failureText, failureTexts } from './failures';
import { systemErrorText, systemErrorTexts } from './system-errors';

describe('systemErrorText', () => {
  it('has words in both languages for the errors of files, under their real names', () => {
    for (const [code, { en, 'zh-Hant': zhHant }] of Object.entries(systemErrorTexts)) {
      expect([code, Object.hasOwn(constants.errno, code) || code === 'EHOSTDOWN']).toEqual([code, true]);
      expect(en).toMatch(/^[a-z]/);
      expect(zhHant).toMatch(/[一-鿿]/);
    }
    expect(systemErrorText('ENOSPC', 'en')).toBe('the disk is full (ENOSPC)');
    expect(systemErrorText('EROFS', 'zh-Hant')).toBe('磁碟是唯讀的（EROFS）');
    expect(systemErrorText('toString', 'en')).toBeNull();
  });

  it('is in every failure that gives a reason; a code without words is shown as it is', () => {
    const withReason = Object.entries(failureTexts).filter(([, { en }]) => en.includes('{reason}'));
    expect(withReason.length).toBeGreaterThan(6);
    for (const [code] of withReason) {
      const known = failure(code as keyof typeof failureTexts, { reason: 'EMFILE' });
      expect(failureText(known, 'en')).toContain('too many files are open (EMFILE)');
      expect(failureText(known, 'zh-Hant')).toContain('開啟的檔案太多（EMFILE）');
      const unknown = failure(code as keyof typeof failureTexts, { reason: 'EWHATEVER' });
      expect(failureText(unknown, 'en')).toContain('EWHATEVER');
    }
  });
});
