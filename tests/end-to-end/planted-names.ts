import type { Site } from './site.harness.js';

import { ALL_IN_TEXT } from './planted-words.js';

const ADA = 'w-ada';
const text = (what: string) => `${ALL_IN_TEXT} ${what}`;
const certificate = {
  entryId: 'c-1',
  topic: '20',
  completedOn: '2025-01-10',
  validMonths: 12,
  expiresOn: null,
  doesNotExpire: false,
  accredited: 'yes',
  delivery: 'external',
  mode: 'face-to-face',
  provider: null,
} as const;
const terms = { supervisorId: 'w-manager', kind: 'line', intervalDays: 42, recordTimescaleDays: 10 } as const;
const inSession = { sessionId: 's-1', on: '2025-03-01' } as const;
const rated = {
  frameworkId: 'leadership-framework',
  frameworkVersion: '1',
  leadershipLevel: 'front-line-worker',
} as const;

/** A text in every personal field of every event, by the commands that record them. */
export async function plantNames(site: Site): Promise<void> {
  const { command, brought } = site;
  await command(`workers/${ADA}/record-worker-details`, {
    name: text('name'),
    workReference: text('reference'),
    dateOfBirth: text('birth'),
    nationalInsuranceNumber: text('insurance'),
    postcode: text('postcode'),
    email: text('email'),
    on: '2024-02-01',
  });
  await command(`workers/${ADA}/record-registration`, {
    body: 'swe',
    number: text('number'),
    expiresOn: null,
    on: '2024-02-01',
  });
  await plantInLearning(site);
  await plantInSupervision(site);
  await plantInReview(site);
  await command('checklists/north/adopt-checklist', { on: '2025-01-01' });
  const action = { actionId: 'a-1', ownerId: ADA, dueOn: '2025-06-01', action: text('checklist'), on: '2025-01-02' };
  await brought('checklists/north/plan-action', { item: 1, ...action });
  const proposal = { unitId: 'north', title: 'Falls', proposedBy: ADA, aim: text('aim'), on: '2025-01-01' };
  await brought('improvements/falls/propose-improvement', proposal);
}

async function plantInLearning({ command, brought }: Site): Promise<void> {
  await brought(`learning-logs/${ADA}/log-learning`, {
    entryId: 'e-1',
    kind: 'course',
    planned: true,
    minutes: 60,
    participatoryMinutes: 30,
    topics: ['20'],
    elements: [],
    programmeId: null,
    title: text('title'),
    on: '2025-01-10',
  });
  const reflection = { entryId: 'e-1', impactRecorded: true, reflection: text('reflection'), on: '2025-01-11' };
  await command(`learning-logs/${ADA}/add-reflection`, reflection);
  const texts = { title: text('certificate'), notes: text('notes') };
  await brought(`learning-logs/${ADA}/record-certificate`, { ...certificate, ...texts });
  await command(`learning-logs/${ADA}/correct-certificate`, { ...certificate, validMonths: 24, ...texts });
}

async function plantInSupervision({ command, brought }: Site): Promise<void> {
  await brought('supervisions/sv-1/sign-agreement', { superviseeId: ADA, ...terms, on: '2025-02-01' });
  const session = { minutes: 60, topics: [], notes: text('session'), ...inSession };
  await brought('supervisions/sv-1/record-session-held', session);
  const action = { actionId: 'a-1', owner: 'supervisee', dueOn: '2025-04-01', action: text('action'), ...inSession };
  await brought('supervisions/sv-1/agree-action', action);
  const need = { needId: 'n-1', area: 'skills', elements: [], need: text('need'), ...inSession };
  await brought('supervisions/sv-1/identify-need', need);
  await command('supervisions/sv-1/recognise-achievement', { achievement: text('achievement'), ...inSession });
}

async function plantInReview({ command, brought }: Site): Promise<void> {
  const period = { periodFrom: '2024-04-01', periodTo: '2025-03-31', on: '2025-04-01' };
  await brought('performance-reviews/rv-1/open-review', { workerId: ADA, managerId: 'w-manager', ...rated, ...period });
  const target = { targetId: 't-1', dueOn: '2025-09-01', target: text('target'), on: '2025-04-01' };
  await brought('performance-reviews/rv-1/set-target', target);
  await command('performance-reviews/rv-1/agree-standards', {
    applicable: ['1.1'],
    notApplicable: [],
    on: '2025-04-01',
  });
  await command('performance-reviews/rv-1/complete-review', { summary: text('summary'), on: '2025-04-02' });
  await command('performance-reviews/rv-1/appeal-review', { grounds: text('grounds'), on: '2025-04-03' });
}
