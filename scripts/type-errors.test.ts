import { expect, test } from 'vitest';
import { typeErrors } from './type-errors.mjs';

const SHARED =
  "src/graph-runtime/a.ts(1,7): error TS2322: Type 'string' is not assignable.\n  The expected type is here.";
const OWN = "src/main/b.ts(4,2): error TS2304: Cannot find name 'window'.";

test('an error that several environments report is there once, with their names', () => {
  expect(
    typeErrors([
      { config: 'node', output: `${SHARED}\n${OWN}` },
      { config: 'renderer', output: '' },
      { config: 'tests', output: SHARED },
    ]),
  ).toEqual([
    { error: SHARED, configs: ['node', 'tests'] },
    { error: OWN, configs: ['node'] },
  ]);
});

test('errors at other places are other errors', () => {
  const moved = SHARED.replace('(1,7)', '(2,7)');
  expect(typeErrors([{ config: 'node', output: `${SHARED}\n${moved}` }]).map(({ error }) => error)).toEqual([
    SHARED,
    moved,
  ]);
});
