// The app inside the Electron that the set-up unpacks. Like the one Electron itself brings, it loads the app in the folder named
// on the command line, with the modules named by `--require` before it. Runs in Electron 22 (Node 16).
const { app } = require('electron');
const path = require('node:path');

const { folder, modules } = parseArguments(process.argv.slice(1));
if (folder === undefined) {
  process.stderr.write('Usage: electron FOLDER\n');
  app.exit(1);
} else {
  for (const file of modules) require(file);
  load(folder);
}

function parseArguments(argumentList) {
  const modules = [];
  for (let index = 0; index < argumentList.length; index += 1) {
    const argument = argumentList[index];
    if (argument === '-r' || argument === '--require') {
      index += 1;
      modules.push(path.resolve(argumentList[index]));
    } else if (!argument.startsWith('-')) {
      return { folder: path.resolve(argument), modules };
    }
  }
  return { folder: undefined, modules };
}

/** Gives the app its own name, version and folder, which Electron read from this one, and starts it. */
function load(folder) {
  const description = require(path.join(folder, 'package.json'));
  process.defaultApp = true;
  app.setName(description.productName || description.name);
  app.setVersion(description.version);
  app.setAppPath(folder);
  require(path.join(folder, description.main));
}
