import { DOMAIN, fieldsOfKind } from '@praxis/domain';
import type { ImportKind, ImportReport } from '@praxis/imports';
import { CORRECTIONS, type ListedLabel } from '@praxis/standalone';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labelsCommand } from '../../services/standalone/src/commands/labels.command.js';
import { listenTo } from './overheard.js';
import { FALLS_DEFINED, ownCsv, type Cells } from './own-csv.js';
import { expectProblem, openSite, type Site } from './site.harness.js';
import { recordSmallOrganisation, recordWorker } from './small-organisation.js';

let site: Site;
let improvement: string;
beforeAll(async () => {
  site = await openSite();
  await recordSmallOrganisation(site);
  await recordWorker(site, 'w-ada', 'north-day');
  await site.command('workers/w-ada/record-worker-details', { name: 'Ada Quetzalby', on: '2024-02-01' });
  const proposal = { unitId: 'north', title: 'What QUETZALBY asked for', proposedBy: 'w-ada', on: '2025-01-01' };
  ({ id: improvement } = await site.command('improvements/propose-improvement', proposal));
});
afterAll(() => site.remove());

async function listed(): Promise<readonly ListedLabel[]> {
  const { body } = await site.http.get('/api/labels').expect(200);
  return (body as { labels: readonly ListedLabel[] }).labels;
}
const holding = async () => (await listed()).filter(({ holdsName }) => holdsName).map(({ label }) => label);

