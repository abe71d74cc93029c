/**
 * A class that several files compose is written out again before each of them, and the last copy would win over what the files before it
 * say of their own. Only the first copy of each rule stays: it comes before all that compose it.
 *
 * @returns {import('vite').Plugin}
 */
export function composedCssOnce() {
  return {
    name: 'composed-css-once',
    enforce: 'post',
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
