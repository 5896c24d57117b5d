import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { cpdImpactQuery } from '../../api/report-queries.js';
import { LearningKindsCard } from '../../charts/learning-kinds/view.js';
import { LearningMinutesCard } from '../../charts/learning-minutes/view.js';
import { LearningSharesCard } from '../../charts/learning-shares/view.js';
import { MinutesPerHeadCard } from '../../charts/minutes-per-head/view.js';
import { isFiltered, questionOf, reportSearch } from '../../search/report-search.js';
import { FilterBar } from '../filter-bar.js';
import { PageHeading } from '../page-heading.js';
import { ReportBody } from '../report-body.js';
import { ViewSwitch } from '../view-switch.js';
import { CPD_WORDING as words } from './cpd.wording.js';
import { ImprovementsCard } from './improvements-card.js';

export function CpdPage() {
  const search = useSearch({ from: '/cpd', select: reportSearch });
  const query = useQuery(cpdImpactQuery(questionOf(search)));
  const filtered = isFiltered(search);
  return (
    <>
      <PageHeading title={words.title} question={words.question} />
      <FilterBar />
      <ViewSwitch />
      <ReportBody query={query} skeleton={[520, 480, 480, 420]}>
        {(report) => (
          <div className="px-grid">
            <LearningMinutesCard report={report} filtered={filtered} />
            <LearningSharesCard report={report} filtered={filtered} />
            <MinutesPerHeadCard report={report} filtered={filtered} />
            <ImprovementsCard report={report} filtered={filtered} />
            <LearningKindsCard report={report} filtered={filtered} />
          </div>
        )}
      </ReportBody>
    </>
  );
}
