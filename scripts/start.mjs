/** `npm start`: sets up and bundles what is missing or outdated, then opens the window. Arguments after `--` go to the app. */
import path from 'node:path';
import { bundle, isBundleCurrent } from './bundle.mjs';
import { runInTerminal } from './run-in-terminal.mjs';
import { runScript } from './setup/entry.mjs';
import { describeLaunch, quietFlag } from './setup/launch-electron.mjs';
import { projectDirectory } from './setup/paths.mjs';
import { ensureSetup } from './setup/set-up.mjs';
import { say } from './setup/terminal.mjs';
import { hasDisplay } from './virtual-display.mjs';

const argumentList = process.argv.slice(2);

await runScript(async () => {
  const state = await ensureSetup();
  if (!hasDisplay()) {
    const networks = argumentList.length > 0 ? argumentList : [path.join('presets', 'lenet.json')];
    say(
      `There is no display to open a window on, so Netloom trains ${networks[0]} here in the terminal instead.`,
    );
    const command = ['train', ...networks];
    return runInTerminal(process.execPath, [path.join(projectDirectory, 'scripts', 'cli.mjs'), ...command]);
  }
  if (!isBundleCurrent()) {
    say('Building the app');
    const code = await bundle();
    if (code !== 0) return code;
  }
  const launch = describeLaunch(state);
  if (launch.sandboxNotice) say(launch.sandboxNotice);
  return runInTerminal(launch.executable, [...launch.flags, quietFlag, projectDirectory, ...argumentList], {
    env: launch.environment,
  });
});
