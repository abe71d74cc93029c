import { describe, expect, it } from 'vitest';
import type { ImportChoices } from '../../../contract/data-import';
import { preparedBytes } from './prepared-bytes';

describe('the size of a prepared data set', () => {
  const image: ImportChoices['image'] = {
    ...{ height: 28, width: 20, channels: 3, fit: 'squash', background: [0, 0, 0] },
  };

  it('is that of its images and their masks, or of its rows', () => {
    const survey = { exampleCount: 10, featureNames: [], labelBytesPerPixel: 0 };
    expect(preparedBytes(survey, { image })).toBe(10 * 28 * 20 * 3);
    expect(preparedBytes({ ...survey, labelBytesPerPixel: 2 }, { image })).toBe(10 * 28 * 20 * 5);
    expect(preparedBytes({ ...survey, featureNames: ['a', 'b'] }, { image: null })).toBe(10 * 2 * 4);
  });
});
