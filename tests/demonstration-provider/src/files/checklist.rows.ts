import { CPD_CHECKLIST_ITEMS } from '@praxis/frameworks';
import { type Day, day, END, iso } from '../calendar.js';
import { officeLag } from '../chance/lateness.js';
import type { Random } from '../chance/random.js';
import type { OutputFolder } from '../csv/output-folder.js';
import { inRole, type Provider, director, type Service } from '../provider/provider.js';
import type { Worker } from '../provider/worker.js';
import { CHECKLIST } from '../truths/planted-truths.js';
import { addActions, type ItemStory } from './checklist-actions.js';
import { RecordedRows } from './recorded-rows.js';

const ADOPTED_FROM = day('2022-11-14');
const NOT_APPLICABLE = { unitId: 'willow-gardens', item: 10 } as const;
const HALF_YEAR = 182;

/** Form 1 of a service: adopted, assessed, worked on item by item, reviewed every half year. */
export function writeChecklist(out: OutputFolder, provider: Provider, service: Service): void {
  const random = service.random.child('checklist');
  const rows = new RecordedRows('checklist');
  const unitId = service.blueprint.id;
  const adoptedOn = ADOPTED_FROM + random.int(0, 60);
  rows.add(adoptedOn, { UNIT: unitId, FACT: 'adopted', DATE: iso(adoptedOn) });

  const assessed = new Map<string, string>();
  const assess: Assess = (item, on, status) => {
    if (on > END || assessed.has(`${item} ${on}`)) return;
    assessed.set(`${item} ${on}`, status);
    addAssessment(rows, unitId, item, on, status, random);
  };
  const stories = CPD_CHECKLIST_ITEMS.map(({ code }) => imagine(unitId, Number(code), adoptedOn, random.child(code)));
  for (const story of stories) {
    live(story, adoptedOn, assess);
    const ownerOn = (on: Day): Worker => owner(provider, service, on);
    addActions(rows, {
      unitId,
      workplace: service.localId,
      story,
      ownerOn,
      random: random.child(`actions ${story.item}`),
    });
  }
  review(rows, unitId, stories, adoptedOn, assess, random.child('reviews'));
  rows.writeTo(out);
}

type Assess = (item: number, on: Day, status: string) => void;

/** When an item began to move and when it was in place; neither, for one that does not apply or never moved. */
function imagine(unitId: string, item: number, adoptedOn: Day, random: Random): ItemStory {
  const begun = random.chance(0.25);
  const applies = unitId !== NOT_APPLICABLE.unitId || item !== NOT_APPLICABLE.item;
  const startedOn = begun ? adoptedOn : adoptedOn + random.int(60, 880);
  const inPlaceOn = startedOn + random.int(120, 480);
  if (unitId === CHECKLIST.overdueUnitId && item === CHECKLIST.overdueItem) {
    return { item, applies, startedOn: CHECKLIST.overdueSince - 160, inPlaceOn: null };
  }
  if (unitId === CHECKLIST.stalledUnitId) {
    const moves = startedOn < CHECKLIST.stalledFrom;
    return {
      item,
      applies,
      startedOn: moves ? startedOn : null,
      inPlaceOn: moves && inPlaceOn < CHECKLIST.stalledFrom ? inPlaceOn : null,
    };
  }
  return { item, applies, startedOn, inPlaceOn };
}

function live({ item, applies, startedOn, inPlaceOn }: ItemStory, adoptedOn: Day, assess: Assess): void {
  if (!applies) return assess(item, adoptedOn, 'not-applicable');
  if (startedOn !== adoptedOn) assess(item, adoptedOn, 'not-started');
  if (startedOn !== null) assess(item, startedOn, 'some-progress');
  if (inPlaceOn !== null) assess(item, inPlaceOn, 'in-place');
}

function statusOn({ applies, startedOn, inPlaceOn }: ItemStory, on: Day): string {
  if (!applies) return 'not-applicable';
  if (inPlaceOn !== null && inPlaceOn <= on) return 'in-place';
  return startedOn !== null && startedOn <= on ? 'some-progress' : 'not-started';
}

function review(
  rows: RecordedRows<'checklist'>,
  unitId: string,
  stories: readonly ItemStory[],
  adoptedOn: Day,
  assess: Assess,
  random: Random,
): void {
  for (let on = adoptedOn + HALF_YEAR; on <= END; on += HALF_YEAR + random.int(-15, 25)) {
    for (const story of random.sample(stories, 4)) assess(story.item, on, statusOn(story, on));
    rows.add(on + officeLag(random), { UNIT: unitId, FACT: 'reviewed', DATE: iso(on) });
  }
}

/** Now and then progress is first entered as if the item were in place, and put right weeks later. */
function addAssessment(
  rows: RecordedRows<'checklist'>,
  unitId: string,
  item: number,
  on: Day,
  status: string,
  random: Random,
): void {
  const recorded = on + officeLag(random);
  const wrong = status === 'some-progress' && random.chance(0.05);
  const common = { UNIT: unitId, DATE: iso(on), ITEM: item };
  const evidence = status === 'not-started' || status === 'not-applicable' ? '' : `policy-${item};minutes-${iso(on)}`;
  rows.add(recorded, { ...common, FACT: 'assessed', STATUS: wrong ? 'in-place' : status, EVIDENCE: evidence });
  if (!wrong) return;
  rows.add(recorded + random.int(20, 60), { ...common, FACT: 'corrected', STATUS: status, EVIDENCE: evidence });
}

function owner(provider: Provider, service: Service, on: Day): Worker {
  return (
    inRole(service, 'deputy-manager', on) ?? inRole(service, 'registered-manager', on) ?? director(provider, 'quality')
  );
}
