import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DetailsColumns,
  fittedColumns,
  inspectorRange,
  NORMAL_COLUMNS,
  trainingRange,
  withInspector,
  withTraining,
} from './details-columns';

const width = fc.integer({ min: 1, max: 5_000 });
const columns = fc.record({ inspector: width, training: width });
const windowWidth = fc.integer({ min: 1_280, max: 3_840 });

const sum = ({ inspector, training }: DetailsColumns) => inspector + training;

describe('the columns of the panel at the right', () => {
  it('are as they were where the window has room for them', () => {
    expect(fittedColumns(NORMAL_COLUMNS, 1_600)).toEqual(NORMAL_COLUMNS);
    expect(fittedColumns({ inspector: 600, training: 400 }, 1_920)).toEqual({
      inspector: 600,
      training: 400,
    });
  });

  it('are usable and leave room for the canvas, whatever they were in another window', () => {
    fc.assert(
      fc.property(columns, windowWidth, (given, room) => {
        const fitted = fittedColumns(given, room);
        expect(fitted.inspector).toBeGreaterThanOrEqual(280);
        expect(fitted.training).toBeGreaterThanOrEqual(320);
        expect(room - sum(fitted)).toBeGreaterThanOrEqual(Math.min(640, room - 600));
      }),
    );
  });

  it('take what the edges are dragged to, within the limits that these say', () => {
    fc.assert(
      fc.property(columns, windowWidth, width, (given, room, wanted) => {
        const before = fittedColumns(given, room);
        const { least, most } = inspectorRange(before, room);
        const outer = withInspector(before, wanted, room);
        expect(outer).toEqual({ ...before, inspector: Math.min(most, Math.max(least, wanted)) });
        const range = trainingRange(before);
        const inner = withTraining(before, wanted);
        expect(inner.training).toBe(Math.min(range.most, Math.max(range.least, wanted)));
        expect(sum(inner)).toBe(sum(before));
        // What an edge made is not changed again by fitting it into the same window.
        expect(fittedColumns(outer, room)).toEqual(outer);
        expect(fittedColumns(inner, room)).toEqual(inner);
      }),
    );
  });
});
