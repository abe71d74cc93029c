const overview = `Netloom without a window.

  inspect FILE    shapes, parameters, cost and memory of a network
  train FILE      trains a network
  bench FILE      measures how fast a network trains here
  doctor          what was found on this machine, and what is missing

"COMMAND --help" tells a command's options. In this clone: npm run --silent cli -- COMMAND ...
`;

const texts: Readonly<Record<string, string>> = {
  inspect: `inspect FILE: shapes, parameters, cost and memory of a network, and what is wrong with it

  --input HxWxC   as if the network's input had this size, e.g. 224x224x3
  --batch N       batch size of the memory forecast (default: the file's own)
  --expand        every layer, with the blocks opened
  --json          as JSON, always with every layer

Exit code: 0 fine, 1 the network has errors, 2 bad arguments.
`,
  train: `train FILE: trains a network with the settings in its file

  --epochs N          passes over the training images
  --batch-size N      images a step
  --learning-rate X   step size of the optimiser
  --seed N            the same seed gives the same run
  --limit N           use only the first N training images
  --out DIR           where to write weights, metrics and the network when it ends
  --json              one JSON object a line, as it happens

Ctrl-C stops after the current step (exit code 130); a second Ctrl-C stops at once.
Exit code: 0 done, 1 failed, 2 bad arguments.
`,
  bench: `bench FILE: measures how fast a network trains here, on random weights and real data

  --steps N        timed steps (default 30)
  --batch-size N   images a step (default: the file's own)
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
