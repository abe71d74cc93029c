import { describe, expect, it } from 'vitest';
import { applyEdits } from '../document/apply-edits';
import { portLabel } from '../layers/port-label';
import { layers } from '../layers/registry';
import { describeDiagnostic, describeFix } from '../messages/describe-diagnostic';
import { labelsIn } from '../messages/label-names';
import { LANGUAGES } from '../text/text';
import { analyze } from './analyze';
import { readNetwork } from './testing/read-network';

/** Layers that read more than one value, with too few of them: each says so once, names what is open, and has a repair that works. */

const image = { id: 'input', type: 'input', parameters: { shape: [28, 28, 1] } };
const head = [
  { id: 'flatten', type: 'flatten' },
  { id: 'dense', type: 'dense' },
  { id: 'output', type: 'output' },
];
/** input -> relu -> b -> flatten -> dense -> output, and what `type` is at b. */
const around = (type: string, into = 'b') =>
  readNetwork({
    nodes: [image, { id: 'relu', type: 'relu' }, { id: 'b', type }, ...head],
    edges: ['input -> relu', `relu -> ${into}`, 'b -> flatten', 'flatten -> dense', 'dense -> output'],
  });

const several = layers.filter(({ inputs }) => inputs.length > 1);
const merges = layers.filter(
  ({ category, inputs }) => category === 'merge' && inputs[0]?.isVariadic === true,
);

describe('an input that nothing is connected to', () => {
  it.each(several.map(({ type, inputs }) => [type, inputs.map(({ name }) => name)] as const))(
    'of %s is called by its label, in the problem and in its repair',
    (type, ports) => {
      for (const wired of ports) {
        const analysis = analyze(around(type, `b:${wired}`));
        const found = analysis.diagnostics.filter(({ path }) => path === 'b');
        expect(found.map(({ code, port }) => [code, port])).toEqual(
          ports.filter((port) => port !== wired).map((port) => ['unconnected-port', port]),
        );
        for (const [diagnostic, language] of found.flatMap((one) =>
          LANGUAGES.map((two) => [one, two] as const),
        )) {
          const names = { ...labelsIn(analysis, language), isForFile: false };
          const label = portLabel(type, diagnostic.port ?? '', language);
          const { title } = describeDiagnostic(diagnostic, language, names);
          const repairs = diagnostic.fixes.map((fix) => describeFix(fix, language, names));
          for (const text of [title, ...repairs.filter((repair) => repair.includes('relu'))]) {
            expect(text).toMatch(language === 'en' ? `“${label}” of b` : `「${label}」`);
          }
        }
      }
    },
  );
});

describe('one input where two are joined', () => {
  it.each(merges.map(({ type }) => type))('of %s is one problem, with repairs that remove it', (type) => {
    const document = around(type);
    const found = analyze(document).diagnostics.filter(({ path }) => path === 'b');
    expect(found).toHaveLength(1);
    const [only] = found;
    expect(only?.fixes.length).toBeGreaterThan(0);
    for (const { edits } of only?.fixes ?? []) {
      const codes = analyze(applyEdits(document, edits)).diagnostics.map(({ code }) => code);
      expect(codes).not.toContain(only?.code);
    }
  });
});
