import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { mutatedArchive } from '../../src/main/trainer/jobs/testing/mutated-archive';
import { mutatedBytes } from '../../src/main/trainer/jobs/testing/mutated-bytes';
import { type Outcome, Reader } from './reader';
import { type Sample, writeSamples } from './samples';

/**
 * `npm run bench:mutated [-- --files 10000 --seed 1]`: model files and packages with changed bytes, in every format that is opened from
 * elsewhere, read one after the other by the processes that read them in the app. Every one is read or refused in words; a crash, a
 * hang, an error without words or memory beyond the limit is a fault, and the file is kept.
 */

/** What a process may hold beyond what it held for the sound files, which are a few kilobytes: an allocation that a file lied about is more. */
const MEMORY_LIMIT = 256e6;

interface Tally {
  read: number;
  refused: number;
  faults: number;
}

/** Reads files in one folder, and counts the results. */
class Campaign {
  readonly #folder: string;
  readonly #kept: string;
  readonly #readers = { files: new Reader(false), packages: new Reader(true) };
  readonly #baseline = new Map<Reader, number>();
  readonly tallies = new Map<string, Tally>();

  constructor(root: string) {
    this.#folder = join(root, 'files');
    this.#kept = join(root, 'faults');
    for (const one of [this.#folder, this.#kept]) mkdirSync(one);
  }

  get folder(): string {
    return this.#folder;
  }

  /** Lines about the memory of both processes. */
  get memory(): readonly string[] {
    return Object.entries(this.#readers).map(([name, reader]) => {
      const [before, most] = [this.#baseline.get(reader) ?? 0, reader.peakMemory].map((bytes) => bytes / 1e6);
      return `${name}: ${before?.toFixed(0)} MB for the sound ones, at most ${most?.toFixed(0)} MB`;
    });
  }

  /** @throws when one of them cannot be read: then mutations of it would say nothing */
  async readSound(samples: readonly Sample[]): Promise<void> {
    for (const sample of samples) {
      const outcome = await this.#outcomeOf(sample, sample.bytes);
      if (outcome.kind !== 'read')
        throw new Error(`${sample.name} cannot be read: ${JSON.stringify(outcome)}`);
    }
    for (const reader of Object.values(this.#readers)) this.#baseline.set(reader, reader.peakMemory);
  }

  /** Counts the result of a file; one that is a fault is kept. */
  async read(sample: Sample, bytes: Uint8Array, number: number): Promise<void> {
    const outcome = await this.#outcomeOf(sample, bytes);
    const tally = this.tallies.get(sample.format) ?? { read: 0, refused: 0, faults: 0 };
    this.tallies.set(sample.format, tally);
    if (outcome.kind === 'read') tally.read += 1;
    else if (outcome.kind === 'refused') tally.refused += 1;
    const reader = this.#readerOf(sample);
    const excess = reader.peakMemory - (this.#baseline.get(reader) ?? 0);
    const isTooLarge = excess > MEMORY_LIMIT;
    if (outcome.kind !== 'fault' && !isTooLarge) return;
    tally.faults += 1;
    const path = join(this.#kept, `${number}-${sample.name.replaceAll('/', '-')}`);
    writeFileSync(path, bytes);
    console.log(
      `FAULT ${path}: ${outcome.kind === 'fault' ? outcome.what : `${(excess / 1e6).toFixed(0)} MB more`}`,
    );
    // Its peak stays: the next file would seem to be at fault.
    reader.close();
  }

  close(): void {
    for (const reader of Object.values(this.#readers)) reader.close();
  }

  #readerOf({ reading }: Sample): Reader {
    return reading === 'package' ? this.#readers.packages : this.#readers.files;
  }

  async #outcomeOf(sample: Sample, bytes: Uint8Array): Promise<Outcome> {
    const path = join(this.#folder, sample.name);
    writeFileSync(path, bytes);
    const target = join(this.#folder, `target-${sample.reading}`);
    const opened = join(this.#folder, sample.opened);
    const outcome = await this.#readerOf(sample).read(sample.reading, opened, target);
    writeFileSync(path, sample.bytes);
    return outcome;
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { files: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
  });
  const [count, seed] = [Number(values.files), Number(values.seed)];
  const root = mkdtempSync(join(tmpdir(), 'netloom-mutated-'));
  const campaign = new Campaign(root);
  const samples = await writeSamples(campaign.folder);
  await campaign.readSound(samples);
  for (let at = 0; at < count; at += 1) {
    const sample = samples[at % samples.length];
    if (sample === undefined) break;
    const number = seed * 1_000_003 + at;
    // Of archives every other one with its own bytes changed, and its content otherwise.
    const isInside = sample.isArchive && Math.floor(at / samples.length) % 2 === 0;
    const bytes = isInside ? await mutatedArchive(sample.bytes, number) : mutatedBytes(sample.bytes, number);
    await campaign.read(sample, bytes, number);
  }
  console.log('| format | read | refused | faults |\n| --- | --- | --- | --- |');
  for (const [format, { read, refused, faults }] of campaign.tallies)
    console.log(`| ${format} | ${read} | ${refused} | ${faults} |`);
  for (const line of campaign.memory) console.log(line);
  campaign.close();
  const isSound = [...campaign.tallies.values()].every(({ faults }) => faults === 0);
  if (isSound) rmSync(root, { recursive: true });
  process.exitCode = isSound ? 0 : 1;
}

void main();
