import { describe, expect, it } from 'vitest';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { documentOf, editContextOf, readPreset } from '../../store/testing/stages';
import { drawPicture } from './picture';

const colorsOf = () => ({ solid: '#0067a3', soft: '#dcecf7' });

function draw(document: Parameters<typeof analyze>[0]) {
  const { positions, scope } = editContextOf(document);
  return drawPicture({
    analysis: analyze(document),
    location: '',
    scope,
    positions,
    routes: null,
    language: 'en',
    colorsOf,
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

  it('writes names as text, never as markup', () => {
    const svg = draw(documentOf([{ id: 'input', type: 'input', name: '<b>&"' }], []));
    expect(svg).toContain('&lt;b&gt;&amp;&quot;');
    expect(svg).not.toContain('<b>');
  });

  it('of an empty network is empty, not broken', () => {
    expect(draw(documentOf([], []))).toMatch(/^<svg[\s\S]*<\/svg>$/);
  });
});
