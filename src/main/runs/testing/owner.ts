import { readFileSync } from 'node:fs';
import { parseDocument } from '../../../graph-runtime/reading/parse';
import { startTrainerFromSources } from './start-trainer';

/*
 * An owner of a trainer, as its own process that a test can kill: it trains the network of the file named on its command
 * line (or only has the trainer wait), and prints the trainer's process id when it is that far.
 */
const [, , file] = process.argv;
const trainer = startTrainerFromSources();
trainer.onMessage((message) => {
  if (message.type === 'ready' && file !== undefined) {
    const parsed = parseDocument(readFileSync(file, 'utf8'));
    if (!parsed.ok) throw new Error(`${file} is no network`);
    const training = { ...parsed.document.training, epochs: 1_000 };
    trainer.send({ type: 'train', document: { ...parsed.document, training } });
  }
  if (message.type === (file === undefined ? 'ready' : 'step')) process.stdout.write(`${trainer.pid}\n`);
});
