import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { areas } from './walls.mjs';
import { biomeWalls, strangers, withTables } from './walls-output.mjs';

/** Who may import whom: each wall of walls.mjs, shown by imports it has to stop and imports it has to let through. */
const project = fileURLToPath(new URL('..', import.meta.url));

const cases: readonly { file: string; allowed: readonly string[]; forbidden: readonly string[] }[] = [
  {
    file: 'src/graph-runtime/layers/x.ts',
    allowed: ['zod', 'jsonc-parser', './layer', '../document/document'],
    forbidden: [
      '../../main/data/x',
      '../../contract/contract',
      '../../renderer/App',
      'node:fs',
      'react',
      'electron',
    ],
  },
  {
    file: 'src/graph-runtime/layers/x.test.ts',
    allowed: ['zod', './layer', 'vitest', 'fast-check', 'node:fs/promises'],
    forbidden: ['../../main/data/x', '@tensorflow/tfjs-node-gpu', 'electron'],
  },
  {
    file: 'src/contract/contract.ts',
    allowed: ['zod', '../graph-runtime/document/document', './failures'],
    forbidden: ['electron', 'node:path', '../main/index', '../renderer/App'],
  },
  {
    file: 'src/preload/index.ts',
    allowed: ['electron', '../contract/contract'],
    forbidden: ['node:fs', 'zod', '../graph-runtime/document/document', '../main/index'],
  },
  {
    file: 'src/main/data/x.ts',
    allowed: [
      'electron',
      'node:fs/promises',
      'zod',
      '../../contract/contract',
      '../../graph-runtime/document/document',
    ],
    forbidden: [
      '@tensorflow/tfjs-node-gpu',
      'react',
      '../../renderer/App',
      '../../preload/index',
      '../../../bench/bench',
    ],
  },
  {
    file: 'src/main/trainer/engine/x.ts',
    allowed: [
      '@tensorflow/tfjs-node-gpu',
      '@tensorflow/tfjs-node-gpu/dist/proto/api_pb.js',
      'node:worker_threads',
    ],
    forbidden: ['electron', 'react', '../../../renderer/App'],
  },
  {
    file: 'src/renderer/editor/x.tsx',
    allowed: [
      'react',
      '@xyflow/react/dist/style.css',
      '../../contract/contract',
      '../../graph-runtime/document/document',
    ],
    forbidden: [
      'electron',
      'node:fs',
      'fs',
      '../../main/data/x',
      '../../preload/index',
      '@tensorflow/tfjs-node-gpu',
    ],
  },
  {
    file: 'src/renderer/store/view/x.ts',
    allowed: [
      'zustand',
      './view',
      '../document/document',
      '../runs/runs',
      '../../messages/i18n',
      '../../ui/Button',
    ],
    forbidden: [
      '../files/files',
      '../../editor/canvas/NodeCard',
      '../../workbench/runs/RunsView',
      '../../App',
      '../../../main/data/x',
    ],
  },
  {
    file: 'src/renderer/store/document/x.ts',
    allowed: ['../bridge/bridge', '../../messages/i18n'],
    forbidden: ['../view/view', '../runs/runs', '../../frame/shell/Toolbar'],
  },
  {
    file: 'src/renderer/store/document/x.test.ts',
    allowed: ['vitest', '../../editor/canvas/NodeCard', 'node:fs'],
    forbidden: ['electron', '../../../main/data/x'],
  },
  {
    file: 'src/main/trainer/health/x.ts',
    allowed: ['../engine/native-session', '../prepare/prepare-run', '../../files/atomic-write'],
    forbidden: ['../run/train', '../process/trainer', '../../runs/run-store', '../../ipc/router', 'electron'],
  },
  {
    file: 'src/graph-runtime/document/x.ts',
    allowed: ['../text/text', 'zod'],
    forbidden: ['../layers/registry', '../infer/analyze', '../../main/messages/messages'],
  },
  {
    file: 'e2e/x.spec.ts',
    allowed: ['@playwright/test', 'axe-core', 'node:path', './fixture'],
    forbidden: ['../src/main/index', '../src/graph-runtime/document/document', 'electron'],
  },
];

