import type { SourceProblem } from '../../../../contract/data-problems';
import { oncePer } from '../../../../graph-runtime/collections/once-per';
import { throwIfAborted } from '../../file-tree/abort';
import type { FileTree } from '../../file-tree/file-tree';
import type { DataFormat, FormatAnswers, FormatQuestion } from '../data-format';
import { folderOf, type SortedFiles, sortFiles } from '../image-names';
import { type ClassLayout, layoutOf, type PlacedImage } from './class-layout';
import { classOf, guessNesting, type Nesting, sortClassNames } from './class-names';

const sorted = oncePer(sortFiles);

/** One folder for each class, in folders of splits or not: `train/cats/1.jpg`. */
export const classFolders: DataFormat = {
  id: 'class-folders',
  name: { en: 'Class folders', 'zh-Hant': '類別資料夾' },
  layout: {
    en: 'One folder of images for each class: cats/1.jpg, dogs/1.jpg; optionally in train, validation and test folders.',
    'zh-Hant': '每個類別一個影像資料夾：cats/1.jpg、dogs/1.jpg；可再放入 train、validation、test 資料夾。',
  },

  async recognize(tree, answers) {
    const files = await sorted(tree);
    // Answers change what the folders mean, not whether they are class folders: their questions have to stay.
    const guess = planOf(files, {});
    if (guess.examples.length === 0) return null;
    const plan = planOf(files, answers);
    const count = plan.classNames.length;
    return {
      confidence: confidenceOf(guess),
      reason: {
        en: count === 1 ? 'One folder with images in it' : `${count} folders with images in them`,
        'zh-Hant': `${count} 個含有影像的資料夾`,
      },
      questions: plan.questions,
    };
  },

  async outline(tree, answers, signal) {
    const files = await sorted(tree);
    throwIfAborted(signal);
    const plan = planOf(files, answers);
    return {
      target: 'class',
      classNames: plan.classNames,
      targetNames: [],
      featureNames: [],
      featureKinds: [],
      exampleCount: plan.examples.length,
      problems: problemsOf(tree, files, plan),
    };
  },

  async *examples(tree, answers, signal) {
    const plan = planOf(await sorted(tree), answers);
    for (const { path, split, folders } of plan.examples) {
      throwIfAborted(signal);
      const target = { type: 'class', name: classOf(folders, plan.nesting) } as const;
      yield { key: path, split, content: { type: 'file', path }, target };
    }
  },
};

interface Plan {
  readonly layout: ClassLayout;
  readonly examples: readonly PlacedImage[];
  readonly nesting: Nesting;
  readonly classNames: readonly string[];
  readonly questions: readonly FormatQuestion[];
}

function planOf({ images }: SortedFiles, answers: FormatAnswers): Plan {
  const { splits } = answers;
  const layout = layoutOf(images, splits === undefined ? undefined : splits === 'splits');
  const examples = layout.images.filter(({ folders }) => folders.length > 0);
  const folders = examples.map((image) => image.folders);
  const guess = guessNesting(folders);
  const isNested = folders.some(({ length }) => length > 1);
  const nesting = isNested ? (isNesting(answers.nesting) ? answers.nesting : guess) : 'top';
  const namesBy = (way: Nesting) => sortClassNames(folders.map((names) => classOf(names, way)));
  const questions = [
    ...(layout.isMixed ? [splitsQuestion(layout.areSplits)] : []),
    ...(isNested ? [nestingQuestion(guess, namesBy)] : []),
  ];
  return { layout, examples, nesting, classNames: namesBy(nesting), questions };
}

function isNesting(value: string | undefined): value is Nesting {
  return value === 'top' || value === 'last' || value === 'path';
}

function confidenceOf({ examples, classNames, layout, questions }: Plan): number {
  if (2 * examples.length < layout.images.length) return 0.3;
  // One class, or one image for each: more likely folders of another meaning.
  if (classNames.length === 1 || examples.length < 1.5 * classNames.length) return 0.4;
  return questions.length > 0 ? 0.8 : 0.9;
}

function splitsQuestion(areSplits: boolean): FormatQuestion {
  return {
    id: 'splits',
    title: { en: 'Folders called train, test, …', 'zh-Hant': '名為 train、test 等的資料夾' },
    choices: [
      {
        value: 'splits',
        label: {
          en: 'Parts of the data set; leave out the folders beside them',
          'zh-Hant': '資料集的分割；不匯入旁邊的資料夾',
        },
      },
      { value: 'classes', label: { en: 'Classes like the others', 'zh-Hant': '與其他資料夾一樣是類別' } },
    ],
    guess: areSplits ? 'splits' : 'classes',
    isOpen: false,
  };
}

function nestingQuestion(guess: Nesting, namesBy: (way: Nesting) => readonly string[]): FormatQuestion {
  const choice = (value: Nesting, en: string, zh: string) => {
    const names = namesBy(value);
    const shown = names.slice(0, 3);
    const more = names.length > shown.length ? ', …' : '';
    return {
      value,
      label: {
        en: `${en}: ${names.length} (${shown.join(', ')}${more})`,
        'zh-Hant': `${zh}：${names.length} 個（${shown.join('、')}${more === '' ? '' : '…'}）`,
      },
    };
  };
  const choices = [
    choice('top', 'The outermost folder', '最外層的資料夾'),
    choice('last', 'The folder of the image', '影像所在的資料夾'),
    choice('path', 'Each folder with its path', '包含完整路徑的資料夾'),
  ];
  return {
    id: 'nesting',
    title: { en: 'Class of an image in nested folders', 'zh-Hant': '巢狀資料夾中影像的類別' },
    choices: [...choices].sort((left, right) => Number(right.value === guess) - Number(left.value === guess)),
    guess,
    isOpen: false,
  };
}

function problemsOf(tree: FileTree, { others }: SortedFiles, plan: Plan): SourceProblem[] {
  return [
    ...others.map((path): SourceProblem => ({ reason: 'not-an-example', path })),
    ...plan.layout.images
      .filter(({ folders }) => folders.length === 0)
      .map(({ path }): SourceProblem => ({ reason: 'outside-classes', path })),
    ...emptyClasses(tree, plan.layout),
    ...mergedSpellings(plan),
  ];
}

/** Folders beside those of classes in which there is no image, at any depth. */
function emptyClasses(tree: FileTree, { images, bases }: ClassLayout): SourceProblem[] {
  const filled = new Set<string>();
  for (const { path } of images) {
    for (let folder = folderOf(path); !filled.has(folder); folder = folderOf(folder)) filled.add(folder);
  }
  const parents = new Set(bases);
  return tree.folders
    .filter((folder) => !filled.has(folder) && parents.has(folderOf(folder)))
    .map((path) => ({ reason: 'empty-class', path }));
}

/** Folders whose names differ from an earlier one's only in how characters are composed. */
function mergedSpellings({ examples, nesting }: Plan): SourceProblem[] {
  const spellings = new Map<string, Set<string>>();
  const problems: SourceProblem[] = [];
  for (const { path, folders } of examples) {
    const name = classOf(folders, nesting);
    const spelled = nesting === 'top' ? (folders[0] ?? '') : folders.join('/');
    const known = spellings.get(name) ?? new Set();
    spellings.set(name, known);
    if (known.has(spelled)) continue;
    const [first] = known;
    known.add(spelled);
    const isOther =
      first !== undefined && first !== spelled && first.normalize('NFC') === spelled.normalize('NFC');
    if (isOther) problems.push({ reason: 'names-merged', path: folderOf(path), detail: name });
  }
  return problems;
}
