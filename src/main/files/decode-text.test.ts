import { describe, expect, it } from 'vitest';
import { serializeDocument } from '../../graph-runtime/document/serialize';
import { parseDocument } from '../../graph-runtime/reading/parse';
import { decodeText } from './decode-text';

const NAME = 'Réseau 網路 🧠';
const text = `{\n  "format": "netloom",\n  "version": 2,\n  "name": "${NAME}",\n  "nodes": [],\n  "edges": []\n}\n`;

const utf16 = (content: string) => Buffer.from(content, 'utf16le');
const swapped = (content: string) => utf16(content).swap16();
function utf32(content: string, isLittle: boolean): Buffer {
  const bytes = Buffer.alloc([...content].length * 4);
  [...content].forEach((character, index) => {
    const code = character.codePointAt(0) ?? 0;
    if (isLittle) bytes.writeUInt32LE(code, index * 4);
    else bytes.writeUInt32BE(code, index * 4);
  });
  return bytes;
}

describe('decodeText', () => {
  it.each([
    ['UTF-16', utf16(`\uFEFF${text}`)],
    ['UTF-16', swapped(`\uFEFF${text}`)],
    ['UTF-16', utf16(text)],
    ['UTF-16', swapped(text)],
    ['UTF-32', utf32(`\uFEFF${text}`, true)],
    ['UTF-32', utf32(`\uFEFF${text}`, false)],
    ['UTF-32', utf32(text, true)],
    ['UTF-32', utf32(text, false)],
  ])('reads %s to the last letter, and says that it is saved as UTF-8', (encoding, bytes) => {
    expect(decodeText(bytes)).toMatchObject({
      ok: true,
      text,
      warnings: [{ code: 'file-encoding', severity: 'warning', values: { encoding } }],
    });
  });

  it('reads UTF-8 without a word: with a byte order mark, with the line ends of Windows', () => {
    for (const variant of [text, `\uFEFF${text}`, text.replaceAll('\n', '\r\n'), `${text}\uFFFD`]) {
      const read = decodeText(Buffer.from(variant, 'utf8'));
      expect(read).toEqual({ ok: true, text: variant, warnings: [] });
    }
    for (const variant of [`\uFEFF${text}`, text.replaceAll('\n', '\r\n')]) {
      const parsed = parseDocument(variant);
      // Saved in the one form that the format has: no mark, plain line ends.
      expect(parsed.ok && serializeDocument(parsed.document)).toMatch(/^\{\n[^\r\uFEFF]*\}\n$/);
    }
  });

  it.each([
    ['Latin-1', Buffer.from(text.replace(NAME, 'Réseau'), 'latin1'), { byte: '0xE9', line: 4, column: 13 }],
    [
      'Big5',
      Buffer.from([0x7b, 0x0a, 0x22, 0xba, 0xf4, 0xb8, 0xf4, 0x22]),
      { byte: '0xBA', line: 2, column: 2 },
    ],
    ['a surrogate', Buffer.from([0x7b, 0x22, 0xed, 0xa0, 0x80, 0x22]), { byte: '0xED', line: 1, column: 3 }],
    ['an overlong form', Buffer.from([0x7b, 0xc0, 0xaf]), { byte: '0xC0', line: 1, column: 2 }],
  ])('refuses %s where its first letter stands, so that no letter is lost', (_name, bytes, values) => {
    expect(decodeText(bytes)).toMatchObject({ ok: false, diagnostic: { code: 'file-not-unicode', values } });
  });

  it('says that a file is cut in the middle of a character', () => {
    for (const character of ['é', '網', '🧠']) {
      const bytes = Buffer.from(`{\n"${character}`, 'utf8');
      for (let missing = 1; missing < Buffer.byteLength(character); missing += 1) {
        const cut = decodeText(bytes.subarray(0, bytes.length - missing));
        expect(cut).toMatchObject({ ok: false, diagnostic: { code: 'file-cut-short', values: { line: 2 } } });
      }
    }
    expect(decodeText(utf16(text).subarray(0, -1))).toMatchObject({ diagnostic: { code: 'file-cut-short' } });
  });

  it('refuses what is no text', () => {
    expect(decodeText(Buffer.from('{\n "a": "\u0000" }'))).toMatchObject({
      diagnostic: { code: 'file-binary', values: { line: 2 } },
    });
    const beyond = Buffer.from([0x7b, 0, 0, 0, 0xff, 0xff, 0xff, 0x7f]);
    expect(decodeText(beyond)).toMatchObject({ diagnostic: { code: 'file-binary' } });
    expect(decodeText(Buffer.alloc(0))).toEqual({ ok: true, text: '', warnings: [] });
  });

  it('keeps halves of surrogate pairs that a file writes as escapes', () => {
    const half = text.replace(NAME, '\\ud83e').replace('\n', '');
    const read = decodeText(Buffer.from(half));
    const parsed = parseDocument(read.ok ? read.text : '');
    if (!parsed.ok) throw new Error('not read');
    const saved = Buffer.from(serializeDocument(parsed.document), 'utf8').toString('utf8');
    expect(parseDocument(saved)).toEqual(parsed);
    expect(saved).toContain('"\\ud83e"');
  });
});
