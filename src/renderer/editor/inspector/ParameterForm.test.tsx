// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DatasetSummary } from '../../../contract/contract';
import type { ParameterValue } from '../../../graph-runtime/document/document';
import { getLayer } from '../../../graph-runtime/layers/registry';
import { readPreset } from '../../store/testing/documents';
import { refreshDatasets } from '../../store/document/datasets';
import { describedDataset } from '../../testing/dataset';
import { connectMain, openWindow, show } from '../../testing/render';
import { ParameterForm } from './ParameterForm';

type Given = Readonly<Record<string, ParameterValue>>;

function fieldsOf(...given: Given[]) {
  const layer = getLayer('conv2d');
  if (layer === undefined) throw new Error('There is no conv2d');
  const nodes = given.map((parameters, index) => ({ id: `conv${index}`, type: 'conv2d', parameters }));
  show(<ParameterForm nodes={nodes} layer={layer} scope={null} location="" />);
  const isThere = (name: RegExp) => screen.queryAllByRole('textbox', { name, hidden: true }).length > 0;
  return { scale: isThere(/^Initializer scale/), gain: isThere(/^Initializer gain/) };
}

describe('the form of a layer', () => {
  beforeEach(() => openWindow(readPreset('lenet')));

  const cases: readonly [string, Given[], { scale: boolean; gain: boolean }][] = [
    ['that follows from the sizes', [{}], { scale: false, gain: true }],
    ['of one spread', [{ kernelInitializer: 'randomNormal' }], { scale: true, gain: false }],
    ['of constants', [{ kernelInitializer: 'zeros' }], { scale: false, gain: false }],
    ['that an expression chooses', [{ kernelInitializer: '=how' }], { scale: true, gain: true }],
    [
      'with a number that is set in vain',
      [{ kernelInitializer: 'zeros', kernelInitializerGain: 2 }],
      { scale: false, gain: true },
    ],
    ['of several layers', [{}, { kernelInitializer: 'randomNormal' }], { scale: true, gain: true }],
  ];

  it.each(cases)('offers the numbers of an initializer %s', (_name, given, expected) => {
    expect(fieldsOf(...given)).toEqual(expected);
  });
});

describe('the label of an output', () => {
  beforeEach(() => openWindow(readPreset('lenet')));

  type Target = DatasetSummary['target'];
  type Column = Extract<Target, { kind: 'columns' }>['columns'][number];
  const species: Column = { name: 'species', target: { kind: 'class', classNames: ['a', 'b'] } };
  const age: Column = {
    name: 'age',
    target: { kind: 'numbers', names: ['age'], mean: [0], deviation: [1] },
  };
  const showWith = async (target: Target) => {
    connectMain({ 'dataset:list': () => ({ datasets: [describedDataset({ target })], damaged: [] }) });
    await refreshDatasets();
    const layer = getLayer('output');
    if (layer === undefined) throw new Error('There is no output');
    const node = { id: 'output', type: 'output' };
    show(<ParameterForm nodes={[node]} layer={layer} scope={null} location="" />);
  };

  it('is among more parameters where there is one', async () => {
    await showWith({ kind: 'class', classNames: ['a', 'b'] });
    expect(screen.getByRole('textbox', { name: 'Label', hidden: true }).closest('details')).not.toBeNull();
  });

  it('is to be chosen where the data set has several', async () => {
    await showWith({ kind: 'columns', columns: [species, age] });
    expect(screen.getByRole('combobox', { name: 'Label' }).closest('details')).toBeNull();
  });

  it('is the first where none is named', async () => {
    await showWith({ kind: 'columns', columns: [age, species] });
    expect(screen.getByText('The first: age')).toBeDefined();
  });

  it('is the first class where images are compared and none is named', async () => {
    const lenet = readPreset('lenet');
    const compared = { target: 'pair' };
    await openWindow({
      ...lenet,
      nodes: lenet.nodes.map((node) => (node.id === 'output' ? { ...node, parameters: compared } : node)),
    });
    await showWith({ kind: 'columns', columns: [age, species] });
    const text = () => screen.getByRole('combobox', { name: 'Label' }).textContent;
    expect(text()).toContain('The first that is a class: species');
  });
});
