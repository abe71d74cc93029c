import type { MessageCatalog } from './catalog';
import { expressionTextsEn } from './expression-texts-en';
import { fileTextsEn } from './file-texts-en';
import { fixTextsEn } from './fix-texts-en';
import { shapeTextsEn } from './shape-texts-en';
import { structureTextsEn } from './structure-texts-en';

/** English. The other languages are typed after it: a text that is missing there does not compile. */
export const en = {
  diagnostics: {
    ...fileTextsEn,
    ...expressionTextsEn,
    ...structureTextsEn,
    ...shapeTextsEn,
  },
  fixes: fixTextsEn,
  terms: {
    'height × width × channels': 'height × width × channels',
    'positions × features': 'positions × features',
    'a wire': 'a wire',
    none: 'none',
    features: 'a vector: one row of numbers',
    number: 'a number',
    'whole number': 'a whole number',
    text: 'a string',
    'true / false': 'true or false',
    '[height, width]': '[height, width]',
    '[height, width, channels]': '[height, width, channels]',
    'same, valid, 1, [1, 1], [1, 1, 1, 1] (top, bottom, left, right)':
      'same, valid, a number, or a number for each axis or side',
    '1, [1, 1], [1, 1, 1, 1] (top, bottom, left, right)': 'a number, or a number for each axis or side',
    string: 'a string',
    boolean: 'true or false',
    array: 'a list',
    object: 'an object',
    record: 'an object',
    int: 'a whole number',
    'json value': 'a value',
    'json name': 'a name in double quotation marks',
    'json colon': 'a colon',
    'json comma or brace': 'a comma or }',
    'json comma or bracket': 'a comma or ]',
    'json end': 'the end of the file',
    'json nothing': 'the end of the file',
  },
  kinds: {
    text: 'the string {value}',
    number: 'the number {value}',
    boolean: '{value}',
    list: 'the list {value}',
    object: 'the object {value}',
    null: 'null',
  },
  or: ' or ',
  labels: {
    expected: 'Expected',
    received: 'Received',
    uses: 'In block {block}, used {count} times: {paths}',
    copies: 'In {count} copies: {paths}',
    layers: 'The same in {count} layers: {paths}',
    list: ', ',
    between: '; ',
    everywhere: '{repair} in all {layers} layers',
  },
} as const satisfies MessageCatalog;

/** The catalog every language must be equal to, but for the words. */
export type CompleteCatalog = {
  readonly diagnostics: Readonly<
    Record<keyof typeof en.diagnostics, { readonly what: string; readonly advice: string }>
  >;
  readonly fixes: Readonly<Record<keyof typeof en.fixes, string>>;
  readonly terms: Readonly<Record<keyof typeof en.terms, string>>;
  readonly labels: MessageCatalog['labels'];
  readonly kinds: MessageCatalog['kinds'];
  readonly or: string;
};
