/** What is made of the table in walls.mjs: rules of the linter, and tables for readers. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectDirectory } from './setup/paths.mjs';
import { areas, environments } from './walls.mjs';

/** @typedef {import('./walls.mjs').Area} Area */
/** @typedef {import('./walls.mjs').Environment} Environment */

const testPackages = ['vitest', 'fast-check', '@testing-library', 'node:*'];

/** The parts of the repository that nothing in `src` and `e2e` imports. */
const outside = ['bench', 'e2e', 'scripts'];

/** Areas of which one cannot import another unless its row says so. */
const parts = ['src/graph-runtime', 'src/contract', 'src/preload', 'src/main', 'src/renderer'];

const parentOf = (/** @type {string} */ area) => path.posix.dirname(area);
const nameOf = (/** @type {string} */ area) => path.posix.basename(area);
const isFile = (/** @type {string} */ area) => path.posix.extname(area) !== '';

/**
 * How an import in `area` begins that leads to `target`. `**` stands for the further steps up of a file in a subfolder.
 * @param {string} area
 * @param {string} target
 */
function wayTo(area, target) {
  const from = isFile(area) ? parentOf(area) : area;
  return `**/${path.posix.relative(from, target)}`;
}

/** A folder or module with everything in it. @param {string} way */
const withContents = (way) => [way, `${way}/**`];

/** @param {string} name */
const packagePatterns = (name) =>
  name === 'node:*' ? ['!node:*', '!node:*/**'] : [`!${name}`, `!${name}/**`];

/**
 * The patterns of imports that are refused in an environment; a later one takes back an earlier one.
 * @param {Environment} environment
 * @param {boolean} isForTests
 */
function environmentPatterns({ area, imports, packages, testImports = [] }, isForTests) {
  const own = isFile(area) ? [parentOf(area), ...(imports.includes('.') ? [] : [area])] : [area];
  const allowed = [...own, ...imports];
  const isAllowed = (/** @type {string} */ part) =>
    allowed.some((one) => one === part || one.startsWith(`${part}/`) || part.startsWith(`${one}/`)) ||
    (imports.includes('.') && parentOf(area) === part);
  const refused = [...parts, ...outside].filter((part) => !isAllowed(part));
  const entries = environments.flatMap((one) =>
    one.entry && one.area !== area && !area.startsWith(one.area) ? [`${one.area}/${one.entry}`] : [],
  );
  return [
    '**',
    '!./**',
    '!../**',
    ...[...packages, ...(isForTests ? testPackages : [])].flatMap(packagePatterns),
    ...refused.flatMap((part) => withContents(wayTo(area, part))),
    ...(isForTests ? testImports : []).map((part) => `!${wayTo(area, part)}/**`),
    ...entries.map((entry) => wayTo(area, entry)),
    '**/node_modules/**',
  ];
}

/** The environment that an area belongs to. @param {string} area */
function environmentOf(area) {
  const around = environments.filter((one) => area === one.area || area.startsWith(`${one.area}/`));
  const [innermost] = around.sort((a, b) => b.area.length - a.area.length);
  if (!innermost) throw new Error(`${area} belongs to no environment of scripts/walls.mjs.`);
  return innermost;
}

/** The rows with the same parent, in their order. @param {Area} area */
const siblingsOf = (area) => areas.filter((one) => parentOf(one.area) === parentOf(area.area));

/** The areas of the same parent that an area may import. @param {Area} area */
export function importsOf(area) {
  const siblings = siblingsOf(area);
  const above = siblings
    .slice(0, siblings.indexOf(area))
    .filter((one) => !area.not?.includes(nameOf(one.area)));
  return above.map((one) => one.area);
}

/** The areas of the same parent that an area may not import. @param {Area} area */
function refusedBy(area) {
  const allowed = importsOf(area);
  return siblingsOf(area).filter((one) => one !== area && !allowed.includes(one.area));
}

/** The areas that an area is a part of. @param {Area} area */
const areasAround = (area) => areas.filter((one) => area.area.startsWith(`${one.area}/`));

/**
 * @param {Area} area
 * @param {readonly string[]} ownNames of folders of the area that its files reach as they would reach a neighbor
 */
function areaPatterns(area, ownNames) {
  const refused = refusedBy(area);
  // From a folder of the area, one step up more leads to a neighbor than to its own folder.
  const wayFrom = (/** @type {string} */ target) =>
    ownNames.includes(nameOf(target)) ? wayTo(`${area.area}/folder`, target) : wayTo(area.area, target);
  return [
    ...environmentPatterns(environmentOf(area.area), false),
    ...refused.flatMap((one) => withContents(wayFrom(one.area))),
    ...areasAround(area)
      .flatMap(refusedBy)
      .flatMap((one) => withContents(wayTo(area.area, one.area))),
    ...(area.also ?? []).flatMap((one) =>
      withContents(wayTo(area.area, `${parentOf(area.area)}/${one}`)).map((way) => `!${way}`),
    ),
  ];
}

/** Folders of an area that have the name of one of its neighbors. @param {Area} area */
function namesakes(area) {
  return siblingsOf(area)
    .map((one) => nameOf(one.area))
    .filter((name) => existsSync(path.join(projectDirectory, area.area, name)));
}

