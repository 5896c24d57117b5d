import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { checklistQuery } from '../../api/report-queries.js';
import { ChecklistItemsCard } from '../../charts/checklist-items/view.js';
import { ChecklistMatrixCard } from '../../charts/checklist-matrix/view.js';
import { ChecklistStatusCard } from '../../charts/checklist-status/view.js';
import { isFiltered, questionOf, reportSearch } from '../../search/report-search.js';
import { FilterBar } from '../filter-bar.js';
import { PageHeading } from '../page-heading.js';
import { ReportBody } from '../report-body.js';
import { ViewSwitch } from '../view-switch.js';
import { ActionsCard } from './actions-card.js';
import { CHECKLIST_WORDING as words } from './checklist.wording.js';

export function ChecklistPage() {
  const search = useSearch({ from: '/checklist', select: reportSearch });
  const query = useQuery(checklistQuery(questionOf(search)));
  const filtered = isFiltered(search);
  return (
    <>
      <PageHeading title={words.title} question={words.question} />
      <FilterBar />
      <ViewSwitch />
      <ReportBody query={query} skeleton={[520, 560, 420]}>
        {(report) => (
          <div className="px-grid">
            <ChecklistStatusCard report={report} filtered={filtered} />
            <ChecklistMatrixCard report={report} filtered={filtered} />
            <ActionsCard report={report} filtered={filtered} />
            <ChecklistItemsCard report={report} filtered={filtered} />
          </div>
        )}
      </ReportBody>
    </>
  );
}
