import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemsOfCode } from '../testing/code-check';
import { arbitraryCodeSample } from '../testing/code-samples';
import { callsIn, readPythonLine } from '../testing/python-line';
import { layers } from './registry';

/** The lines of code that layers offer, over all that their parameters can be, against the signatures of the real classes. */
describe('the Keras and PyTorch code', () => {
  it.each(layers.map((layer) => [layer.type, layer] as const))(
    'of %s names real classes and arguments, whatever its parameters',
    (_type, layer) => {
      fc.assert(
        fc.property(arbitraryCodeSample(layer), ({ parameters, inputs }) => {
          for (const framework of ['keras', 'pytorch'] as const) {
            const line = layer.code[framework](parameters, inputs);
            if (line !== null) expect(problemsOfCode(line), line).toEqual([]);
          }
        }),
        { numRuns: 200 },
      );
    },
  );
});

describe('the check of the code', () => {
  it.each([
    ['keras.layers.Conv2D(8, 3)', []],
    ['keras.layers.Conv2D(8, (3, 5), strides=2, padding="same", use_bias=False)', []],
    ['keras.Sequential([keras.layers.ZeroPadding2D(1), keras.layers.Conv2D(8, 3)])', []],
    ['nn.Sequential(nn.ZeroPad2d((1, 0, 1, 0)), nn.ReLU())', []],
    ['keras.layers.Lambda(lambda x: x[..., 2:5])', []],
    ['keras.layers.Dropout(0)', []],
    ['keras.layers.Conv3000(8)', ['is not among the recorded classes']],
    ['keras.layers.Conv2D(8)', ['needs kernel_size']],
    ['keras.layers.Conv2D(8, 3, stride=2)', ['has no argument stride']],
    ['keras.layers.Conv2D(8, 3, filters=8)', ['filters is given twice']],
    ['keras.layers.Conv2D(8.5, 3)', ['filters may be int, not float']],
    ['keras.layers.Conv2D(8, 3, padding="full")', ['padding may be one of', 'not full']],
    ['keras.layers.Conv2D(8, 3, kernel_initializer="heNormal")', ['not heNormal']],
    ['keras.layers.Activation("reluu")', ['not reluu']],
    ['keras.layers.Dropout("0.5")', ['not str']],
    ['nn.ReLU(True, 1)', ['nn.ReLU has no argument 2']],
    ['nn.Sequential(nn.Conv2d(1, 8, 3, bias=1))', ['bias may be bool, not int']],
    ['nn.Upsample(size=(4, 4), mode="billinear")', ['not billinear']],
  ] as const)('of %s', (line, problems) => {
    const found = problemsOfCode(line);
    if (problems.length === 0) expect(found).toEqual([]);
    for (const problem of problems) expect(found.join('\n')).toContain(problem);
  });

  it.each([
    'nn.ReLU(',
    'nn.ReLU())',
    'nn.ReLU(inplace=)',
    'nn.Conv2d(1 2)',
    'nn.Conv2d(bias=True, 1)',
    'nn.ReLU(false)()',
    'nn.ReLU("a)',
  ])('refuses what is no Python it knows: %s', (line) => {
    expect(() => readPythonLine(line)).toThrow(/expected at character/);
  });

  it('reads calls inside of arguments', () => {
    const line = 'nn.Sequential(nn.ConstantPad2d((1, 1, 0, 0), float("-inf")), nn.MaxPool2d(2))';
    expect(callsIn(readPythonLine(line)).map(({ callee }) => callee)).toEqual([
      'nn.Sequential',
      'nn.ConstantPad2d',
      'float',
      'nn.MaxPool2d',
    ]);
  });
});
