import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import { parentPath } from '../../../graph-runtime/document/node-path';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { nodesOf, portsOfType } from '../document/network';
import { presetNames, readPreset } from '../testing/documents';
import { costAt, existingLocation, locationsInside, placeOfPath, scopeAt } from './location';
import { typeFrom } from './node-state';
import { copyCount, describeUse, scopeValues } from './scope-values';

const resnet = analyze(readPreset('resnet-50'));

describe('places in the expanded network', () => {
  it('knows the way into blocks, with one location for each copy', () => {
    expect(locationsInside(resnet, '', 'stage1')).toEqual(['stage1']);
    const copies = locationsInside(resnet, 'stage1', 'bottleneck');
    expect(copies).toEqual(['stage1/bottleneck1', 'stage1/bottleneck2', 'stage1/bottleneck3']);
    expect(scopeAt(resnet, copies[1] ?? '')).toBe('bottleneck');
    expect(parentPath('stage1/bottleneck2')).toBe('stage1');
    expect(locationsInside(resnet, '', 'conv1')).toEqual([]);
  });

  it('falls back to what is still there', () => {
    expect(existingLocation(resnet, 'stage1/bottleneck2')).toBe('stage1/bottleneck2');
    expect(existingLocation(resnet, 'stage1/gone')).toBe('stage1');
    expect(existingLocation(resnet, 'nowhere/at/all')).toBe('');
    // The sum of all copies is no place to be in.
    expect(existingLocation(resnet, 'stage1/bottleneck')).toBe('stage1');
  });

  it('finds the node to show for a path, also of a copy', () => {
    expect(placeOfPath(resnet, 'conv1')).toEqual({ location: '', id: 'conv1' });
    expect(placeOfPath(resnet, 'stage2/bottleneck3/conv2')).toEqual({
      location: 'stage2/bottleneck3',
      id: 'conv2',
    });
    expect(placeOfPath(resnet, 'stage2/bottleneck3')).toEqual({ location: 'stage2', id: 'bottleneck' });
    expect(placeOfPath(resnet, '')).toBeNull();
  });

  it('gives different shapes for the same block at different places', () => {
    const shape = (location: string) => typeFrom(resnet, location, { id: 'conv2', port: 'out' })?.shape;
    expect(shape('stage1/bottleneck1')).toEqual([56, 56, 64]);
    expect(shape('stage3/bottleneck1')).toEqual([14, 14, 256]);
    expect(typeFrom(resnet, 'stage2', { id: 'in', port: 'out' })?.shape).toEqual([56, 56, 256]);
  });

  it('lets a node that is switched off pass its input on', () => {
    const lenet = readPreset('lenet');
    const off = analyze(
      applyEdits(lenet, [{ kind: 'update-node', scope: null, id: 'pool1', changes: { enabled: false } }]),
    );
    expect(typeFrom(off, '', { id: 'pool1', port: 'out' })?.shape).toEqual([28, 28, 6]);
  });

  it.each(presetNames())('knows the shape on every wire of %s, in every block', (name) => {
    const analysis = analyze(readPreset(name));
    const visit = (location: string, depth: number): void => {
      for (const node of nodesOf(analysis.document, scopeAt(analysis, location))) {
        for (const port of portsOfType(analysis.document, node.type).outputs) {
          expect(
            typeFrom(analysis, location, { id: node.id, port: port.name }),
            `${location}/${node.id}`,
          ).not.toBeNull();
        }
        const [first] = locationsInside(analysis, location, node.id);
        if (first !== undefined && depth < 6) visit(first, depth + 1);
      }
    };
    visit('', 0);
  });

  it('adds up to the whole network', () => {
    const total = nodesOf(resnet.document, null).reduce(
      (sum, node) => sum + costAt(resnet, '', node.id).trainableParameters,
      0,
    );
    expect(total).toBe(resnet.cost.trainableParameters);
  });
});

describe('values at a place', () => {
  it('are those of the use, after expressions', () => {
    expect(scopeValues(resnet, 'stage3').get('filters')).toBe(256);
    expect(scopeValues(resnet, 'stage3/bottleneck1').get('strides')).toBe(2);
    expect(scopeValues(resnet, 'stage3/bottleneck2').get('strides')).toBe(1);
  });

  it('are what a block’s card says', () => {
    const [use] = nodesOf(resnet.document, 'stage').filter((node) => node.id === 'bottleneck');
    if (use === undefined) throw new Error('ResNet-50 has bottlenecks.');
    expect(describeUse(resnet, 'stage3', use, 'en')).toContain('filters 256');
    expect(copyCount(resnet, 'stage3', use)).toBe(6);
  });
});
