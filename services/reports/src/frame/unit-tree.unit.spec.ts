import { expect, it } from 'vitest';
import { UnitTree } from './unit-tree.js';

const row = (unit_id: string, parent_id = '') => ({ unit_id, parent_id, unit_kind: 'service', closed_on: '' });
const tree = new UnitTree([row('north'), row('north-day', 'north'), row('north-late', 'north-day'), row('south')]);

it('holds a unit and everything below it', () => {
  expect(tree.within('north')).toEqual(['north', 'north-day', 'north-late']);
  expect(tree.within('south')).toEqual(['south']);
});

it('holds everything for the whole organisation', () => {
  expect(tree.within('').toSorted()).toEqual(['north', 'north-day', 'north-late', 'south']);
});

it('shows each unit under the child of the chosen one', () => {
  expect(Object.fromEntries(tree.grouped(''))).toEqual({
    north: 'north',
    'north-day': 'north',
    'north-late': 'north',
    south: 'south',
  });
  expect(Object.fromEntries(tree.grouped('north'))).toEqual({
    north: 'north',
    'north-day': 'north-day',
    'north-late': 'north-day',
  });
});

it('knows which units there are', () => {
  expect(tree.has('north-late')).toBe(true);
  expect(tree.has('')).toBe(false);
  expect(tree.has('east')).toBe(false);
});
