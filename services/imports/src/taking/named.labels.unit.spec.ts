import { aggregateNamed } from '@praxis/domain';
import { describe, expect, it } from 'vitest';
import type { FilePlan, RowCommand, StreamRows } from './file-plan.js';
import { tellingNames } from './named.labels.js';

const KNOWN = new Set(['quetzalby']);
const EARLIER = { row: 1, code: 'LATE', message: 'It is late.' };

type Given = readonly [type: string, data: Readonly<Record<string, unknown>>, row?: number | undefined];

function planOf(aggregate: string, ...given: readonly Given[]): FilePlan {
  const commands = given.map(([type, data, ...row]): RowCommand => ({
    row: row.length === 0 ? 2 : row[0],
    command: { type, data },
    commandId: 'command-1',
    attestedAt: undefined,
    columnOf: (field) => field.toUpperCase(),
  }));
  const resolve = async () => ({ commands, errors: [], warnings: [EARLIER] });
  return { aggregate: aggregateNamed(aggregate), resolve } as unknown as FilePlan;
}

/** Of each warning beside the plan's own: the column, and what to do. */
async function told(streamId: string, aggregate: string, ...given: readonly Given[]) {
  const plan = tellingNames(planOf(aggregate, ...given), () => KNOWN);
  const { warnings } = await plan.resolve({ id: streamId } as StreamRows<unknown>, 'sha');
  expect(warnings[0]).toEqual(EARLIER);
  expect(warnings.slice(1).filter(({ code }) => code !== 'LABEL_HOLDS_NAME')).toEqual([]);
  return warnings.slice(1).map(({ column, remedy }) => [column, /^Use an? (label|id) /.exec(remedy!)?.[1]]);
}

const NAMING = 'of-quetzalby';

describe('a name that a row leaves readable is told', () => {
  it.each<readonly [string, string, string, object, string, 'label' | 'id']>([
    ['a label', 'role-profile', 'DefineRoleProfile', { title: 'As Quetzalby did' }, 'TITLE', 'label'],
    [
      'one of a command that has no id',
      'role-profile',
      'AddResponsibility',
      { responsibility: 'As Quetzalby' },
      'RESPONSIBILITY',
      'label',
    ],
    ['an id that the command makes', 'organisation', 'OpenUnit', { unitId: NAMING, name: 'Ash' }, 'UNITID', 'id'],
    ['a code that it gives', 'indicator', 'DefineIndicator', { code: NAMING, title: 'Falls' }, 'CODE', 'id'],
    ['an id that it makes known', 'learning-log', 'LogLearning', { programmeId: NAMING }, 'PROGRAMMEID', 'id'],
  ])('where it is %s', async (_, aggregate, type, data, column, what) => {
    const given = data as Readonly<Record<string, unknown>>;
    expect(await told('plain', aggregate, [type, given])).toEqual([[column, what]]);
    expect(await told('plain', aggregate, [type, given, undefined])).toEqual([]);
  });

  it('where it is the id of a new record of reference data, and not of somebody’s', async () => {
    const profile = await told(NAMING, 'role-profile', ['DefineRoleProfile', { title: 'Carer' }]);
    expect(profile).toEqual([['ID', 'id']]);
    expect(await told(NAMING, 'worker', ['JoinWorker', {}])).toEqual([]);
    expect(await told(NAMING, 'role-profile', ['AddResponsibility', { responsibility: 'Cares' }])).toEqual([]);
  });

  it('not where the command only speaks of it', async () => {
    expect(await told('plain', 'organisation', ['OpenUnit', { unitId: 'ash', parentId: NAMING }])).toEqual([]);
    expect(await told('plain', 'organisation', ['CloseUnit', { unitId: NAMING }])).toEqual([]);
  });
});

describe('what is told of many rows', () => {
  it('is each id once, and each label', async () => {
    const unit = (unitId: string): Given => ['OpenUnit', { unitId, name: 'Quetzalby House' }];
    const label = ['NAME', 'label'];
    const id = ['UNITID', 'id'];
    expect(await told('main', 'organisation', unit(NAMING), unit(NAMING), unit('quetzalby-2'))).toEqual([
      label,
      id,
      label,
      label,
      id,
    ]);
  });

  it('asks for all names once, and not before there is a text', async () => {
    let asked = 0;
    const known = () => {
      asked += 1;
      return KNOWN;
    };
    const plan = planOf('organisation', ['OpenUnit', { unitId: 'ash', name: 'Ash' }], ['CloseUnit', {}]);
    const telling = tellingNames(plan, known);
    expect(asked).toBe(0);
    for (const id of ['a', 'b']) await telling.resolve({ id } as StreamRows<unknown>, 'sha');
    expect(asked).toBe(1);
  });
});
