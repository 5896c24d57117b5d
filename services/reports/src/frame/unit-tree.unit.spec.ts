import { describe, expect, it } from 'vitest';
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

describe('units that stand above one another, as rows of two organisations can say', () => {
  const rows = [row('top'), row('north', 'south'), row('south', 'west'), row('west', 'north'), row('days', 'west')];
  const tangled = new UnitTree(rows);

  it('do not make a report recurse for ever, and none of them is lost', () => {
    expect(tangled.within('').toSorted()).toEqual(['days', 'north', 'south', 'top', 'west']);
    expect(tangled.within('south')).toEqual(['south']);
  });

  it('stand under the first of them by id, whatever order they come in', () => {
    for (const tree of [tangled, new UnitTree(rows.toReversed())]) {
      expect(tree.childrenOf('').toSorted()).toEqual(['north', 'top']);
      expect(tree.within('north')).toEqual(['north', 'west', ...tree.within('west').slice(1)]);
      expect(tree.within('west').toSorted()).toEqual(['days', 'south', 'west']);
      expect(['north', 'south', 'west', 'days'].map((unit) => tree.parentOf(unit))).toEqual([
        '',
        'west',
        'north',
        'west',
      ]);
    }
  });

  it('may be one alone', () => {
    expect(new UnitTree([row('north', 'north')]).within('')).toEqual(['north']);
  });
});

it('shows a unit whose parent is not there directly under the organisation', () => {
  const orphaned = new UnitTree([row('north'), row('days', 'gone'), row('late', 'days')]);
  expect(orphaned.within('')).toEqual(['north', 'days', 'late']);
  expect(orphaned.parentOf('days')).toBe('');
});

it('takes a tree of any depth', () => {
  const deep = Array.from({ length: 20_000 }, (_, depth) => row(`u-${depth}`, depth === 0 ? '' : `u-${depth - 1}`));
  expect(new UnitTree(deep).within('')).toHaveLength(20_000);
});
