import { type Reply, success } from '../../../../contract/failure';
import { formatBytes } from '../../../../graph-runtime/text/format-bytes';
import { installTrainer } from '../../../remote/install-trainer';
import type { RemoteTarget } from '../../../remote/remote-target';
import { SshConnection } from '../../../remote/ssh-connection';
import { testTrainer } from '../../../remote/test-trainer';
import { type TrainerPackage, trainerPackage } from '../../../remote/trainer-package';
import { type OptionDefinitions, parseCommandLine } from '../../arguments';
import type { Output } from '../../output';
import type { Subcommand } from '../../subcommand';
import { confirmedKey, connectOptions, noteFailure, oneTarget } from './one-target';

const options = { ...connectOptions } as const satisfies OptionDefinitions;

/** `targets install NAME`: sends the trainer, and tries its engine there. */
export const install: Subcommand = {
  uses: [
    'targets install NAME: puts the trainer into its folder there (nothing of the system is changed), and tries it',
  ],
  options,
  run,
};

async function run(args: readonly string[], output: Output): Promise<number> {
  const { positionals, options: given } = parseCommandLine(args, options);
  const key = confirmedKey(given['host-key']);
  const target = await oneTarget('install', positionals);
  if (!target.ok) return noteFailure(target, [], output);
  const { name, folder } = target.value;
  const trainer = await trainerPackage(__dirname);
  if (!trainer.ok) return noteFailure(trainer, [], output);
  const connection = await SshConnection.open(target.value, key);
  if (!connection.ok) return noteFailure(connection, ['targets', 'install', name], output);
  try {
    const installed = await installAndTest(connection.value, target.value, trainer.value, output);
    if (!installed.ok) return noteFailure(installed, [], output);
    output.print(`The trainer ${trainer.value.version} is in ${folder} on ${name}; ${installed.value}.`);
    return 0;
  } finally {
    await connection.value.close();
  }
}

/** Answers what it computes with there. */
async function installAndTest(
  connection: SshConnection,
  target: RemoteTarget,
  trainer: TrainerPackage,
  output: Output,
): Promise<Reply<string>> {
  const installed = await installTrainer({
    ...{ connection, target, trainer },
    onSend: (bytes) => output.note(`Sending ${formatBytes(bytes, 'en')} to ${target.name} …`),
  });
  if (!installed.ok) return installed;
  output.note('Trying its engine …');
  const tested = await testTrainer(connection, target, trainer.version);
  if (!tested.ok) return tested;
  const { engine, device } = tested.value;
  return success(`TensorFlow ${engine} runs there on ${device}`);
}
