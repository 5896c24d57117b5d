import { DOMAIN } from '@praxis/domain';
import { EventCodec, streamIdOf } from '@praxis/event-sourcing';
import { InMemoryEventStore, pinnedNote, readableVault } from '@praxis/event-sourcing/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { listLabels } from './label-list.js';

const PSEUDONYM = 'w-2hre6bztnrbljgwys635lwzapw';
const on = '2025-01-01';

let store: InMemoryEventStore;
let shredded: string[];
let codec: EventCodec;
beforeEach(() => {
  store = new InMemoryEventStore();
  shredded = [];
  codec = new EventCodec(DOMAIN.events, readableVault(shredded));
});

async function record(aggregate: string, id: string, type: string, data: object, source = 'api'): Promise<void> {
  const streamId = streamIdOf(aggregate, id);
  const metadata = { ...pinnedNote(1).metadata, source };
  const event = codec.encode(streamId, aggregate, { type, effectiveAt: on, data }, metadata, 0);
  await store.append(streamId, [event], { expectedRevision: 'any' });
}

const profile = { title: 'Carer', leadershipLevel: null, jobRole: null };
const framework = (version: string) => ({
  version,
  title: 'Ours',
  levels: [{ code: 'front-line', label: 'Worker' }],
  dimensions: [{ code: 'Q1', label: 'One', seniorOnly: false, elements: [{ code: 'Q1.1', label: 'Sub' }] }],
  ratingScale: [{ value: 1, label: 'Not yet' }],
});
const listed = async () =>
  (await listLabels(store, codec)).map(({ kind, label, event }) => [kind, label, event] as const);

describe('the texts that stand readable', () => {
  it('are labels, and ids in the name of a stream, each with what gave it first', async () => {
    await record('role-profile', 'senior', 'RoleProfileDefined', profile);
    await record('role-profile', 'senior', 'RoleProfileResponsibilityAdded', { responsibility: 'Leads' });
    await record('role-profile', 'junior', 'RoleProfileDefined', { ...profile, title: 'junior' });
    expect(await listed()).toEqual([
      ['reference-id', 'senior', 'RoleProfileDefined'],
      ['label', 'Carer', 'RoleProfileDefined'],
      ['label', 'Leads', 'RoleProfileResponsibilityAdded'],
      ['reference-id', 'junior', 'RoleProfileDefined'],
      ['label', 'junior', 'RoleProfileDefined'],
    ]);
  });

  it('are ids wherever an event holds one, and none that were made here or are somebody’s', async () => {
    await record('role-profile', PSEUDONYM, 'RoleProfileReviewed', {});
    await record('worker', 'w-ada', 'WorkerAssignedToTeam', { unitId: 'north' });
    const policy = { kind: 'supervision-interval-days', topic: null, value: 3 };
    await record('organisation', 'main', 'PolicySet', { ...policy, roleProfileId: null });
    await record('organisation', 'main', 'PolicySet', { ...policy, roleProfileId: 'senior' });
    expect(await listed()).toEqual([
      ['reference-id', 'north', 'WorkerAssignedToTeam'],
      ['reference-id', 'senior', 'PolicySet'],
    ]);
  });

  it('are versions and codes of frameworks, where one is published', async () => {
    await record('framework', 'ours', 'FrameworkPublished', framework('2025/1'));
    await record('role-profile', 'senior', 'CompetenceRequired', { frameworkId: 'ours', element: 'Q9', rating: 3 });
    const all = await listed();
    const codes = all.filter(([kind]) => kind === 'framework-code').map(([, text]) => text);
    expect(codes).toEqual(['2025/1', 'front-line', 'Q1', 'Q1.1']);
    const labels = all.filter(([kind]) => kind === 'label').map(([, text]) => text);
    expect(labels).toEqual(['Ours', 'Worker', 'One', 'Sub', 'Not yet']);
  });

  it('are none of what is shipped', async () => {
    await record('framework', 'theirs', 'FrameworkPublished', framework('1'), 'shipped');
    expect(await listed()).toEqual([]);
  });
});

describe('what is to be done about a text', () => {
  const known = (...names: readonly string[]) =>
    Promise.all(names.map((name, n) => record('worker', `w-${n}`, 'WorkerDetailsRecorded', { name })));
  const about = async (label: string) => (await listLabels(store, codec)).find((one) => one.label === label);

  it('is its correction, or what to do where nothing corrects it', async () => {
    await record('role-profile', 'senior', 'RoleProfileDefined', profile);
    await record('role-profile', 'senior', 'RoleProfileResponsibilityAdded', { responsibility: 'Leads' });
    expect(await about('Carer')).toMatchObject({ correction: 'organisation.CorrectLabel', instead: null });
    expect(await about('senior')).toMatchObject({ correction: null, instead: expect.stringMatching(/^Ids stay/) });
    expect(await about('Leads')).toMatchObject({ correction: null, instead: expect.stringMatching(/^Respons/) });
  });

  it('is said where a word of it is the name of somebody who was not erased', async () => {
    await known('Ada Quetzalby', 'Ben Otterly');
    await record('role-profile', 'as-quetzalby', 'RoleProfileDefined', { ...profile, title: 'As Otterly did' });
    expect(await about('as-quetzalby')).toMatchObject({ holdsName: true });
    expect(await about('As Otterly did')).toMatchObject({ holdsName: true });
    shredded.push('w-0');
    expect(await about('as-quetzalby')).toMatchObject({ holdsName: false });
    expect(await about('As Otterly did')).toMatchObject({ holdsName: true });
  });

  it('is nothing where it has the word that stands for an erased name', async () => {
    await known('Ada Quetzalby');
    shredded.push('w-0');
    await record('role-profile', 'erased', 'RoleProfileDefined', { ...profile, title: 'Erased records' });
    expect((await listLabels(store, codec)).filter(({ holdsName }) => holdsName)).toEqual([]);
  });
});
