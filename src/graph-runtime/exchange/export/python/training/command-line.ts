/**
 * The arguments of an exported `train.py`.
 * @param framework whose random weights it can begin with, as people write its name
 * @param file the trained weights are written to
 */
export function argumentsSource(framework: string, file: string): string {
  return `    parser = argparse.ArgumentParser(description="Trains the network as Netloom does.")
    parser.add_argument("--data", required=True, help="the folder of the data set")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--limit", type=int, help="only the first examples")
    parser.add_argument("--steps", type=int, help="end after this many steps")
    parser.add_argument("--random", action="store_true", help="begin with ${framework}'s random weights")
    parser.add_argument("--losses", action="store_true", help="print the loss of every step")
    parser.add_argument("--out", default=str(HERE / "${file}"))
    args = parser.parse_args(arguments)`;
}
