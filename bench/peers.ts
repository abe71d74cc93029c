import { type ForkOptions, fork } from 'node:child_process';
import { join } from 'node:path';
import type { NetloomDocument } from '../src/graph-runtime/document/document';
import type { TrainerMessage } from '../src/main/trainer/protocol/protocol';
import type { Measurement } from './measurement';

/** One way to train a network, measured in its own process. */
export interface Peer {
  readonly name: string;
  measure(document: NetloomDocument, steps: number): Promise<Measurement>;
}

const root = join(__dirname, '..');
const forkOptions: ForkOptions = {
  cwd: root,
  execArgv: ['--import', 'tsx'],
  stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
};

export const precisions = ['float32', 'mixed'] as const;

export type Precision = (typeof precisions)[number];

/** A peer's name in tables. */
export function nameOf(peer: string, precision: Precision): string {
  return precision === 'mixed' ? `${peer}, bfloat16` : peer;
}

/** Netloom's own engine: the trainer process and its `bench` command, as the app and the command line use it. */
export const trainerPeer = (precision: Precision): Peer => ({
  name: nameOf('Netloom', precision),
  measure: (given, steps) =>
    new Promise((resolve, reject) => {
      const document = { ...given, training: { ...given.training, precision } };
      const child = fork(join(root, 'src', 'main', 'trainer', 'process', 'trainer.ts'), [], forkOptions);
      child.on('message', (message: TrainerMessage) => {
        if (message.type === 'ready') child.send({ type: 'bench', document, steps });
        if (message.type === 'benched') {
          const { medianStepProcessorSeconds: processorSecondsPerStep, ...result } = message.result;
          resolve({ ...result, processorSecondsPerStep });
        }
        if (message.type === 'command-failed') reject(new Error(message.failure.code));
        if (message.type === 'benched' || message.type === 'command-failed') child.send({ type: 'exit' });
      });
      child.on('exit', (code, signal) => reject(new Error(`the trainer ended with ${signal ?? code}`)));
    }),
});

/** The same network as a tf.layers model, trained by stock tfjs-node: eager, many native calls for each step. */
export const stockTfjs: Peer = {
  name: 'stock tfjs-node',
  measure: (document, steps) =>
    new Promise((resolve, reject) => {
      const child = fork(join(root, 'bench', 'stock-tfjs', 'stock-process.ts'), [], forkOptions);
      child.on('message', (message: { readonly result?: Measurement; readonly error?: string }) => {
        if (message.result) resolve(message.result);
        else reject(new Error(message.error));
      });
      child.on('exit', (code, signal) => reject(new Error(`stock tfjs ended with ${signal ?? code}`)));
      child.send({ document, steps });
    }),
};
