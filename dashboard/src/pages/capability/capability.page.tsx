import type { CapabilityReport } from '@praxis/contracts';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { capabilityReportQuery, referenceQuery } from '../../api/report-queries.js';
import { CapabilityMatrixCard } from '../../charts/capability-matrix/view.js';
import { CapabilityTrendCard } from '../../charts/capability-trend/view.js';
import { ElementGapsCard } from '../../charts/element-gaps/view.js';
import { NowAndBeforeCard } from '../../charts/now-and-before/view.js';
import type { ComparedRow } from '../../charts/now-and-before/prepare.js';
import { isFiltered, questionOf, type CapabilitySearch, capabilitySearch } from '../../search/report-search.js';
import { FilterBar, SelectFilter } from '../filter-bar.js';
import { PageHeading } from '../page-heading.js';
import { ReportBody } from '../report-body.js';
import { ViewSwitch } from '../view-switch.js';
import { CAPABILITY_WORDING as words } from './capability.wording.js';

function CapabilityFilters(search: CapabilitySearch) {
  const { data } = useQuery(referenceQuery());
  const choices = (list: readonly { readonly code: string; readonly label: string }[] | undefined) =>
    (list ?? []).map(({ code, label }) => ({ value: code, label }));
  return (
    <>
      <SelectFilter
        name="dimension"
        label={words.dimension}
        all={words.allDimensions}
        choices={choices(data?.dimensions)}
        value={search.dimension}
      />
      <SelectFilter
        name="level"
        label={words.level}
        all={words.allLevels}
        choices={choices(data?.levels)}
        value={search.level}
      />
    </>
  );
}

const coded = (rows: CapabilityReport['byDimension']): ComparedRow[] => rows.map((row) => ({ ...row, id: row.code }));

function Figures({ report, filtered }: { readonly report: CapabilityReport; readonly filtered: boolean }) {
  const common = { frame: report.frame, filtered };
  return (
    <div className="px-grid">
      <CapabilityTrendCard report={report} filtered={filtered} />
      <NowAndBeforeCard {...common} question={words.byUnit} thing="unit" rows={report.byUnit} />
      <NowAndBeforeCard {...common} question={words.byDimension} thing="dimension" rows={coded(report.byDimension)} />
      <CapabilityMatrixCard report={report} filtered={filtered} />
      <NowAndBeforeCard
        {...common}
        question={words.byLevel}
        thing="leadership level"
        rows={coded(report.byLevel)}
        wide
      />
      <ElementGapsCard report={report} filtered={filtered} />
    </div>
  );
}

export function CapabilityPage() {
  const search = useSearch({ from: '/capability', select: capabilitySearch });
  const query = useQuery(capabilityReportQuery(questionOf(search)));
  return (
    <>
      <PageHeading title={words.title} question={words.question} />
      <FilterBar extra={(current) => <CapabilityFilters {...current} />} />
      <ViewSwitch />
      <ReportBody query={query} skeleton={[520, 480, 480, 480]}>
        {(report) => <Figures report={report} filtered={isFiltered(search)} />}
      </ReportBody>
    </>
  );
}
