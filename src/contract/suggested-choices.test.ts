import { describe, expect, it } from 'vitest';
import { importChoicesSchema } from './data-import';
import type { DataSurvey, ImageSize } from './data-survey';
import { offeredSizes, suggestedChoices } from './suggested-choices';

const square = (side: number): ImageSize => ({ height: side, width: side });

function survey(smallest: ImageSize, largest: ImageSize, more: Partial<DataSurvey> = {}): DataSurvey {
  return {
    ...{
      path: '/photos',
      kind: 'folder',
      name: 'photos',
      files: 10,
      bytes: 10,
      otherFormats: [],
      questions: [],
    },
    format: {
      id: 'class-folders',
      name: { en: '', 'zh-Hant': '' },
      reason: { en: '', 'zh-Hant': '' },
      confidence: 1,
    },
    ...{
      target: 'class',
      content: 'images',
      exampleCount: 10,
      classes: [],
      targetNames: [],
      numberNames: [],
      labelBytesPerPixel: 0,
      featureNames: [],
    },
    splits: { train: 0, validation: 0, test: 0, unassigned: 10 },
    sizes: { imagesRead: 2, smallest, median: largest, largest, frequent: [{ ...largest, count: 2 }] },
    ...{ hasColor: true, hasTransparency: false, samples: [], rows: [], problems: [], imbalance: null },
    duplicates: { within: 0, across: 0, isComplete: true },
    ...more,
  };
}

describe('what an import starts with', () => {
  it('is accepted by the schema', () => {
    const choices = suggestedChoices(survey(square(28), square(28)), null);
    expect(importChoicesSchema.parse(choices)).toEqual(choices);
  });

  it('has the size and the channels of the network', () => {
    const { image } = suggestedChoices(survey(square(300), square(500)), [224, 224, 1]);
    expect(image).toMatchObject({ height: 224, width: 224, channels: 1 });
  });

  it('leaves small images of one size as they are', () => {
    const { image } = suggestedChoices(survey(square(28), square(28), { hasColor: false }), null);
    expect(image).toMatchObject({ height: 28, width: 28, channels: 1, fit: 'squash' });
  });

  it('makes photos squares of a modest size, without distorting them', () => {
    const photos = survey({ height: 300, width: 400 }, { height: 375, width: 500 });
    expect(suggestedChoices(photos, null).image).toMatchObject({ ...square(64), fit: 'crop' });
    expect(suggestedChoices({ ...photos, hasTransparency: true }, null).image).toMatchObject({ fit: 'pad' });
    expect(suggestedChoices(survey(square(20), square(40)), null).image).toMatchObject(square(32));
    expect(suggestedChoices(survey(square(5), square(9)), null).image).toMatchObject(square(9));
  });

  it('keeps the splits of the source, and draws a test split where there is none', () => {
    const splits = (train: number, validation: number, test: number) =>
      suggestedChoices(
        survey(square(8), square(8), { splits: { train, validation, test, unassigned: 0 } }),
        null,
      ).split;
    expect(splits(60, 0, 10)).toMatchObject({ rule: 'given', test: 0 });
    expect(splits(60, 10, 0)).toMatchObject({ rule: 'given', test: 0.2 });
    expect(splits(0, 0, 10)).toMatchObject({ rule: 'seeded', test: 0.2 });
    expect(splits(0, 0, 0)).toMatchObject({ rule: 'seeded', test: 0.2 });
  });

  it('has no size for a table', () => {
    expect(suggestedChoices(survey(square(8), square(8), { content: 'features' }), null).image).toBeNull();
  });
});

it('offers the network’s size first, each size once, and none that is larger than the images', () => {
  const photos = survey(square(100), square(200));
  const sides = offeredSizes(photos, [227, 227, 3]).map(({ height }) => height);
  expect(sides[0]).toBe(227);
  expect(sides[1]).toBe(64);
  expect(new Set(sides).size).toBe(sides.length);
  expect(Math.max(...sides.slice(1))).toBeLessThanOrEqual(200);
});

it('offers the size for random crops where the images are large enough, and the network is one that is trained so', () => {
  const sides = (input: number, images: number) =>
    offeredSizes(survey(square(images), square(images)), [input, input, 3]).map(({ height }) => height);
  expect(sides(224, 400).slice(0, 2)).toEqual([224, 256]);
  expect(sides(299, 500).slice(0, 2)).toEqual([299, 342]);
  expect(sides(224, 250)).not.toContain(256);
  expect(sides(32, 400)).not.toContain(37);
});

it('leaves images out of the training split that are in the test split too, but no rows of a table', () => {
  expect(suggestedChoices(survey(square(8), square(8)), null).duplicates).toBe('drop-across');
  const rows = survey(square(8), square(8), { content: 'features' });
  expect(suggestedChoices(rows, null).duplicates).toBe('keep');
});
