import type { DiagnosticText } from '../text/diagnostic-text';

/** English: what can be wrong with a file. */
export const fileTextsEn = {
  'file-too-long': {
    what: 'The file is {length} characters long.',
    advice: 'A network has at most {limit}. Is this a Netloom file?',
  },
  'file-too-deep': {
    what: 'The file nests brackets more than {limit} levels deep.',
    advice: 'Netloom’s format needs nine levels. Is this a Netloom file?',
  },
  'file-too-big': {
    what: 'The file holds more than {limit} values.',
    advice: 'Is this a Netloom file? Large networks are written with blocks.',
  },
  'file-reserved-name': {
    what: 'The file uses “{name}” as a name.',
    advice: 'This word is reserved; choose another.',
  },
  'file-not-json': {
    what: 'Line {line}, column {column}, is not JSON: “{excerpt}”.',
    advice: 'Look there for a missing or extra comma, quotation mark or bracket.',
  },
  'file-not-a-document': {
    what: 'The file is not a Netloom network.',
    advice: 'A network file begins with "format": "netloom".',
  },
  'file-without-version': {
    what: 'The file does not say which version of the format it is written in.',
    advice: 'Add "version": {supported}, the version this program writes.',
  },
  'file-too-new': {
    what: 'The file is written in version {version} of the format.',
    advice: 'This program reads up to version {supported}. Update Netloom to open it.',
  },
  'file-too-old': {
    what: 'The file names version {version} of the format, which no program has written.',
    advice: 'The versions begin with 1; this program writes version {supported}.',
  },
  'file-wrong-kind': {
    what: 'Wrong type at {place}: expected {expected}, but found {received}.',
    advice: 'Write {expected} there.',
  },
  'file-out-of-range': {
    what: '{place} is {received}, which is out of range.',
    advice: 'Choose a value {expected}.',
  },
  'file-unknown-value': {
    what: 'There is no {value} for {place}.',
    advice: 'Choose one of: {expected}.',
  },
  'file-bad-name': {
    what: 'The name at {place} cannot be used.',
    advice:
      'Names have letters, digits, - and _, and begin with a letter. Edges are written node or node:port.',
  },
  'file-unreadable-value': {
    what: 'The value at {place} cannot be read.',
    advice: 'Parameters are numbers, strings, true or false, or lists of numbers.',
  },
  'file-unknown-field': {
    what: '“{name}” at {place} has no effect: there is no field of this name.',
    advice: 'It stays in the file. The fields here are {known}.',
  },
  'file-missing-value': {
    what: '{place} is missing.',
    advice: 'Add it; expected: {expected}.',
  },
  'file-wrong-length': {
    what: 'The string at {place} has {count} characters.',
    advice: 'The number of characters must be {expected}.',
  },
  'file-wrong-count': {
    what: 'The list at {place} has {count} items.',
    advice: 'The number of items must be {expected}.',
  },
  'file-misspelled-value': {
    what: 'There is no {value} for {place}.',
    advice: 'Did you mean {suggestion}? The choices are {expected}.',
  },
  'file-misspelled-field': {
    what: '“{name}” at {place} has no effect: there is no field of this name.',
    advice: 'Did you mean {suggestion}? Until it is renamed or removed, it stays in the file.',
  },
  'file-misspelled-set-field': {
    what: '“{name}” at {place} has no effect: there is no field of this name.',
    advice:
      'Did you mean {suggestion}, which is {current} now? Until it is renamed or removed, “{name}” stays in the file.',
  },
  'file-field-of-another-type': {
    what: '“{name}” at {place} has no effect: {type} has no such setting.',
    advice: 'The type {option} has it, as {suggestion}. Until it is used or removed, it stays in the file.',
  },
  'file-field-elsewhere': {
    what: '“{name}” at {place} has no effect: there is no field of this name.',
    advice: 'It belongs at {elsewhere}. Until it is moved or removed, it stays in the file.',
  },
  'file-duplicate-field': {
    what: '“{name}” is given twice at {place}: {firstValue} on line {firstLine} and {lastValue} on line {lastLine}.',
    advice: 'The last one ({lastValue}) counts, and only it is saved. Remove one of the two.',
  },
  'file-encoding': {
    what: 'The file is written in {encoding}.',
    advice: 'It was read correctly; saving converts it to UTF-8.',
  },
  'file-not-unicode': {
    what: 'The file is not written in UTF-8: byte {byte} on line {line}, column {column} does not start a character (“{excerpt}”).',
    advice:
      'It may be in Windows-1252, Latin-1 or Big5. Save it as UTF-8 in the program it comes from; otherwise characters would be lost.',
  },
  'file-cut-short': {
    what: 'The file ends in the middle of a character, on line {line}: it is incomplete.',
    advice: 'Copy or download it again.',
  },
  'file-binary': {
    what: 'The file is not a text file: it has a NUL byte on line {line}.',
    advice: 'A network file is JSON in UTF-8. Was it damaged, or is it another kind of file?',
  },
  'file-json-empty': {
    what: 'The file is empty.',
    advice: 'A network file is a JSON object that begins with { "format": "netloom".',
  },
  'file-json-comment': {
    what: 'Line {line}, column {column}: JSON has no comments, but here is one: “{excerpt}”.',
    advice: 'Remove it. A remark can be kept as one of the network’s notes.',
  },
  'file-json-open-text': {
    what: 'Line {line}, column {column}: a string has no closing quotation mark: “{excerpt}”.',
    advice: 'Close it with " on the same line; a line break inside a string is written \\n.',
  },
  'file-json-control-character': {
    what: 'Line {line}, column {column}: a string contains a control character: “{excerpt}”.',
    advice: 'Remove it, or write it as an escape, such as \\t or \\u0000.',
  },
  'file-json-escape': {
    what: 'Line {line}, column {column}: a string contains an invalid escape sequence: “{excerpt}”.',
    advice:
      'Write a backslash as \\\\. The escapes are \\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hexadecimal digits.',
  },
  'file-json-number': {
    what: 'Line {line}, column {column}: this is not a valid JSON number: “{excerpt}”.',
    advice:
      'Write it like 0.5, -2 or 1e-3: with a digit before and after the point, without +, leading zeros or hexadecimal digits.',
  },
  'file-json-goes-on': {
    what: 'Line {line}, column {column}: there is content after the end of the network: “{excerpt}”.',
    advice: 'A file holds one network. Remove it, or move it to a separate file.',
  },
  'file-json-trailing-comma': {
    what: 'Line {line}, column {column}: there is a comma before the closing bracket: “{excerpt}”.',
    advice: 'Remove the comma after the last item.',
  },
  'file-json-other-quotes': {
    what: 'Line {line}, column {column}: strings and names need double quotation marks ("), not {word}: “{excerpt}”.',
    advice: 'Replace the quotation marks with ".',
  },
  'file-json-missing-comma': {
    what: 'Line {line}, column {column}: a comma is missing before this: “{excerpt}”.',
    advice: 'Put a comma between two items.',
  },
  'file-json-unclosed': {
    what: 'The file ends on line {line}, but the bracket {bracket} of line {openLine} is still open.',
    advice: 'Close it, or copy the file again: its end may be missing.',
  },
  'file-json-unquoted-name': {
    what: 'Line {line}, column {column}: the name {word} has no quotation marks: “{excerpt}”.',
    advice: 'Write "{word}".',
  },
  'file-json-not-a-number': {
    what: 'Line {line}, column {column}: JSON has no {word}: “{excerpt}”.',
    advice: 'Write a number, or leave the field out to use its default.',
  },
  'file-json-other-word': {
    what: 'Line {line}, column {column}: {word} is written {instead} in JSON: “{excerpt}”.',
    advice: 'Write {instead}.',
  },
  'file-json-unquoted-text': {
    what: 'Line {line}, column {column}: the string {word} has no quotation marks: “{excerpt}”.',
    advice: 'Write "{word}".',
  },
} as const satisfies Readonly<Record<string, DiagnosticText>>;
