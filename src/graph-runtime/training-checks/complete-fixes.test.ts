import { describe, expect, it } from 'vitest';
import { applyEdits } from '../document/apply-edits';
import type { NetloomDocument } from '../document/document';
import { analyze } from '../infer/analyze';
import { describeFix } from '../messages/describe-diagnostic';
import { withTrainingChecks } from './check-training';
import type { TrainingData } from './check';
import { FASHION_MNIST, FLATTEN, type Layer, straight, TWO_CLASSES } from './testing/check-cases';

const check = (document: NetloomDocument, data = FASHION_MNIST) =>
  withTrainingChecks(analyze(document), data);
const conv = (filters: number): Layer => ['conv', 'conv2d', { filters, kernelSize: 1 }];

/** Networks whose output gets something else than scores, with what repairs them. */
const cases: readonly (readonly [string, NetloomDocument, readonly string[]])[] = [
  [
    'an image of another number of channels than classes',
    straight([conv(2)]),
    [
      'Set filters of conv to 10; Insert global average pooling: 10 scores for the whole image, none for single pixels',
    ],
  ],
  ['an image of the shape of the input', straight([conv(1)]), ['Set target to input']],
  [
    'an image of as many channels as classes',
    straight([conv(10)]),
    ['Insert global average pooling: 10 scores for the whole image, none for single pixels'],
  ],
  [
    'scores at positions',
    straight([
      ['tokens', 'reshape', { targetShape: [49, 16] }],
      ['dense', 'dense', { units: 64 }],
    ]),
    [
      'Average over the 49 positions: 64 values for all of them; Insert a dense layer with 10 units on the wire from globalAveragePooling2d',
    ],
  ],
  [
    'features after an activation',
    straight([conv(32), ['relu', 'relu']]),
    [
      'Insert global average pooling: 32 scores for the whole image, none for single pixels; Insert a dense layer with 10 units on the wire from globalAveragePooling2d',
    ],
  ],
  [
    'more channels than classes, pooled',
    straight([conv(16), ['pool', 'maxPooling2d', { poolSize: 2 }]]),
    [
      'Set filters of conv to 10; Insert global average pooling: 10 scores for the whole image, none for single pixels',
    ],
  ],
  [
    'a vector in all but its shape',
    straight([
      ['pool', 'globalAveragePooling2d', { keepDimensions: true }],
      ['conv', 'conv2d', { filters: 10, kernelSize: 1 }],
    ]),
    ['Insert Flatten: 10 values become one vector'],
  ],
];

describe('the repairs of an output', () => {
  it.each(cases)('lead to a network that can be trained, without a warning: %s', (_name, document, texts) => {
    const { diagnostics } = check(document);
    const [problem] = diagnostics;
    expect(problem?.path).toBe('output');
    expect(problem?.fixes.map((fix) => describeFix(fix, 'en'))).toEqual(texts);
    for (const { edits } of problem?.fixes ?? []) {
      const repaired = check(applyEdits(document, edits));
      expect(repaired.diagnostics).toEqual([]);
      expect(repaired.isTrainable).toBe(true);
    }
  });

  it('follow the classes of the data set', () => {
    const [problem] = check(straight([conv(10)]), TWO_CLASSES).diagnostics;
    expect(problem?.fixes.map((fix) => describeFix(fix, 'zh-Hant'))[0]).toMatch(/2.*；.*2/);
  });

  it('stay unchanged where the data set is not here', () => {
    const analysis = analyze(straight([conv(2)]));
    expect(withTrainingChecks(analysis, null)).toBe(analysis);
  });

  it('elsewhere are those that leave the fewest errors', () => {
    // At each position, a convolution gives a map of classes, which only masks want.
    const document = straight([['dense', 'dense', { units: 10 }]]);
    const texts = (data: TrainingData) => check(document, data).diagnostics[0]?.fixes.map(({ code }) => code);
    expect(texts(FASHION_MNIST)).toEqual(['insert-flatten', 'insert-average']);
    const classNames = Array.from({ length: 10 }, (_, index) => `${index}`);
    const masks = { ...FASHION_MNIST, classCount: 0, targets: { kind: 'mask', classNames } } as const;
    expect(texts(masks)).toEqual(['use-pointwise']);
  });

  it('are not blamed for what they bring to light elsewhere', () => {
    const document = straight([['early', 'dense', { units: 'x' }], FLATTEN, ['few', 'dense', { units: 5 }]]);
    const first = analyze(document).diagnostics;
    expect(check(document).diagnostics).toEqual(first);
    expect(first[0]?.fixes.length).toBeGreaterThan(0);
  });
});
