/**
 * `npm run typecheck`: checks each environment against what exists in it (see the tsconfig files), and nothing more. The environments
 * are checked side by side, and again only where a file they depend on has changed.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { runScript } from './setup/entry.mjs';
import { projectDirectory, stateFile } from './setup/paths.mjs';
import { run } from './setup/run-command.mjs';
import { note, say } from './setup/terminal.mjs';
import { typeErrors } from './type-errors.mjs';

/** tsconfig.base.json only holds what the others share. */
const notChecked = new Set(['tsconfig.json', 'tsconfig.base.json']);

await runScript(async () => {
  const compiler = path.join(projectDirectory, 'node_modules', 'typescript', 'bin', 'tsc');
  const configs = readdirSync(projectDirectory).filter(
    (name) => /^tsconfig\..*json$/.test(name) && !notChecked.has(name),
  );
  const results = await Promise.all(configs.sort().map((config) => check(compiler, config)));
  for (const { config } of results) note(config);
  for (const { error, configs: reporting } of typeErrors(results)) {
    say(error);
    if (reporting.length > 1) note(`in ${reporting.join(', ')}`);
  }
  return Math.max(...results.map(({ code }) => code));
});

/** @param {string} compiler @param {string} config */
async function check(compiler, config) {
  const memory = path.join(path.dirname(stateFile), 'types', `${config}.tsbuildinfo`);
  const options = ['--project', config, '--incremental', '--tsBuildInfoFile', memory];
  const { code, output, errors } = await run(process.execPath, [compiler, ...options], {
    cwd: projectDirectory,
  });
  return { config, code, output: `${output}${errors}`.trimEnd() };
}
