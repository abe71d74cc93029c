import path from 'node:path';
import { createServer } from 'vite';
import { expect, it } from 'vitest';
import { composedCssOnce, withoutRepeats } from './composed-css.mjs';

const BASE = '/* A "}" is not an end. */\n._pane_o85fw_5 {\n  display: grid;\n}\n';
const NESTED = '@media print {\n  ._pane_o85fw_5 {\n    content: "}";\n  }\n}\n';

it('keeps the first copy of each rule of a module, so that what composes it has the last word', () => {
  const first = '._results_1dqt0_1 {\n  display: flex;\n}\n';
  const second = '._inside_3fa5s_1 {\n  display: block;\n}\n';
  expect(withoutRepeats(`${BASE}${NESTED}${first}${BASE}${NESTED}${second}`)).toBe(
    `${BASE}${NESTED}${first}${second}`,
  );
});

it('leaves other rules alone, however often they are there', () => {
  const css = `@layer a;\nh1 { margin: 0; }\nh1 { margin: 0; }\n${BASE}/* the end */`;
  expect(withoutRepeats(css)).toBe(css);
});

it('has the development server import what a file composes before it, and send its own rules only', async () => {
  const server = await createServer({
    configFile: false,
    root: path.join(__dirname, '..', 'src', 'renderer'),
    logLevel: 'error',
    server: { middlewareMode: true, hmr: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    plugins: [composedCssOnce()],
  });
  try {
    const { code = '' } = (await server.transformRequest('/workbench/results/ResultsView.module.css')) ?? {};
    const [, composed = 'missing'] = /export const view = "\w+ (\w+)"/.exec(code) ?? [];
    expect(composed).toMatch(/^_pane_/);
    // Only as a name to give to elements.
    expect(code).not.toContain(`.${composed}`);
    expect(code).toContain('import "/workbench/Pane.module.css"');
    const pane = await server.transformRequest('/workbench/Pane.module.css');
    expect(pane?.code).toContain(`.${composed}`);
  } finally {
    await server.close();
  }
});
