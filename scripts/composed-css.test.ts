import { expect, it } from 'vitest';
import { withoutRepeats } from './composed-css.mjs';

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
