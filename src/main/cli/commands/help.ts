import { trainingOptionLines } from '../training-options';

const overview = `Netloom without a window.

  inspect FILE         shapes, parameters, cost and memory of a network
  train FILE           trains a network
  evaluate DIR         evaluates a trained network on the test set, class by class
  predict DIR IMAGE    predicts the classes of images with a trained network
  bench FILE           measures how fast a network trains here
  time FILE            measures how long each of its layers takes in a training step
  doctor               checks the installation: what was found, and what is missing

"COMMAND --help" lists the options of a command. In this clone: npm run --silent cli -- COMMAND ...
`;

const texts: Readonly<Record<string, string>> = {
  inspect: `inspect FILE: shapes, parameters, cost and memory of a network, and what is wrong with it

  --input HxWxC   inspect the network with this input size, e.g. 224x224x3
  --batch N       batch size of the memory forecast (default: the value in the file)
  --expand        list every layer, with blocks expanded
  --json          print JSON, always with every layer; the memory forecast follows as the second line

Exit code: 0 fine, 1 the network has errors, 2 bad arguments.
`,
  train: `train FILE: trains a network with the settings in its file
train --resume DIR: resumes a run that was stopped or interrupted; the results are the same as without the interruption

  --out DIR              a new or empty folder for weights, metrics, network and checkpoints; such a run can be resumed
  --overwrite            with --out: replace the earlier run in that folder (only the files of a run)
  --resume DIR           the folder of a run; with more --epochs than before, a finished run continues training
  --weights FILE         start from the weights of a safetensors file, where name and shape match
  --limit N              use only the first N training images
  --json                 print one JSON object per line, for each event

Settings, instead of the file's own:
${trainingOptionLines(25)}

A resumed run keeps its settings. A different seed, batch size, optimizer or validation split is refused, as is anything else that would change
the meaning of its weights; what only affects further training (learning rate, schedule, epochs, augmentation, ...) is reported.

Ctrl-C stops after the current step, with a checkpoint if there is a folder for it (exit code 130); a second Ctrl-C stops at once.
Exit code: 0 done, 1 failed, 2 bad arguments.
`,
  evaluate: `evaluate DIR: evaluates a trained network on the test set, overall and for each class
evaluate FILE --weights FILE.safetensors: the same for a network file with weights

DIR is a folder that "train --out DIR" wrote, or the folder of one of the app's runs.

  --weights FILE   weights to use instead of the folder's
  --json           print JSON, with the prediction for every image

Exit code: 0 done, 1 failed, 2 bad arguments.
`,
  predict: `predict DIR IMAGE...: predicts the classes of PNG images with a trained network
predict FILE IMAGE... --weights FILE.safetensors: the same for a network file with weights

Images may have any size and color; they are converted to match the data set's images.

  --weights FILE   weights to use instead of the folder's
  --invert WHEN    auto (default): invert an image that is dark on light when the data set is light on
                   dark, as Fashion-MNIST is; always; never
  --json           print one JSON object per line, with the probability of every class

Exit code: 0 done, 1 failed, 2 bad arguments.
`,
  bench: `bench FILE: measures how fast a network trains here, on random weights and real data

  --steps N        timed steps (default 30)
  --batch-size N   images per step (default: the value in the file)
  --stream         read the images from disk batch by batch, as for data sets that do not fit in memory
  --json           print JSON

Exit code: 0 done, 1 failed, 2 bad arguments.
`,
  time: `time FILE: measures how long each layer takes in a training step here, on real images, longest first

  --batch-size N   images per step (default: the value in the file)
  --order          sort by order of computation
  --json           print JSON

Exit code: 0 done, 1 failed, 2 bad arguments.
`,
  doctor: `doctor: checks the installation: what was found, what works, and how to fix what is missing

  --json   print JSON

Exit code: 0 everything needed is there, 1 something is missing, 2 bad arguments.
`,
};

/** The help of one command, or the overview. */
export function helpText(command: string | undefined): string {
  const text = command === undefined || !Object.hasOwn(texts, command) ? overview : texts[command];
  return (text ?? overview).trimEnd();
}
