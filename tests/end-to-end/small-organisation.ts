import type { Site } from './site.harness.js';

/** Two services, a team and a manager, under the ids that files gave them. */
export async function recordSmallOrganisation(site: Site): Promise<void> {
  await site.command('organisations/main/register-organisation', { name: 'Test Care', on: '2024-01-01' });
  await openUnit(site, 'north', null);
  await openUnit(site, 'north-day', 'north');
  await openUnit(site, 'south', null);
  await recordWorker(site, 'w-manager', 'north-day');
}

export async function openUnit(site: Site, unitId: string, parentId: string | null): Promise<void> {
  await site.brought('organisations/main/open-unit', {
    unitId,
    parentId,
    kind: parentId === null ? 'service' : 'team',
    name: `Unit ${unitId}`,
    serviceType: null,
    regulator: null,
    registrationNumber: null,
    on: '2024-01-01',
  });
}

export async function recordWorker(site: Site, id: string, team: string, on = '2024-02-01'): Promise<void> {
  await site.brought(`workers/${id}/join-worker`, { contract: 'permanent', weeklyMinutes: 2250, on });
  await site.command(`workers/${id}/assign-to-team`, { unitId: team, from: on });
}
