import { expect, it } from 'vitest';
import { comparedNetwork } from '../../testing/compared-network';
import { analyze } from '../../infer/analyze';
import { exportProblems } from './export-problems';
import type { ExportFormat } from './format';
import { exportFormats } from './registry';

it.each(Object.values<ExportFormat>(exportFormats))(
  '$id takes several images, or refuses them at the node',
  (format) => {
    const problems = exportProblems(analyze(comparedNetwork({ tuple: 'pair' })), format);
    const expected = format.keepsInputs === true ? [] : [['export-several-inputs', 'partner']];
    expect(problems.map(({ code, path }) => [code, path])).toEqual(expected);
  },
);
