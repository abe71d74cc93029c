import { datasetRoots } from '../../data/dataset-roots';
import { connectToOwner } from '../../processes/parent-port';
import { loadEngineModules } from '../engine/tensorflow';
import { allowStartingOver } from '../prepare/start-over';
import type { TrainerCommand, TrainerMessage } from '../protocol/protocol';
import { Trainer } from './run-commands';

/**
 * Entry of the trainer process: its own process, because the native call blocks its thread and a native crash takes its
 * process along. It writes nothing to standard output.
 */
allowStartingOver();
const port = connectToOwner<TrainerCommand, TrainerMessage>(
  'The trainer is started by Netloom itself; run `npm run cli -- train` instead.',
);
const trainer = new Trainer({
  datasets: datasetRoots(__dirname),
  send: (message) => port.send(message),
  exit: () => process.exit(0),
});
port.onCommand((command) => trainer.receive(command));
port.onClose(() => process.exit(0));
port.send({ type: 'ready' });
// The command is on its way: its sender has a network to check.
setImmediate(loadEngineModules);
