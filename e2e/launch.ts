import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The repository's root: Electron loads the app from its `package.json`. */
export const projectDirectory = path.join(__dirname, '..');

/** What the tests need of the set-up's result; see scripts/setup/state.mjs. */
interface SetupState {
  readonly engine: { readonly environment: Readonly<Record<string, string>> };
  readonly electron: { readonly executable: string; readonly arguments: readonly string[] };
}

/** How to start the app as `npm start` does on this machine. */
export interface Launch {
  readonly executablePath: string;
  readonly args: string[];
  readonly env: Record<string, string>;
}

/**
 * Reads the set-up's result. Every launch gets a `userData` directory of its own, so that no test sees what another (or the person
 * at this machine) left behind.
 */
export function describeLaunch(userData: string): Launch {
  const { engine, electron } = readSetupState();
  if (!existsSync(path.join(projectDirectory, 'out', 'main', 'index.js'))) {
    throw new Error('The app is not built: npm run build');
  }
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return {
    executablePath: electron.executable,
    args: [...electron.arguments, projectDirectory, `--user-data-dir=${userData}`],
    // What is set already wins: `npm test` has put the engine's environment in place.
    env: {
      ...engine.environment,
      ...Object.fromEntries(inherited),
      NETLOOM_NODE: process.execPath,
      // Each test prepares its own data sets, and sees nobody else's.
      XDG_DATA_HOME: path.join(userData, 'data'),
    },
  };
}

function readSetupState(): SetupState {
  const file = path.join(projectDirectory, 'node_modules', '.netloom', 'setup.json');
  if (!existsSync(file)) throw new Error('The set-up has not run: npm run setup');
  return JSON.parse(readFileSync(file, 'utf8')) as SetupState;
}
