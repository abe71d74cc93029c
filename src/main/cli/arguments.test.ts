import { describe, expect, it } from 'vitest';
import { parseCommandLine, UsageError } from './arguments';

const kinds = {
  epochs: { kind: 'integer', minimum: 1, maximum: 100 },
  'learning-rate': { kind: 'number', above: 0 },
  input: { kind: 'shape' },
  out: { kind: 'text', what: 'a folder' },
  json: { kind: 'flag' },
  optimizer: { kind: 'choice', among: ['sgd', 'adam'] },
} as const;

const complaint = (...args: string[]): string => {
  try {
    parseCommandLine(args, kinds);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return 'accepted';
};

describe('parseCommandLine', () => {
  it('reads options before and after the file, with = and without', () => {
    const args = [
      '--epochs',
      '3',
      'net.json',
      '--learning-rate=0.05',
      '--input',
      '224x224x3',
      '--out',
      'there',
      '--json',
    ];
    expect(parseCommandLine(args, kinds)).toEqual({
      positionals: ['net.json'],
      options: { epochs: 3, 'learning-rate': 0.05, input: [224, 224, 3], out: 'there', json: true },
    });
    expect(parseCommandLine([], kinds).options).toEqual({ json: false });
  });

  it('takes everything after -- as names', () => {
    expect(parseCommandLine(['--', '--json'], kinds).positionals).toEqual(['--json']);
  });

  it.each([
    [['--epoch', '3'], 'There is no option --epoch: did you mean --epochs?'],
    [['--frobnicate'], 'There is no option --frobnicate: see --help.'],
    [['-x'], 'There is no option -x: see --help.'],
    [['--epochs'], '--epochs needs a whole number from 1 to 100.'],
    [['--epochs', '0'], '--epochs needs a whole number from 1 to 100, not "0".'],
    [['--epochs', '2.5'], '--epochs needs a whole number from 1 to 100, not "2.5".'],
    [['--epochs', '1e3'], '--epochs needs a whole number from 1 to 100, not "1e3".'],
    [['--epochs', '-1'], '--epochs needs a whole number from 1 to 100, not "-1".'],
    [['--epochs=ten'], '--epochs needs a whole number from 1 to 100, not "ten".'],
    [['--learning-rate', '0'], '--learning-rate needs a number above 0, not "0".'],
    [['--learning-rate', 'Infinity'], '--learning-rate needs a number above 0, not "Infinity".'],
    [['--input', '28x28x'], '--input needs sizes such as 28x28x1 (height, width, channels), not "28x28x".'],
    [['--input', '0x28x1'], '--input needs sizes such as 28x28x1 (height, width, channels), not "0x28x1".'],
    [['--out='], '--out needs a folder.'],
    [['--optimizer', 'sdg'], '--optimizer needs one of sgd, adam, not "sdg".'],
    [['--json=yes'], '--json takes no value.'],
  ])('says in one sentence what is wrong with %j', (args, sentence) => {
    expect(complaint(...args)).toBe(sentence);
  });
});
