import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * Words that the project no longer uses, with those that take their place (docs/glossary.md). They were a language of our own beside the
 * field's, or British spelling beside the APIs' American one. Names of files count as well.
 */
const RETIRED: readonly (readonly [pattern: RegExp, instead: string])[] = [
  // Spelling
  [
    /(optim|normal|initial|minim|maxim|regular|quant|vector|general|serial|organ|random|summar|recogn|synchron|visual)is(e[drs]?|ers?|ing|ations?)(?![a-z])/i,
    'the spelling with z: optimizer, normalization',
  ],
  [/colour/i, 'color'],
  [/neighbour/i, 'neighbor'],
  [/behaviour/i, 'behavior'],
  [/\bcentre[ds]?\b|centreOf/i, 'center'],
  [/grey/i, 'gray'],
  [/catalogue/i, 'catalog'],
  [/labelled(?!by)/i, 'labeled'],
  [/licence(?!['"]?:)/i, 'license'],
  [/\banalyse[ds]?\b(?<!analyses)/i, 'analyze'],
  [/misspelt|\blearnt\b/i, 'misspelled, learned'],
  [/(?<!=== ')[cC]ancell(ed|ing)/, 'canceled'],
  // Turns of phrase
  [/\b(go|goes|went) on\b/i, 'continue'],
  [/\b(take[ns]?|took|taking) up again\b|\btake-?up\b/i, 'resume'],
  [/\banew\b|[a-z]Anew\b/, 'again; reset'],
  [/\bkept apart\b/i, 'held out'],
  [/\bwhat (came|comes|will come) of\b|\b(became|becomes) of\b/i, 'result, outcome'],
  [/\bso many\b|so-manieth/i, 'number of; this many; the n-th'],
  [/\blives? on\b/i, 'depends on; persists'],
  [/\bputs? out\b/i, 'outputs'],
  [/\bstands? in\b/i, 'replaces; is in'],
  [/\bin the hand\b/i, 'while dragging, dragged'],
  [/\bkept runs?\b|kept-?runs?/i, 'saved runs'],
  [/no better than guessing/i, 'at chance level'],
  [/\bmakes? small\b/i, 'minimize'],
  [/as it is at this moment/i, 'with its current weights'],
  [/begins at its beginning|no person that could/i, 'start from scratch; cannot show a dialog'],
  [/\bmend(s|ed|ing)?\b|isMended/i, 'fix'],
  [/values flow|everything behind|the node behind/i, 'direction; downstream; next node'],
  [/\b(is|are|was|were|been|has|have) told\b(?! (to|apart|from)\b)/i, 'reported, notified'],
  [/\ban? ([a-z-]+ )?[a-z-]+ of (its|their) own\b/i, 'its own …'],
  [/the other way round|\bfor ever\b|\bby heart\b/i, 'vice versa; forever; memorize'],
  [/one behind the other|behind one another/i, 'one after the other, in a row'],
  [/\bturned away\b|from the side\. \*\/|\ba life is\b/i, 'refused; without changing it; a process is'],
  [
    /\bbehind (an?|the|each|every|that|this|its|their) ([a-z-]+ )?(steps?|epochs?|batch|nodes?|layers?|activations?|convolution|checkpoint|event|loss|flatten)\b/i,
    'after; downstream of',
  ],
  [/\bjudg(e[sd]?|ing|e?ments?)\b/i, 'infer, check, evaluate'],
  [/\bheard of\b|\bnothing has been heard\b/i, 'reported'],
  [/\bwhat (becomes|became|has become|would become) of\b/i, 'what happens to'],
  [/\b(epochs?|runs?|examples|steps?) (is|are|was|were) (then )?(not )?through\b/i, 'complete, done'],
  [/\bstands? (at|before|after|below|above|beside|there|here|inside|around|first|between)\b/i, 'is, comes'],
  [/\btells? (of|about|that|how|why|whether|main)\b|\btold (of|about)\b/i, 'reports, says, shows'],
  [/\b(is|are) given up\b/i, 'canceled, discarded'],
  [/\b(has|have) of (its|their) own\b/i, 'has its own'],
  // Words with one meaning each
  [/\b(this|earlier) session\b|\bthe session's\b/i, 'this window; session is TensorFlow’s'],
  [/\bthe doctor\b|\bdoctor's\b/i, 'the health check; `doctor` checks the installation'],
  [
    /\bas (one|a) step\b|\b(undo|redo)Step|AugmentationStep/i,
    'an edit, an entry of the history; augmentation',
  ],
  [
    /PreparingStage|TimedStage|StageClock|\bconst stage = current|\bstage: EditContext/,
    'task; span; context',
  ],
  // Names in the program
  [
    /\b(ToldBefore|tellDiagnostics|tellEnd|tellWindows|toldDigest|toldSize)\b|#tell\b/,
    'emit, report, print; PriorEvents',
  ],
  [
    /Kept(Examples|Run|Runs|Sweep|Copy|Document|Health)|kept-(examples|document)/,
    'InMemoryExamples; Saved…, Stored…',
  ],
  [/run-?desk|\bdesk\b/i, 'RunService'],
  [/[a-z]Behind\b|\bbehind[A-Z]/, '…After, …Downstream'],
  [
    /(?<!Hugging )\b(faceOf|expectFace|[A-Za-z]*Face(Props|Content)?)\b|run-faces/,
    'PanelState, RunStatusViews',
  ],
  [/afar|TinyCard|tinyCard/i, 'isZoomedOut, SimplifiedEdges, NodeThumbnail'],
  [/\bsetHeld\b|\bheldKey\b/, 'dragged'],
  [/isSilent|findSilence|silentPorts|blocks\/silence/, 'mute propagation, isMuted'],
  [/judgeNode|JudgedNode|epoch-?judge/i, 'InferenceState; infer, check; EpochMonitor'],
  [/\blanes?\b|InLanes|laneCount/, 'shards (data parallelism inside a step)'],
  [/deathOf|deathLines|trainer-death|lastWords|LAST_WORDS/, 'exitFailure, stderrTail'],
  [/AtATime|atATime/, 'perStepBatch'],
  [
    /suitEngine|requireRoom|requireSoundWeights|isWaitingOver|isDivisible/,
    'loadEngineFor, requireFreeMemory, assertFiniteWeights, shouldStopEarly, isDataParallel',
  ],
];

/** Where the words of the project are. */
const FOLDERS = ['src', 'e2e', 'bench', 'scripts', 'docs', 'presets', 'packaging', '.github'];
const TEXTS = /\.(tsx?|m?js|mts|css|html|json|md|py|sh|yml)$/;
/** This list itself, and what programs write. */
const LEFT_OUT = /^scripts\/retired-phrases\.test\.ts$|^bench\/results\/|\/testing\/reference\/.*\.json$/;
const LARGEST_BYTES = 1_000_000;

const root = join(__dirname, '..');
const texts = projectFiles().map((path) => ({
  path,
  lines: [path, ...readFileSync(join(root, path), 'utf8').split('\n')],
}));

function projectFiles(): string[] {
  const inFolders = FOLDERS.flatMap((folder) => filesUnder(join(root, folder)));
  const beside = readdirSync(root).filter((name) => name.endsWith('.md'));
  return [...inFolders.map((path) => relative(root, path).split(sep).join('/')), ...beside].filter(
    (path) => TEXTS.test(path) && !LEFT_OUT.test(path) && statSync(join(root, path)).size <= LARGEST_BYTES,
  );
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesUnder(path);
    return entry.isFile() ? [path] : [];
  });
}

describe('words the project no longer uses', () => {
  it('are looked for in its texts', () => {
    const paths = texts.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['README.md', 'docs/glossary.md', 'presets/lenet.json']));
  });

  it.each(RETIRED.map(([pattern, instead]) => ({ pattern, instead })))(
    'say “$instead” instead of $pattern',
    ({ pattern }) => {
      const places = texts.flatMap(({ path, lines }) =>
        lines.flatMap((line, index) =>
          pattern.test(line) ? [`${path}:${index}: ${line.trim().slice(0, 120)}`] : [],
        ),
      );
      expect(places).toEqual([]);
    },
  );
});
