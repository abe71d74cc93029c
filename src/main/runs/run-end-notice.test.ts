import { expect, it } from 'vitest';
import { type CurrentRun, createRunStatus, type RunPhase } from '../../contract/contract';
import { messagesIn } from '../messages/messages';
import { runEndNotice } from './run-end-notice';

const point = {
  epoch: 3,
  trainLoss: 0.5,
  trainAccuracy: 0.8,
  testLoss: 0.6,
  testAccuracy: 0.7925,
  seconds: 40,
  examplesPerSecond: 1_000,
};

function run(phase: RunPhase): CurrentRun {
  const status = { ...createRunStatus(), phase, lastEpoch: point };
  return { runId: 'run-a', documentName: 'LeNet', status };
}

it('says how well a run went that is done', () => {
  expect(runEndNotice(run('done'), messagesIn('en'))).toEqual({
    title: 'LeNet is trained',
    body: 'Test accuracy 79.3% after 3 epochs.',
  });
  expect(runEndNotice(run('done'), messagesIn('zh-Hant'))?.body).toContain('79.3%');
});

it('says that a run failed, and is silent about one its user stopped', () => {
  expect(runEndNotice(run('failed'), messagesIn('en'))?.title).toBe('Training of LeNet ended');
  expect(runEndNotice(run('stopped'), messagesIn('en'))).toBeNull();
});