let refused: ReadonlyMap<string, readonly number[]>;
const directory = mkdtempSync(path.join(tmpdir(), 'netloom-walls-'));

beforeAll(() => {
  copyFileSync(path.join(project, 'biome.json'), path.join(directory, 'biome.json'));
  writeFileSync(path.join(directory, 'biome-walls.json'), JSON.stringify(biomeWalls()));
  for (const { file, allowed, forbidden } of cases) {
    const target = path.join(directory, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, [...allowed, ...forbidden].map((name) => `import '${name}';\n`).join(''));
  }
  refused = forbiddenLines();
});

it('are shown in ARCHITECTURE.md as they are: `npm run walls` brings it up to date', () => {
  const architecture = path.join(project, 'ARCHITECTURE.md');
  expect(readFileSync(architecture, 'utf8')).toBe(withTables(architecture));
});

it('have a row for every folder and a folder for every row', () => {
  expect(strangers()).toEqual({ withoutRow: [], withoutFolder: [] });
});

it.each(['src/renderer', 'src/main/trainer'])('leave %s with twelve areas at most', (parent) => {
  const own = areas.filter(({ area }) => path.posix.dirname(area) === parent);
  expect(own.length).toBeGreaterThan(0);
  expect(own.length).toBeLessThanOrEqual(12);
});

it('let no area import one below its row: the first that has to is argued here', () => {
  expect(areas.filter(({ also = [] }) => also.length > 0)).toEqual([]);
});

it('let no file import itself by way of others, not even a type', () => {
  const write = (name: string, text: string) => writeFileSync(path.join(directory, 'circles', name), text);
  mkdirSync(path.join(directory, 'circles'));
  write('a.ts', "import type { B } from './b';\nexport type A = readonly B[];\n");
  write('b.ts', "import type { A } from './a';\nexport type B = { readonly a: A };\n");
  write('c.ts', "import type { A } from './a';\nexport type C = A;\n");
  const { stdout } = lint('suspicious/noImportCycles', 'circles');
  const found = [...stdout.matchAll(/noImportCycles.*?file=([^,]+)/g)].map(([, file = '']) =>
    path.basename(file),
  );
  expect([...new Set(found)].sort()).toEqual(['a.ts', 'b.ts']);
});

afterAll(() => rmSync(directory, { recursive: true }));

it.each(cases)('lets $file import what it may, and nothing else', ({ file, allowed, forbidden }) => {
  expect(refused.get(file)).toEqual(forbidden.map((_, index) => allowed.length + index + 1));
});

/** What biome says of folders, by one of the project's rules. */
function lint(rule: string, ...folders: readonly string[]) {
  const biome = path.join(project, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const options = [`--only=${rule}`, '--reporter=github', '--vcs-enabled=false', '--max-diagnostics=none'];
  const result = spawnSync(process.execPath, [biome, 'lint', ...options, ...folders], {
    cwd: directory,
    encoding: 'utf8',
  });
  expect(result.stderr).not.toMatch(/configuration resulted in errors/);
  return result;
}

/** The lines of each file whose imports biome refuses. One run for all of them: most of its time is the start. */
function forbiddenLines(): Map<string, number[]> {
  const { stdout } = lint('style/noRestrictedImports', 'src', 'e2e');
  const lines = new Map<string, number[]>();
  for (const [, facts = ''] of stdout.matchAll(/noRestrictedImports,?(.*?)::/g)) {
    const [file, line] = ['file', 'line'].map((name) => new RegExp(`\\b${name}=([^,]+)`).exec(facts)?.[1]);
    if (file === undefined) continue;
    const place = path.relative(directory, file).split(path.sep).join('/');
    lines.set(place, [...(lines.get(place) ?? []), Number(line)]);
  }
  for (const list of lines.values()) list.sort((one, other) => one - other);
  return lines;
}
