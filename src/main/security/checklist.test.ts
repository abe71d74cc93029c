import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(__dirname, '../../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

interface Row {
  readonly number: number;
  readonly file: string;
  readonly title: string;
}

/** The table's rows: `| 1 | item | where | `file`: title |`. */
function readRows(): readonly Row[] {
  return read('docs/security-checklist.md')
    .split('\n')
    .flatMap((line) => {
      const match = /^\| (\d+) \| [^|]+ \| [^|]+ \| `([^`]+)`: (.+) \|$/.exec(line);
      return match === null
        ? []
        : [{ number: Number(match[1]), file: match[2] ?? '', title: match[3] ?? '' }];
    });
}

describe('the security checklist', () => {
  it('has a test for each of its twenty items', () => {
    const rows = readRows();
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_none, index) => index + 1));
    for (const { number, file, title } of rows) {
      expect(read(file), `test of item ${number}`).toContain(`('${title}'`);
    }
  });

  it('declares a current Electron, exactly', () => {
    const { devDependencies } = JSON.parse(read('package.json')) as {
      readonly devDependencies: Readonly<Record<string, string>>;
    };
    // Raised with every supported major; never a range, which would make the package of tomorrow another one.
    expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/);
    expect(Number(devDependencies.electron?.split('.')[0])).toBeGreaterThanOrEqual(41);
  });
});
