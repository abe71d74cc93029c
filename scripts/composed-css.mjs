import { readFileSync } from 'node:fs';

/**
 * A class that several files compose is written out again before each of them, and the last copy would win over what the files before it
 * say of their own. In the build only the first copy of each rule stays: it comes before all that compose it. The development server sends each
 * file by itself: there it leaves out the rules of others, and imports the files that have them first.
 *
 * @returns {import('vite').Plugin}
 */
export function composedCssOnce() {
  let isServed = false;
  return {
    name: 'composed-css-once',
    enforce: 'post',
    configResolved({ command }) {
      isServed = command === 'serve';
    },
    transform(code, id) {
      return isServed && /\.module\.css(\?|$)/.test(id) ? importComposed(code, id) : null;
    },
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'asset' || !file.fileName.endsWith('.css')) continue;
        file.source = withoutRepeats(String(file.source));
      }
    },
  };
}

/** A class of a module: its name, the file's hash, and its line. */
const MODULE_CLASS = /\._\w+_[\da-z]{5}_\d+/;

/**
 * The script that the development server makes of a module of classes, without the rules of the files whose classes it composes.
 *
 * @param {string} code
 * @param {string} id
 */
function importComposed(code, id) {
  const [, text] = /^const __vite__css = (".*")$/m.exec(code) ?? [];
  const source = readFileSync(id.replace(/\?.*$/, ''), 'utf8');
  const files = new Set(
    Array.from(source.matchAll(/\bcomposes:[^;}]* from (['"])(.+?)\1/g), ([, , file]) => file),
  );
  if (text === undefined || files.size === 0) return null;
  // The first class of each name is the file's own; those that it composes come after it.
  const own = new Set(Array.from(code.matchAll(/"_\w+?_([\da-z]{5})_\d+[ "]/g), ([, hash]) => hash));
  const rules = rulesOf(JSON.parse(text)).filter((rule) => {
    const [, hash] = OWN_HASH.exec(rule.replace(/\/\*[\s\S]*?\*\//g, '')) ?? [];
    return hash === undefined || own.has(hash);
  });
  const imports = Array.from(files, (file) => `import ${JSON.stringify(file)};\n`).join('');
  return { code: imports + code.replace(text, () => JSON.stringify(rules.join(''))), map: null };
}

const OWN_HASH = /\._\w+?_([\da-z]{5})_\d+/;

/** @param {string} css */
export function withoutRepeats(css) {
  const seen = new Set();
  return rulesOf(css)
    .filter((rule) => {
      const meaning = rule.replace(/\/\*[\s\S]*?\*\//g, '').trim();
      if (!MODULE_CLASS.test(meaning)) return true;
      if (seen.has(meaning)) return false;
      seen.add(meaning);
      return true;
    })
    .join('');
}

/**
 * The text, cut after each rule that is in no other.
 *
 * @param {string} css
 */
function rulesOf(css) {
  const rules = [];
  let depth = 0;
  let start = 0;
  for (const { 0: token, index } of css.matchAll(
    /\/\*[\s\S]*?\*\/|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[{}]/g,
  )) {
    if (token === '{') depth += 1;
    if (token !== '}') continue;
    depth -= 1;
    if (depth > 0) continue;
    rules.push(css.slice(start, index + 1));
    start = index + 1;
  }
  return [...rules, css.slice(start)];
}
