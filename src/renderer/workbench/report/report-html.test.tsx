// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { type Report, reportAsHtml } from './report-html';

const words = {
  runs: 'Runs',
  results: 'Results',
  settings: 'Settings',
  curves: 'Curves',
  networks: 'Networks',
  classes: 'Classes',
  notes: 'Notes',
  marked: 'Marked: different.',
};
const report: Report = {
  language: 'en',
  title: 'Comparison of 2 runs',
  subtitle: 'Today',
  runs: [
    { name: 'LeNet', color: '#2d8afc', notes: 'First\nline' },
    { name: '<script>alert(1)</script>"', color: '#8f4625', notes: '' },
  ],
  results: { head: ['LeNet', 'other'], rows: [{ name: 'Best accuracy', cells: ['87.50%', '88.10%'] }] },
  settings: {
    head: ['LeNet', 'other'],
    rows: [
      { name: 'Learning rate', cells: ['0.9', '0.1'], isMarked: true },
      { name: 'Epochs', cells: ['10', '10'] },
    ],
  },
  curves: '<svg xmlns="http://www.w3.org/2000/svg"><polyline points="0,1"/></svg>',
  networks: [{ title: 'LeNet', svg: '<svg xmlns="http://www.w3.org/2000/svg"/>' }],
  classes: [{ title: 'LeNet', head: ['Recall'], rows: [{ name: 'Shirt', cells: ['61.00%'] }] }],
  words,
};

describe('reportAsHtml', () => {
  const html = reportAsHtml(report);
  const page = new DOMParser().parseFromString(html, 'text/html');

  it('holds every figure, with what differs marked, and the curves and networks as pictures', () => {
    for (const text of ['87.50%', '88.10%', '0.9', '0.1', 'Shirt', '61.00%']) {
      expect(page.body.textContent).toContain(text);
    }
    expect([...page.querySelectorAll('tr.marked th')].map((cell) => cell.textContent)).toEqual([
      'Learning rate',
    ]);
    expect(page.querySelectorAll('svg')).toHaveLength(2);
    expect(page.querySelector('.notes')?.textContent).toBe('First\nline');
    expect([...page.querySelectorAll('h2')].map((heading) => heading.textContent)).toEqual(
      Object.values(words).slice(0, 7),
    );
  });

  it('runs nothing and loads nothing, whatever a run is called', () => {
    expect(page.querySelectorAll('script, link, img, iframe, object')).toHaveLength(0);
    expect(html.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(
      /(?:https?:)?\/\/\w|\b(?:src|href)=|url\(/,
    );
    expect(page.body.textContent).toContain('<script>alert(1)</script>"');
  });

  it('leaves out what there is none of', () => {
    const bare = reportAsHtml({ ...report, classes: [], runs: report.runs.slice(1) });
    expect(bare).not.toContain('<h2>Classes</h2>');
    expect(bare).not.toContain('<h2>Notes</h2>');
  });
});
