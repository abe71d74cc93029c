import { type OptionDefinitions, UsageError } from '../../arguments';
import { userPath } from '../../user-path';

/** What a data set that is made is called. */
export const nameOption = {
  name: {
    kind: 'text',
    what: 'a name',
    help: `what the data set is called (default: the name of the path; of a corrected one,
its name with v2, v3, ...)`,
  },
} as const satisfies OptionDefinitions;

/** How a source is to be understood, for `inspect` and `import` alike. */
export const sourceOptions = {
  format: {
    kind: 'text',
    what: 'the id of a format',
    value: 'ID',
    help: 'read the files in this way instead of the most likely one',
  },
  answer: {
    kind: 'texts',
    what: 'a question and its answer, such as label=species',
    value: 'ID=VALUE',
    help: 'answer what the files leave open, as data inspect lists it; once for each question',
  },
} as const satisfies OptionDefinitions;

/** The answers by the ids of their questions. Throws a `UsageError`. */
export function readAnswers(answers: readonly string[] | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (answers ?? []).map((answer) => {
      const at = answer.indexOf('=');
      if (at < 1)
        throw new UsageError(
          `--answer needs a question and its answer, such as label=species, not "${answer}".`,
        );
      return [answer.slice(0, at), answer.slice(at + 1)];
    }),
  );
}

/** The absolute path of the one source a command takes. Throws a `UsageError`. */
export function readSourcePath(command: string, positionals: readonly string[]): string {
  const [path, ...others] = positionals;
  if (path === undefined) throw new UsageError(`data ${command} needs a folder, an archive or a file.`);
  if (others.length > 0) throw new UsageError(`data ${command} takes one path, not ${positionals.length}.`);
  return userPath(path);
}

/** The id of the one data set that a command takes. Throws a `UsageError`. */
export function readDatasetId(command: string, [id, ...others]: readonly string[]): string {
  if (id !== undefined && others.length === 0) return id;
  throw new UsageError(`data ${command} needs the id of one data set: see data list.`);
}
