import { trainingOptionLines } from '../training-options';

const overview = `Netloom without a window.

  inspect FILE         shapes, parameters, cost and memory of a network
  train FILE           trains a network
  evaluate DIR         how a trained network does on the test set, class by class
  predict DIR IMAGE    what a trained network takes images for
  bench FILE           measures how fast a network trains here
  time FILE            measures how long each of its layers takes in a training step
  doctor               what was found on this machine, and what is missing

"COMMAND --help" tells a command's options. In this clone: npm run --silent cli -- COMMAND ...
`;

const texts: Readonly<Record<string, string>> = {
  inspect: `inspect FILE: shapes, parameters, cost and memory of a network, and what is wrong with it

  --input HxWxC   as if the network's input had this size, e.g. 224x224x3
  --batch N       batch size of the memory forecast (default: the file's own)
  --expand        every layer, with the blocks opened
  --json          as JSON, always with every layer; the second line, with the memory, comes later

Exit code: 0 fine, 1 the network has errors, 2 bad arguments.
`,
  train: `train FILE: trains a network with the settings in its file
train --resume DIR: resumes a run that was stopped or interrupted, with the numbers it would have had

  --out DIR              a new or empty folder for weights, metrics, network and checkpoints; such a run can be resumed
  --overwrite            with --out: replace the earlier run in that folder (no files but a run's own)
  --resume DIR           the folder of a run; with more --epochs than before, a finished run trains further
  --weights FILE         begin with the weights of a safetensors file, where name and shape agree
  --limit N              use only the first N training images
  --json                 one JSON object a line, as it happens

Settings, instead of the file's own:
${trainingOptionLines(25)}

A resumed run keeps its settings. Another seed, batch size, optimizer or validation split is refused, and so is what else would change
the meaning of its weights; what only changes its course (learning rate, schedule, epochs, augmentation, ...) is reported.

Ctrl-C stops after the current step, with a checkpoint if there is a folder for it (exit code 130); a second Ctrl-C stops at once.
Exit code: 0 done, 1 failed, 2 bad arguments.
`,
  evaluate: `evaluate DIR: how a trained network does on the test set, as a whole and for each class
evaluate FILE --weights FILE.safetensors: the same of a network file with weights

DIR is a folder that "train --out DIR" wrote, or the folder of one of the app's runs.

  --weights FILE   other weights than the folder's
  --json           as JSON, with the prediction for every image

Exit code: 0 done, 1 failed, 2 bad arguments.
`,
  predict: `predict DIR IMAGE...: what a trained network takes PNG images for
predict FILE IMAGE... --weights FILE.safetensors: the same of a network file with weights

Images may have any size and colour; they are made what the data set's images are.

  --weights FILE   other weights than the folder's
  --invert WHEN    auto (default): light and dark change places when an image is dark on light although the data set is light on
                   dark, as Fashion-MNIST is; always; never
  --json           one JSON object a line, with the probability of every class

Exit code: 0 done, 1 failed, 2 bad arguments.
`,
  bench: `bench FILE: measures how fast a network trains here, on random weights and real data

  --steps N        timed steps (default 30)
  --batch-size N   images a step (default: the file's own)
  --stream         read the images from the disk batch by batch, as those of data sets too large for the memory
  --json           as JSON

Exit code: 0 done, 1 failed, 2 bad arguments.
`,
  time: `time FILE: measures how long each layer takes in a training step here, on real images, longest first

  --batch-size N   images a step (default: the file's own)
  --order          as the layers are computed
  --json           as JSON

Exit code: 0 done, 1 failed, 2 bad arguments.
`,
  doctor: `doctor: what was found on this machine, what runs, and how to mend what is missing

  --json   as JSON

Exit code: 0 everything needed is there, 1 something is missing, 2 bad arguments.
`,
};

/** The help of one command, or the overview. */
export function helpText(command: string | undefined): string {
  const text = command === undefined || !Object.hasOwn(texts, command) ? overview : texts[command];
  return (text ?? overview).trimEnd();
}
