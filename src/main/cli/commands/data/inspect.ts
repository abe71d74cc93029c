import { type OptionDefinitions, parseCommandLine } from '../../arguments';
import type { Output } from '../../output';
import { readAnswers, readSourcePath, sourceOptions } from './data-options';
import { progressLine, reportEnd } from './job-lines';
import { runDataJob } from './job-process';
import type { Subcommand } from '../../subcommand';
import { preparedLines } from './prepared-lines';
import { surveyLines } from './survey-lines';

const options = {
  ...sourceOptions,
  json: { kind: 'flag', help: 'print JSON' },
} as const satisfies OptionDefinitions;

/** `data inspect PATH`: what an import would find. */
export const inspect: Subcommand = {
  uses: [
    'data inspect PATH: what is in a folder, an archive or a file: classes, sizes, problems, duplicates',
  ],
  options,
  run,
};

async function run(args: readonly string[], output: Output): Promise<number> {
  const { positionals, options: given } = parseCommandLine(args, options);
  const path = readSourcePath('inspect', positionals);
  const answers = readAnswers(given.answer);
  const result = await runDataJob({ type: 'survey', path, format: given.format, answers }, (state) => {
    if (!given.json) output.draw(progressLine(state));
  });
  output.draw('');
  const { state } = result;
  if (state.type === 'prepared') {
    if (given.json) output.printJson(state.dataset);
    else output.print(preparedLines(state.dataset));
    return 0;
  }
  if (state.type !== 'surveyed') return reportEnd(result, output);
  const { samples, ...survey } = state.survey;
  // Pixels are for windows.
  const keys = samples.map(({ thumbnail: _thumbnail, labels: _labels, ...sample }) => sample);
  if (given.json) output.printJson({ ...survey, samples: keys });
  else output.print(surveyLines(state.survey));
  return 0;
}
