import { describe, expect, it } from 'vitest';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { documentOf, editContextOf, readPreset } from '../../store/testing/documents';
import { drawPicture } from './picture';

const colorsOf = () => ({ solid: '#0067a3', soft: '#dcecf7' });

function draw(document: Parameters<typeof analyze>[0], heading?: { title: string; facts: string }) {
  const { positions, scope } = editContextOf(document);
  return drawPicture({
    analysis: analyze(document),
    location: '',
    scope,
    positions,
    routes: null,
    language: 'en',
    colorsOf,
    ...(heading === undefined ? {} : { heading }),
  });
}

describe('the picture of a network', () => {
  it.each(['lenet', 'googlenet', 'resnet-152'])('shows every node and wire of %s', (name) => {
    const document = readPreset(name);
    const svg = draw(document);
    expect(svg.match(/<rect[^>]*stroke="#0067a3"/g)).toHaveLength(document.nodes.length);
    expect(svg.match(/<path d="M/g)).toHaveLength(document.edges.length);
    expect(svg).not.toMatch(/NaN|undefined|null/);
  });

  it('says the shape on every wire', () => {
    const svg = draw(readPreset('lenet'));
    for (const shape of [
      '28 × 28 × 1',
      '28 × 28 × 6',
      '14 × 14 × 6',
      '10 × 10 × 16',
      '5 × 5 × 16',
      '400',
      '120',
      '84',
    ]) {
      expect(svg).toContain(`>${shape}</text>`);
    }
  });

  it('says how many weights each layer has, and how many scores come out', () => {
    const svg = draw(readPreset('lenet'));
    for (const count of ['156', '2,416', '48.1K', '10.2K', '850']) expect(svg).toContain(`>${count}</text>`);
    const [, output = ''] = svg.split('>Output</text>');
    expect(output).toMatch(/^<text[^>]*>10<\/text>/);
  });

  it('has a heading where one is wanted, with room for it', () => {
    const heading = { title: 'LeNet', facts: '61,706 parameters '.repeat(4) };
    const plain = draw(readPreset('lenet'));
    const titled = draw(readPreset('lenet'), heading);
    expect(titled).toContain('>LeNet</text>');
    expect(plain).not.toContain('>LeNet</text>');
    const heightOf = (svg: string) => Number(/ height="([\d.]+)"/.exec(svg)?.[1]);
    const widthOf = (svg: string) => Number(/ width="([\d.]+)"/.exec(svg)?.[1]);
    expect(heightOf(titled)).toBe(heightOf(plain) + 62);
    expect(widthOf(titled)).toBeGreaterThan(widthOf(plain));
  });

  it('writes names as text, never as markup', () => {
    const svg = draw(documentOf([{ id: 'input', type: 'input', name: '<b>&"' }], []));
    expect(svg).toContain('&lt;b&gt;&amp;&quot;');
    expect(svg).not.toContain('<b>');
  });

  it('of an empty network is empty, not broken', () => {
    expect(draw(documentOf([], []))).toMatch(/^<svg[\s\S]*<\/svg>$/);
  });
});
