import type { Reference, ReportQuery } from '@praxis/contracts';
import { CPD_CHECKLIST_ITEMS, LEADERSHIP_FRAMEWORK, LEADERSHIP_LEVELS } from '@praxis/frameworks';
import { CATALOGUE } from '@praxis/metrics';
import { labelOf, resolveScope } from '../frame/report-scope.js';
import type { ReportPorts } from '../report-ports.js';

/** What filters and labels need: units as at the day, framework, checklist items, definitions. */
export async function referenceReport(query: ReportQuery, ports: ReportPorts): Promise<Reference> {
  const scope = await resolveScope(query, ports);
  const { dimensions } = LEADERSHIP_FRAMEWORK;
  return {
    organisation: scope.organisation,
    units: scope.tree.within('').map((id) => {
      const row = scope.tree.row(id);
      return {
        id,
        label: labelOf(scope, id),
        parentId: scope.tree.parentOf(id) || null,
        kind: row?.unit_kind === 'team' ? 'team' : 'service',
        closedOn: row?.closed_on || null,
      };
    }),
    dimensions: dimensions.map(({ code, label }) => ({ code, label })),
    elements: dimensions.flatMap((dimension) =>
      dimension.elements.map(({ code, label }) => ({ code, label, dimension: dimension.code })),
    ),
    levels: LEADERSHIP_LEVELS.map(({ id, label }) => ({ code: id, label })),
    checklistItems: CPD_CHECKLIST_ITEMS.map(({ code, label }) => ({ item: Number(code), label })),
    definitions: Object.values(CATALOGUE),
    today: scope.today,
  };
}
