import { BEGINNING, day, iso } from '../calendar.js';
import type { OutputFolder } from '../csv/output-folder.js';
import type { Provider } from '../provider/provider.js';

/** Before anybody who is there at the beginning started. */
const OPENED = day('2006-04-03');
const RENAMED = {
  unitId: 'willow-gardens-reablement',
  name: 'Reablement and discharge',
  on: day('2024-07-01'),
  recorded: day('2024-07-08'),
};

export function writeOrganisation(out: OutputFolder, provider: Provider): void {
  const opened = (id: string, name: string, kind: 'service' | 'team', parent?: string): void =>
    out.record('organisation', BEGINNING, {
      UNIT: id,
      FACT: 'opened',
      DATE: iso(OPENED),
      ...(parent === undefined ? {} : { PARENT: parent }),
      KIND: kind,
      NAME: name,
    });
  for (const { blueprint } of [provider.office, ...provider.services]) {
    opened(blueprint.id, blueprint.name, 'service');
    for (const team of blueprint.teams) opened(team.id, team.name, 'team', blueprint.id);
  }
  out.record('organisation', RENAMED.recorded, {
    UNIT: RENAMED.unitId,
    FACT: 'renamed',
    DATE: iso(RENAMED.on),
    NAME: RENAMED.name,
  });
}
