/** `npm run setup`: brings what is missing. With `-- --again` it looks at everything and repeats the self-test. */
import { runScript } from './setup/entry.mjs';
import { ensureSetup } from './setup/set-up.mjs';
import { note, say } from './setup/terminal.mjs';
import { writeBiomeWalls } from './walls-output.mjs';

await runScript(async () => {
  const { engine, electron } = await ensureSetup({ again: process.argv.includes('--again') });
  writeBiomeWalls();
  say('Netloom is set up:');
  note(
    `TensorFlow ${engine.tensorflow} on the ${engine.usesGpu ? 'GPU' : 'CPU'} (${engine.label}: ${engine.reason})`,
  );
  note(`Electron ${electron.version} (Node ${electron.node})`);
  return 0;
});
