// Loads the engine as the trainer does and prints the files that took: what a package needs of it, and nothing more. The installers
// that come with tfjs-node (archives, downloads, HTTP clients) are not among them, so they do not ship.
const util = require('node:util');
// As src/main/trainer/engine/tensorflow.ts does it: tfjs 4.22 calls two functions that Node 23 has dropped.
util.isNullOrUndefined ??= (value) => value === null || value === undefined;
util.isArray ??= Array.isArray;
const tf = require('@tensorflow/tfjs-node-gpu');
tf.ready().then(() => {
  process.stdout.write(`${JSON.stringify(Object.keys(require.cache))}\n`);
});