describe('a label of reference data', () => {
  it('is listed, as ids of reference data are, with the command that corrects it', async () => {
    const labels = await listed();
    expect(labels).toContainEqual({
      kind: 'label',
      label: 'What QUETZALBY asked for',
      event: 'ImprovementProposed',
      stream: `improvement-${improvement}`,
      holdsName: true,
      correction: 'organisation.CorrectLabel',
      instead: null,
    });
    expect(labels).toContainEqual(expect.objectContaining({ kind: 'reference-id', label: 'north', correction: null }));
    expect(labels).toContainEqual(expect.objectContaining({ label: 'Test Care', holdsName: false }));
  });

  it('that holds the name of somebody who is known was not told', async () => {
    expect(await holding()).toEqual(['What QUETZALBY asked for']);
  });

  it('can be corrected, and reads so wherever it is shown', async () => {
    const corrected = { of: 'improvement', id: improvement, field: 'title', label: 'Fewer falls', on: '2025-02-01' };
    await site.command('organisations/main/correct-label', corrected);
    await site.settled();
    const report = await site.report<object>(`improvements/${improvement}`);
    expect(JSON.stringify(report)).toContain('Fewer falls');
    expect(JSON.stringify(report)).not.toMatch(/quetzalby/i);
    const name = { of: 'organisation', id: 'main', field: 'name', label: 'Riverside Care', on: '2025-02-01' };
    await site.command('organisations/main/correct-label', name);
    await expect(site.report('overview')).resolves.toMatchObject({ frame: { unit: { label: 'Riverside Care' } } });
  });

  it('is told in the report of the import that brings it, and not said again', async () => {
    const unit = (UNIT: string, NAME: string) => ({ UNIT, FACT: 'opened', DATE: '2024-01-01', KIND: 'service', NAME });
    const file = ownCsv('organisation', [unit('east', 'Quetzalby House'), unit('west', 'Ash House')]);
    const { body } = await site.http.post('/api/imports').set('Content-Type', 'text/csv').send(file).expect(200);
    const [report] = (body as ImportReport).files;
    expect(report).toMatchObject({ status: 'taken', counts: { taken: 2 } });
    expect(report!.warnings).toEqual([expect.objectContaining({ row: 2, column: 'NAME', code: 'LABEL_HOLDS_NAME' })]);
    expect(JSON.stringify(body)).not.toMatch(/quetzalby/i);
  });

  it('was passed over where it is an id: of a unit, a programme, an improvement, a role profile, an indicator', async () => {
    const upload = async (kind: ImportKind, row: Cells) => {
      const file = ownCsv(kind, [row, row]);
      const { body } = await site.http.post('/api/imports').set('Content-Type', 'text/csv').send(file).expect(200);
      return (body as ImportReport).files[0]!.warnings.map(({ column, code, remedy }) => [column, code, remedy]);
    };
    const id = 'of-quetzalby';
    const DATE = '2024-01-01';
    const learnt = { WORKPLACE: 'x', WORKER: 'y', FACT: 'logged', ENTRY: 'e-1', DATE, KIND: 'course', PLANNED: 'no' };
    const told = (column: string) => [[column, 'LABEL_HOLDS_NAME', expect.stringContaining('ids stay')]];
    const unit = { UNIT: id, FACT: 'opened', DATE, KIND: 'service', NAME: 'Ash' };
    expect(await upload('organisation', unit)).toEqual(told('UNIT'));
    expect(await upload('learning', { ...learnt, PROGRAMME: id })).toEqual(told('PROGRAMME'));
    expect(
      await upload('role-profiles', { ROLEPROFILE: `profile-${id}`, FACT: 'defined', DATE, TITLE: 'Carer' }),
    ).toEqual(told('ROLEPROFILE'));
    expect(await upload('indicators', { UNIT: 'north', INDICATOR: id, ...FALLS_DEFINED })).toEqual(told('INDICATOR'));
    const improved = {
      IMPROVEMENT: `aim-${id}`,
      FACT: 'proposed',
      DATE,
      UNIT: 'north',
      TITLE: 'Better',
      PROPOSER: 'x/y',
    };
    expect(await upload('improvements', improved)).toEqual(told('IMPROVEMENT'));
    // In the stream's name alone.
    const listedIds = (await listed()).filter(
      ({ label, event }) => label === `profile-${id}` && event === 'RoleProfileDefined',
    );
    expect(listedIds).toMatchObject([{ kind: 'reference-id', holdsName: true, correction: null }]);
    expect(listedIds[0]?.instead).toMatch(/begin another/);
  });

  it('was passed over in the version and the codes of a framework', async () => {
    const published = {
      version: 'Quetzalby/77',
      title: 'Ours',
      levels: [{ code: 'front-line-worker', label: 'Worker' }],
      dimensions: [{ code: 'Q1', label: 'One', seniorOnly: false, elements: [{ code: 'Q1.1', label: 'One' }] }],
      ratingScale: [1, 2, 3, 4].map((value) => ({ value, label: `Rating ${value}` })),
      on: '2024-01-01',
    };
    await site.command('frameworks/publish-framework', published);
    const codes = (await listed()).filter(({ event }) => event === 'FrameworkPublished');
    expect(codes).toContainEqual(
      expect.objectContaining({
        kind: 'framework-code',
        label: 'Quetzalby/77',
        holdsName: true,
        correction: 'framework.SupersedeFrameworkVersion',
      }),
    );
    expect(codes.map(({ label }) => label)).toContain('Q1.1');
  });

  it('is printed by praxis labels, those that hold a name first', async () => {
    const { dataDir } = site;
    await site.stop();
    const output = listenTo(process.stdout);
    const code = await labelsCommand({ dataDir }, {});
    output.end();
    site = await openSite({ dataDir });
    expect(code).toBe(1);
    expect(output.text()).toMatch(/^HOLDS A NAME +What QUETZALBY asked for .*organisation\.CorrectLabel/);
    expect(output.text()).toMatch(/[2-9] hold somebody’s name\./);
  });

  it('that nothing corrects was said to be corrected by a command that has no field for it', async () => {
    const profile = { title: 'Care worker', leadershipLevel: null, jobRole: null, on: '2024-01-01' };
    const { id } = await site.command('role-profiles/define-role-profile', profile);
    const responsibility = 'Does what Quetzalby did';
    await site.command(`role-profiles/${id}/add-responsibility`, { responsibility, from: '2024-01-01' });
    expect(await listed()).toContainEqual(expect.objectContaining({ label: responsibility, correction: null }));
    const { dataDir } = site;
    await site.stop();
    const output = listenTo(process.stdout);
    await labelsCommand({ dataDir }, {});
    output.end();
    site = await openSite({ dataDir });
    expect(output.text()).toMatch(/HOLDS A NAME +Does what Quetzalby did .*: Responsibilities stay, /);
  });

  it('is listed for stewards and administrators alone', async () => {
    const answer = await site.http.get('/api/labels').set('Praxis-Actor', 'w-ana; role=analyst');
    expectProblem(answer, { status: 403, code: 'NOT_PERMITTED' });
  });

  it('tells no name of somebody who was erased', async () => {
    await site.command('workers/w-ada/erase-worker', { on: '2025-06-01' });
    expect(await holding()).toEqual([]);
  });

  it('has a command that corrects it, whichever event it comes with', () => {
    const types = DOMAIN.events
      .filter(({ schema }) => fieldsOfKind(schema, 'label').length > 0)
      .map(({ type }) => type);
    expect(types.filter((type) => !(type in CORRECTIONS))).toEqual([]);
    const commands = DOMAIN.aggregates.flatMap(({ name, commands }) =>
      Object.keys(commands).map((type) => `${name}.${type}`),
    );
    expect(commands).toEqual(expect.arrayContaining(Object.values(CORRECTIONS).filter((command) => command !== null)));
  });
});
