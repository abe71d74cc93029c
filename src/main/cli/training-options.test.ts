import { describe, expect, it } from 'vitest';
import { runRequests } from '../../contract/run-channels';
import { serializeDocument } from '../../graph-runtime/document/serialize';
import { parseDocument } from '../../graph-runtime/reading/parse';
import { changesOnResume } from '../../graph-runtime/resume/resume-rules';
import { chooseKind } from '../../graph-runtime/settings/change';
import { settingEntries } from '../../graph-runtime/settings/registry';
import { smallNetwork } from '../trainer/testing/run-training';
import { type OptionKind, parseCommandLine, UsageError } from './arguments';
import { train } from './commands/train';
import { optionLines } from './help';
import { resumeOptions } from './resume-options';
import { settingOptions, trainingOptions, withTrainingOptions } from './training-options';

/** The document with the options, as `train` reads them; or why they are refused. */
function withOptions(...args: string[]) {
  try {
    return withTrainingOptions(smallNetwork(), parseCommandLine(args, trainingOptions).options);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

/** What a user may give: the ends of what is allowed, and what lies far beyond. */
function probes(kind: OptionKind): readonly string[] {
  switch (kind.kind) {
    case 'integer':
      return [kind.minimum, kind.maximum, kind.minimum - 1, kind.maximum + 1].map(String);
    case 'number':
      return ['0', '1e-300', '0.0001', '0.5', '0.51', '1', '10000', '10001', '20000', '1e9', '1e39', '1e308'];
    case 'choice':
      return kind.among;
    default:
      return [];
  }
}

describe('what an option may be', () => {
  it.each(Object.entries(trainingOptions))(
    '--%s: what is accepted can be kept in the run and read again',
    (name, kind) => {
      const results = probes(kind).map((value) => withOptions(`--${name}`, value));
      const accepted = results.filter((result) => typeof result !== 'string');
      expect(accepted.length).toBeGreaterThan(0);
      for (const document of accepted) {
        const again = parseDocument(serializeDocument(document));
        expect(again.ok ? again.document.training : again).toEqual(document.training);
      }
    },
  );

  it('is said where it is exceeded', () => {
    expect(withOptions('--checkpoint-every', '20000')).toBe(
      '--checkpoint-every needs a number above 0 and not above 10000, not "20000".',
    );
    expect(withOptions('--validation-share', '0.6')).toMatch(/not above 0\.5/);
  });
});

describe('what an option does to a resumed run', () => {
  it('is decided for each there is', () => {
    expect(Object.keys(resumeOptions).sort()).toEqual(Object.keys(train.options).sort());
    // What the window may change on the way is a setting too, but for the run and the machines.
    const requested = Object.keys(runRequests['run:resume'].shape).filter(
      (name) => !['runId', 'on', 'together'].includes(name),
    );
    for (const name of requested) expect(Object.keys(smallNetwork().training)).toContain(name);
  });

  it.each(Object.entries(trainingOptions))(
    '--%s changes the settings it is listed with, and no others',
    (name, kind) => {
      const listed = resumeOptions[name];
      if (listed === undefined || typeof listed === 'string')
        throw new Error(`--${name} is a training setting`);
      const before = smallNetwork({ validationShare: 0.3 }).training;
      const changed = probes(kind).flatMap((value) => {
        const now = withOptions(`--${name}`, value);
        return typeof now === 'string' ? [] : changesOnResume({ before, now }).map(({ path }) => path);
      });
      expect(changed.length).toBeGreaterThan(0);
      // Micro-batches are bounded by the batch.
      const along = ['microBatchSize', 'validationShare'];
      expect(changed.filter((path) => !listed.includes(path) && !along.includes(path))).toEqual([]);
      expect(changed).toContain(listed[0]);
    },
  );
});

describe('the command line and the window', () => {
  const kinds = settingEntries.flatMap(([name, { field }]) =>
    field.kind === 'kind'
      ? Object.keys(field.kinds).map((type) => ({ name, type, option: field.option }))
      : [],
  );

  it.each(kinds)('start $type with the same settings', ({ name, type, option }) => {
    for (const epochs of [1, 10, 90]) {
      const chosen = withOptions('--epochs', String(epochs), `--${option?.name}`, type);
      const document = smallNetwork({ epochs });
      if (typeof chosen === 'string') throw new Error(chosen);
      expect(chosen.training).toEqual(chooseKind(document.training, name, type));
    }
  });

  it.each(settingOptions.filter(({ kind }) => kind.kind !== 'choice'))(
    'have the same limits for --$option.name',
    ({ option, setting: { field } }) => {
      if (field?.kind !== 'number') throw new Error('a number is set by a number');
      const { minimum, above, maximum, below } = field;
      const bounds = [minimum, above, maximum, below].filter((bound) => bound !== undefined);
      const numbers = bounds.flatMap((bound) => [bound - 1, bound, bound + 1, bound + 0.25]);
      for (const number of [...numbers, 0, 0.5, 1, 7]) {
        // An option takes no sign where none is allowed, and the fields of a form take what the schema takes.
        const result = withOptions(`--${option.name}=${number}`);
        expect(typeof result !== 'string', `${option.name} ${number}`).toBe(
          field.schema.safeParse(number).success,
        );
      }
    },
  );

  it('call an option by one name, and say what it does', () => {
    const names = settingOptions.map(({ option }) => option.name);
    expect(new Set(names).size).toBe(names.length);
    const [blank, heading, ...lines] = optionLines(trainingOptions);
    expect([blank, heading]).toEqual(['', "Settings, instead of the file's own:"]);
    expect(lines).toHaveLength(names.length);
    for (const line of lines) expect(line).toMatch(/^ {2}--[a-z-]+ (N|X|NAME) +\S.{10,}$/);
  });
});
