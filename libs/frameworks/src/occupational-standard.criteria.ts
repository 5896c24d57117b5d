/** Performance criteria of SCDLMCA1: codes and grouping as published, labels of our own. Order is the code's number. */

export interface CriterionGroupData {
  readonly code: string;
  readonly label: string;
  /** Number of the first criterion; the others follow without gaps. */
  readonly first: number;
  readonly labels: readonly string[];
}

export const PERFORMANCE_GROUP_DATA: readonly CriterionGroupData[] = [
  {
    code: 'own-cpd',
    label: 'Own professional development',
    first: 1,
    labels: [
      'What the role requires is known',
      'Own competence compared with the role',
      'Own leadership style judged critically',
      'Supported reflection on style and skills',
      'Supported reflection on experiences and beliefs',
      'Research and literature inform own practice',
      'Feedback on own leadership sought',
      'What helped and hindered outcomes identified',
      'Strengths and needs drawn from feedback',
      'Own development plan written',
      'Opportunities found for own priorities',
      'Own plan carried out',
      'Support used to keep developing',
      'Own activities reviewed against needs',
      'Effect of development on practice evaluated',
      'Own development records up to date',
    ],
  },
  {
    code: 'supervision-and-review',
    label: 'Workers’ development through supervision and review',
    first: 17,
    labels: [
      'Supervision and review systems operate',
      'Agreements in place for every worker',
      'Workers know their role and duties',
      'Workers see their part in outcomes',
      'Records accurate and on time',
      'Views gathered on workers’ practice',
      'Practice observed to judge competence',
      'Workers assessed against role on evidence',
      'Supervision is open to honest exchange',
      'Constructive feedback given to workers',
      'Workers reflect in supervision and review',
      'Actions and targets agreed with dates',
      'Progress on actions and targets followed up',
      'Learning needs identified with workers',
      'Development plans written with workers',
      'Workers review what their activities achieved',
      'Workers encouraged to own their development',
      'Workloads reviewed with workers',
      'Workers helped through change',
      'Specialist supervision or advice arranged',
      'Own supervising practice reflected on',
    ],
  },
  {
    code: 'service-improvement',
    label: 'Continuous improvement of the service',
    first: 38,
    labels: [
      'Improvement systems reviewed',
      'Changes and resources for improvement identified',
      'Research supports service improvement',
      'Workers’ part in improvement assessed',
      'Feedback used to improve practice',
      'Workers’ contributions recognised and valued',
      'Culture open to innovation built',
      'Own example shows openness to change',
      'Resources secured for workers’ development',
      'Delegation used to develop workers',
      'Effect of CPD on the service evaluated',
      'Learning about effective CPD shared',
    ],
  },
  {
    code: 'quality-and-safety',
    label: 'Quality and safety through workforce development',
    first: 50,
    labels: [
      'Workforce competence analysed',
      'Workforce development planned for gaps and future',
      'Learning provided for safe practice',
      'Learning provided for new roles',
      'Extra support for workers who need it',
      'Likely pressures and conflicts assessed',
      'Early action taken on pressures and conflicts',
      'Effect of stress on practice considered',
      'Poor practice challenged on evidence',
      'Anti-discriminatory practice assessed',
      'Code of practice understood by all',
      'Everyone knows how to report unsafe practice',
      'Development’s effect on quality evaluated',
      'Workloads prioritised for now and later',
      'Resources allocated for now and later',
    ],
  },
];
