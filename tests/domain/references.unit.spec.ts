import { DOMAIN } from '@praxis/domain';
import type { Reference } from '@praxis/event-sourcing';
import { describe, expect, it } from 'vitest';
import { sampleBody } from '../end-to-end/sample-bodies.js';

/** Kinds of text that name a record: of reference data, or of a person. */
const NAMING: readonly string[] = ['reference-id', 'worker-id'];

/** Fields that need no reference: the stream itself knows the ids, or the command gives a new one. */
const NO_REFERENCE: Readonly<Record<string, string>> = {
  'organisation.OpenUnit.parentId': 'a unit of the organisation: UNKNOWN_UNIT',
  'organisation.MoveUnitOpeningBack.unitId': 'a unit of the organisation: UNKNOWN_UNIT',
  'organisation.MoveUnit.unitId': 'a unit of the organisation: UNKNOWN_UNIT',
  'organisation.MoveUnit.parentId': 'a unit of the organisation: UNKNOWN_UNIT',
  'organisation.RenameUnit.unitId': 'a unit of the organisation: UNKNOWN_UNIT',
  'organisation.CloseUnit.unitId': 'a unit of the organisation: UNKNOWN_UNIT',
  'organisation.RecordStaffListing.unitId': 'a unit of the organisation: UNKNOWN_UNIT',
  'organisation.CorrectLabel.id': 'of the organisation there is one id; of anything else it is a reference',
  'indicator.DefineIndicator.code': 'of a new indicator: praxis labels lists it',
  'role-profile.StopRequiringCompetence.frameworkId': 'what the role does not require has nothing to stop',
};

interface Naming {
  readonly command: string;
  readonly field: string;
  readonly isAnswered: boolean;
}

/** Every field of every command that names a record, and whether anything answers for it. */
const FIELDS: readonly Naming[] = DOMAIN.aggregates.flatMap(({ name, commands, initialState }) =>
  Object.entries(commands).flatMap(([type, declaration]) => {
    const found = new Map<string, string>();
    const body = sampleBody(declaration, (field, kind = '') => {
      if (!NAMING.includes(kind)) return undefined;
      found.set(field, `${field.toLowerCase()}-here`);
      return found.get(field);
    });
    const references: readonly Reference[] = declaration.references?.(body as never, 'id', initialState) ?? [];
    const said = references.map(({ id, within = '' }) => `${id} ${within}`).join(' ');
    const { makes = [], named = [] } = declaration;
    return [...found].map(([field, id]) => ({
      command: `${name}.${type}`,
      field,
      isAnswered: said.includes(id) || makes.includes(field) || named.includes(field),
    }));
  }),
);

describe('an id that names nothing was taken', () => {
  it.each(FIELDS)('$command, $field: something answers for it', ({ command, field, isAnswered }) => {
    const key = `${command}.${field}`;
    expect(
      isAnswered || key in NO_REFERENCE,
      `${key} names a record, and nothing answers for it: give the command a reference of this field, put it in makes ` +
        `or named, or say in NO_REFERENCE why an unknown one cannot come in by it`,
    ).toBe(true);
  });

  it('and no exception stands that is none', () => {
    const open = FIELDS.filter(({ isAnswered }) => !isAnswered).map(({ command, field }) => `${command}.${field}`);
    expect(open.toSorted()).toEqual(Object.keys(NO_REFERENCE).toSorted());
  });
});
