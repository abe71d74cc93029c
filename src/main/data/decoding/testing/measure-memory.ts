import { readFileSync } from 'node:fs';
import { decodeImage } from '../decode-image';
import { ImageProblem } from '../image-problem';

/**
 * `measure-memory SMALL... -- FILE...`: decodes the small files first, so that every decoder is there, then each other file; prints the reason for which
 * each is refused, and by how many MB the process's peak of memory has grown meanwhile.
 */
async function main(): Promise<void> {
  const files = process.argv.slice(2);
  const small = files.slice(0, files.indexOf('--'));
  for (const file of small) await decodeImage(readFileSync(file));
  const before = process.resourceUsage().maxRSS;
  const reasons: Record<string, string> = {};
  for (const file of files.slice(small.length + 1)) {
    reasons[file] = await decodeImage(readFileSync(file)).then(
      () => 'decoded',
      (error: unknown) => (error instanceof ImageProblem ? error.reason : String(error)),
    );
  }
  const megabytes = (process.resourceUsage().maxRSS - before) / 1000;
  console.log(JSON.stringify({ reasons, megabytes }));
}

void main();
