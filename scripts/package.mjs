/**
 * `npm run package`: makes `dist/netloom-VERSION-linux-x64`, a folder that runs on a machine without Node or npm, and where there is
 * dpkg-deb a Debian package of it. `--archive` packs the folder as well; `--compression NAME` is for the Debian package.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { bundle, isBundleCurrent } from './bundle.mjs';
import { assemble } from './package/assemble.mjs';
import { buildDebianPackage, canBuildDebianPackage } from './package/debian/build.mjs';
import { runScript } from './setup/entry.mjs';
import { SetupFailure } from './setup/failure.mjs';
import { projectDirectory } from './setup/paths.mjs';
import { lastLines, run } from './setup/run-command.mjs';
import { engineEnvironment } from './setup/self-test.mjs';
import { ensureSetup } from './setup/set-up.mjs';
import { say } from './setup/terminal.mjs';

await runScript(async () => {
  if (process.platform !== 'linux') {
    throw new SetupFailure(
      'This makes the Linux package; for Windows and macOS there is an untested configuration: packaging/README.md',
    );
  }
  const state = await ensureSetup();
  if (!isBundleCurrent()) {
    const code = await bundle();
    if (code !== 0) return code;
  }
  const { version } = JSON.parse(readFileSync(path.join(projectDirectory, 'package.json'), 'utf8'));
  const name = `netloom-${version}-linux-${process.arch}`;
  const target = path.join(projectDirectory, 'dist', name);
  await assemble({
    electron: state.electron.executable,
    environment: engineEnvironment(state.engine.environment),
    target,
  });
  say(
    `${path.relative(process.cwd(), target)} runs on its own (Electron ${state.electron.version}, ${state.engine.label}).`,
  );
  if (process.argv.includes('--archive')) await archive(target);
  if (canBuildDebianPackage()) {
    const file = await buildDebianPackage({ folder: target, version, compression: chooseCompression() });
    say(`${path.relative(process.cwd(), file)} installs it: sudo apt-get install ./${path.basename(file)}`);
  }
  return 0;
});

/** For the Debian package: Debian 12 and Ubuntu read zstd, which takes a twentieth of xz's time. */
function chooseCompression() {
  const at = process.argv.indexOf('--compression');
  const name = at < 0 ? 'zstd' : process.argv[at + 1];
  if (name === 'zstd' || name === 'xz' || name === 'gzip' || name === 'none') return name;
  throw new SetupFailure(
    '--compression takes zstd, xz, gzip or none, as in: npm run package -- --compression xz',
  );
}

/** @param {string} target */
async function archive(target) {
  const file = `${target}.tar.gz`;
  const result = await run('tar', ['--create', '--gzip', '--file', file, path.basename(target)], {
    cwd: path.dirname(target),
  });
  if (result.code !== 0) throw new SetupFailure(`The package could not be archived: ${lastLines(result, 1)}`);
  say(`${path.relative(process.cwd(), file)} holds it.`);
}
