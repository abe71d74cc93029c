/** `npm run typecheck`: checks each environment against what exists in it (see the tsconfig files), and nothing more. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { runScript } from './setup/entry.mjs';
import { projectDirectory } from './setup/paths.mjs';
import { run } from './setup/run-command.mjs';
import { note } from './setup/terminal.mjs';

/** tsconfig.base.json only holds what the others share. */
const notChecked = new Set(['tsconfig.json', 'tsconfig.base.json']);

await runScript(async () => {
  const compiler = path.join(projectDirectory, 'node_modules', 'typescript', 'bin', 'tsc');
  const configs = readdirSync(projectDirectory).filter(
    (name) => /^tsconfig\..*json$/.test(name) && !notChecked.has(name),
  );
  let worst = 0;
  for (const config of configs.sort()) {
    note(config);
    const { code } = await run(process.execPath, [compiler, '--project', config], {
      cwd: projectDirectory,
      showsOutput: true,
    });
    worst = Math.max(worst, code);
  }
  return worst;
});