/** @param {Area} area */
function areaOverrides(area) {
  const message = `${area.area} (${area.because}) may import only the areas above it. ${where}`;
  const notTests = tests(area.area).map((pattern) => `!${pattern}`);
  const names = namesakes(area);
  if (names.length === 0)
    return [override([`${area.area}/**`, ...notTests], areaPatterns(area, []), message)];
  return [
    override([`${area.area}/*`, ...notTests], areaPatterns(area, []), message),
    override([`${area.area}/*/**`, ...notTests], areaPatterns(area, names), message),
  ];
}

const where = 'ARCHITECTURE.md, Walls, says who may import whom.';
const tests = (/** @type {string} */ area) => [
  `${area}/**/*.test.ts`,
  `${area}/**/*.test.tsx`,
  `${area}/**/testing/**`,
];

/**
 * @param {readonly string[]} includes
 * @param {readonly string[]} group
 * @param {string} message
 */
const override = (includes, group, message) => ({
  includes,
  linter: {
    rules: {
      style: { noRestrictedImports: { level: 'error', options: { patterns: [{ group, message }] } } },
    },
  },
});

/** What biome-walls.json holds. */
export function biomeWalls() {
  const outer = environments.flatMap((environment) => {
    const { area, because } = environment;
    const message = `${area} may not import this: ${because}. ${where}`;
    const others = environments.filter((one) => isFile(one.area) && one.area.startsWith(`${area}/`));
    const own = isFile(area) ? [area] : [`${area}/**`, ...others.map((one) => `!${one.area}`)];
    const rules = [override(own, environmentPatterns(environment, false), message)];
    if (!isFile(area) && area.startsWith('src/'))
      rules.push(override(tests(area), environmentPatterns(environment, true), message));
    return rules;
  });
  const inner = areas.filter(({ area }) => isFolder(area)).flatMap(areaOverrides);
  return {
    $schema: './node_modules/@biomejs/biome/configuration_schema.json',
    root: false,
    overrides: [...outer, ...inner],
  };
}

/** Writes the rules that biome.json extends. */
export function writeBiomeWalls() {
  writeFileSync(path.join(projectDirectory, 'biome-walls.json'), JSON.stringify(biomeWalls()));
}

const isFolder = (/** @type {string} */ area) => existsSync(path.join(projectDirectory, area));

/** Folders without a row, and rows without a folder or module. */
export function strangers() {
  const parents = new Set(areas.map(({ area }) => parentOf(area)));
  const folders = [...parents].flatMap((parent) =>
    readdirSync(path.join(projectDirectory, parent), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'testing')
      .map((entry) => `${parent}/${entry.name}`),
  );
  const rows = areas.map(({ area }) => area);
  const exists = (/** @type {string} */ area) =>
    ['', '.ts', '.tsx'].some((extension) => existsSync(path.join(projectDirectory, `${area}${extension}`)));
  const named = areas.flatMap(({ area, also = [], not = [] }) => [
    area,
    ...[...also, ...not].map((one) => `${parentOf(area)}/${one}`),
  ]);
  return {
    withoutRow: folders.filter((folder) => !rows.includes(folder)),
    withoutFolder: [...named, ...environments.map(({ area }) => area)].filter((area) => !exists(area)),
  };
}

const begin = '<!-- walls: made by `npm run walls` -->';
const end = '<!-- end of walls -->';

/** The text of ARCHITECTURE.md with the tables of today's walls. @param {string} file */
export function withTables(file) {
  const text = readFileSync(file, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < 0) throw new Error(`${file} has no place for the walls: ${begin} ... ${end}`);
  return `${text.slice(0, from)}${begin}\n\n${tables()}\n\n${text.slice(to)}`;
}

function tables() {
  const outer = environments.map(({ area, imports, packages, because }) => {
    const others = imports.map((one) => (one === '.' ? 'its neighbors' : nameOf(one)));
    const ui =
      packages.length > 8
        ? ['React and the libraries of the window']
        : packages.map((one) => (one === 'node:*' ? 'Node' : one));
    return `| \`${area}\` | ${['itself', ...others, ...ui].join(', ')} | ${because} |`;
  });
  const parents = [...new Set(areas.map(({ area }) => parentOf(area)))];
  const inner = parents.map((parent) => {
    const rows = areas.filter(({ area }) => parentOf(area) === parent);
    const names = rows.map(({ area, also = [], not = [] }) => {
      const exceptions = [
        also.length > 0 ? `also ${also.join(', ')}` : '',
        not.length > 0 ? `not ${not.join(', ')}` : '',
      ].filter((words) => words !== '');
      return `${nameOf(area)}${exceptions.length > 0 ? ` (${exceptions.join('; ')})` : ''}`;
    });
    return `- \`${parent}\`: ${names.join(' < ')}`;
  });
  return [
    '| area | may import | because |',
    '|---|---|---|',
    ...outer,
    '',
    'Inside of them, an area may import what is to the left of it:',
    '',
    ...inner,
  ].join('\n');
}
