import { parentPort } from 'node:worker_threads';
import { answerTask, type DecodingTask } from '../decoding-task';

/** A decoding thread that dies, or never answers, when it is sent the words for it. */
parentPort?.on('message', (task: DecodingTask) => {
  switch (Buffer.from(task.bytes).toString('latin1')) {
    case 'end':
      return process.exit(3);
    case 'throw':
      throw new Error('thrown on purpose');
    case 'sleep':
      for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000);
    default:
      return void answerTask(task).then((answer) => parentPort?.postMessage(answer));
  }
});
