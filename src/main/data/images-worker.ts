import { parentPort } from 'node:worker_threads';
import type { Reply } from '../../contract/contract';
import { DataBrowser } from './browsing/data-browser';
import { DatasetImageReader } from './dataset-images';
import type { NumberedAnswer, NumberedQuestion, ThreadAnswers, ThreadChannel } from './image-protocol';

/** A thread that opens data sets and cuts images out of them, so that main's own thread never waits for that. */

const reader = new DatasetImageReader();
const browser = new DataBrowser();

function answer(question: NumberedQuestion): Promise<Reply<ThreadAnswers[ThreadChannel]>> {
  const { roots, channel } = question;
  if (isOf(question, 'dataset:images')) return reader.read({ roots, ...question.request });
  return browser.answer(
    roots,
    channel as Exclude<ThreadChannel, 'dataset:images'>,
    question.request as never,
  );
}

function isOf<C extends ThreadChannel>(
  question: NumberedQuestion,
  channel: C,
): question is NumberedQuestion<C> {
  return question.channel === channel;
}

parentPort?.on('message', (question: NumberedQuestion) => {
  const { number } = question;
  const send = (message: NumberedAnswer) => parentPort?.postMessage(message);
  answer(question).then(
    (reply) => send({ number, reply }),
    (error: unknown) => send({ number, reply: null, error: String(error) }),
  );
});
