import type { Diagnostic, Fix } from '../diagnostics/diagnostic';
import { parentPath } from '../document/node-path';
import { fill } from '../text/fill';
import type { Language } from '../text/text';
import { trainingCheckText } from '../training-checks/registry';
import type { MessageCatalog } from './catalog';
import { en } from './en';
import { type FieldNames, namesInDiagnostic, namesInFix } from './field-names';
import { zhHant } from './zh-hant';

const CATALOGS: Readonly<Record<Language, MessageCatalog>> = { en, 'zh-Hant': zhHant };

/** A diagnostic in words. */
export interface DiagnosticDescription {
  /** What happened, as a sentence. */
  readonly title: string;
  /** What was expected there and what was found, without labels; absent where there is nothing to compare. */
  readonly expected?: string;
  readonly received?: string;
  /** How to fix it, as a sentence. */
  readonly advice: string;
  /** Where else it shows, when a block with the mistake is used several times; absent for one place. */
  readonly uses?: string;
}

/**
 * Says what happened, what was expected, and how to fix it.
 *
 * @param names what fields are called; by default as in the file
 */
export function describeDiagnostic(
  diagnostic: Diagnostic,
  language: Language,
  names?: FieldNames,
): DiagnosticDescription {
  const catalog = CATALOGS[language];
  const { code, path, port, parameter } = diagnostic;
  const expected = inWords(catalog, diagnostic.expected);
  const received = receivedInWords(catalog, diagnostic);
  const named = names && namesInDiagnostic(diagnostic, names);
  const shown = names === undefined ? asInFile : grouped;
  const compared = shown(withDefined({ expected: named?.expected ?? expected, received }));
  const values = shown({
    ...withDefined({ path, port, parameter, expected, received, ...diagnostic.values }),
    ...named,
  });
  const text = own(catalog.diagnostics, code) ?? trainingCheckText(code, language);
  // A code without a text is a mistake of the program, which a test looks for; a user still sees where something is wrong.
  if (text === undefined) return { title: code, ...withDefined({ expected, received }), advice: '' };
  return {
    title: fill(text.what, values),
    ...compared,
    ...withDefined({ uses: describeUses(catalog, diagnostic, names) }),
    advice: diagnostic.advice?.[language] ?? fill(text.advice, values),
  };
}

/**
 * What a repair does, as a short command for a button.
 *
 * @param names what fields are called; by default as in the file
 */
export function describeFix(fix: Fix, language: Language, names?: FieldNames): string {
  const { fixes, labels } = CATALOGS[language];
  if (fix.parts !== undefined) {
    return fix.parts.map((part) => describeFix(part, language, names)).join(labels.between);
  }
  const text = own(fixes, fix.code) ?? fix.code;
  const shown = names === undefined ? asInFile : grouped;
  const repair = fill(text, shown({ ...fix.values, ...(names && namesInFix(fix, names)) }));
  const { layers = 1 } = fix.values;
  // Where it names the layers, that it is made at all of them is said.
  return layers === 1 || text.includes('{node}') ? repair : fill(labels.everywhere, { repair, layers });
}

/** The words in front of what was expected and what was received. */
export function diagnosticLabels(language: Language): MessageCatalog['labels'] {
  return CATALOGS[language].labels;
}

/** More paths than this help nobody; in words, with the blocks around them, they are longer. */
const MAXIMUM_PATHS = 8;
const MAXIMUM_PLACES = 3;

function describeUses(
  { labels }: MessageCatalog,
  { origin, uses }: Diagnostic,
  names: FieldNames | undefined,
): string | undefined {
  if (uses === undefined) return undefined;
  const block = origin?.scope ?? null;
  // Of a block its uses are named, not the node in each of them.
  const places = block === null ? uses : uses.map(parentPath);
  const shown = places.slice(0, names === undefined ? MAXIMUM_PATHS : MAXIMUM_PLACES);
  const listed = names === undefined ? shown : shown.map((path) => names.place(path));
  const paths = [...listed, ...(places.length > shown.length ? ['…'] : [])].join(labels.list);
  const whole = origin === undefined ? labels.layers : labels.copies;
  const text = block === null ? whole : labels.uses;
  const name = block === null ? '' : (names?.block(block) ?? block);
  return fill(text, { block: name, count: places.length, paths });
}

/** Values as a file has them. */
function asInFile(values: Values): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

type Values = Readonly<Record<string, string | number>>;

/** Long numbers with separators, as `1,000,000`; both languages write them so. */
function grouped(values: Values): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, groupDigits(String(value))]),
  );
}

function groupDigits(text: string): string {
  // Not within names, decimals and years' length of four digits.
  return text.replace(/(?<![\w.,])\d{5,}(?![\w.])/g, (digits) => Number(digits).toLocaleString('en'));
}

/** A term in words, several of which one is enough (`number|boolean`), or the value itself. */
function inWords({ terms, or }: MessageCatalog, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const term = own(terms, value);
  if (term !== undefined) return term;
  const parts = value.split('|').map((part) => own(terms, part));
  return parts.every((part) => part !== undefined) ? parts.join(or) : value;
}

function receivedInWords(
  catalog: MessageCatalog,
  { received, receivedKind }: Diagnostic,
): string | undefined {
  if (receivedKind === undefined || received === undefined) return inWords(catalog, received);
  return fill(catalog.kinds[receivedKind], { value: received });
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function withDefined<T>(values: Readonly<Record<string, T | undefined>>): Record<string, T> {
  const defined: Record<string, T> = {};
  for (const [name, value] of Object.entries(values)) if (value !== undefined) defined[name] = value;
  return defined;
}
