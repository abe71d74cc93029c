import { parentPort } from 'node:worker_threads';
import { answerTask, type DecodingTask } from './decoding-task';

/** A thread that decodes images, one after the other. What strangers' bytes do to it ends the thread at worst. */

parentPort?.on('message', (task: DecodingTask) => {
  void answerTask(task).then((answer) => {
    // The pixels are handed over, not copied.
    const pixels = 'image' in answer ? answer.image.pixels.buffer : null;
    parentPort?.postMessage(answer, pixels instanceof ArrayBuffer ? [pixels] : []);
  });
});
