import { execFileSync } from 'node:child_process';
import { projectDirectory } from './launch';

/** The folder of other people's data that `npm test` has fetched (`scripts/setup/test-data.mjs`); null where they could not be had. */
export function testFolder(name: string): string | null {
  const script = `import { testData } from './scripts/setup/test-data.mjs'; console.log(JSON.stringify(testData('${name}')))`;
  const answer = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: projectDirectory,
    encoding: 'utf8',
  });
  const { folder, isThere } = JSON.parse(answer) as { readonly folder: string; readonly isThere: boolean };
  return isThere ? folder : null;
}
