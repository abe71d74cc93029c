import { writeFileSync } from 'node:fs';

/** Vitest's reporter of errors outside of tests, which its JSON report leaves out: a list of their messages, in the file that the environment names. */
export default class ErrorReporter {
  /**
   * @param {unknown} _modules
   * @param {readonly { message?: string; stack?: string }[]} errors
   */
  onTestRunEnd(_modules, errors) {
    const file = process.env.NETLOOM_TEST_ERRORS;
    if (file === undefined) return;
    writeFileSync(
      file,
      JSON.stringify(errors.map(({ message = '', stack = '' }) => `${message} ${placeIn(stack)}`)),
    );
  }
}

/** The first line of a stack that is no library's. @param {string} stack */
function placeIn(stack) {
  const lines = stack.split('\n').filter((line) => /^\s+at /.test(line) && !line.includes('node_modules'));
  return (lines[0] ?? '').trim();
}
