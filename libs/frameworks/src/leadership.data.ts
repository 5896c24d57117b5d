import type { FrameworkDimension, FrameworkElement } from './framework.types.js';

/** Four labels in level order, or one label for an element without levels. */
export interface LeadershipElementData extends FrameworkElement {
  readonly cells: readonly [string, string, string, string] | string;
}

interface LeadershipDimensionData extends Omit<FrameworkDimension, 'elements'> {
  readonly elements: readonly LeadershipElementData[];
}

/** `alias` is kept where the source's contents page and its body name the element differently. */
export const LEADERSHIP_DIMENSIONS: readonly LeadershipDimensionData[] = [
  {
    code: '1',
    label: 'Personal qualities',
    seniorOnly: false,
    elements: [
      {
        code: '1.1',
        label: 'Self-awareness',
        cells: [
          'Notices how others react to them',
          'Helps staff see their own effect on services',
          'Own example shapes how staff come across',
          'Adapts leadership style to people and systems',
        ],
      },
      {
        code: '1.2',
        label: 'Managing yourself',
        cells: [
          'Tries new things; works alone and in a team',
          'Steps in with authority when it is needed',
          'Backs others’ new ideas; owns the organisation',
          'Owns the service; makes innovation safe',
        ],
      },
      {
        code: '1.3',
        label: 'Continuing personal development',
        cells: [
          'Learns from colleagues and seeks feedback',
          'Keeps own learning going and meets team needs',
          'Helps staff find needs; sets learning standards',
          'Builds and defends a learning culture',
        ],
      },
      {
        code: '1.4',
        label: 'Acting with integrity',
        cells: [
          'Ethical, honest and fair in daily practice',
          'Sets standards and boundaries for the team',
          'Leads professional conduct across the service',
          'Sets the ethical culture of the organisation',
        ],
      },
    ],
  },
  {
    code: '2',
    label: 'Working with others',
    seniorOnly: false,
    elements: [
      {
        code: '2.1',
        label: 'Developing networks',
        cells: [
          'Links people with local groups',
          'Works with outside bodies; asks for inclusion',
          'Uses networks so that user needs are met',
          'Promotes partnerships at the top of the sector',
        ],
      },
      {
        code: '2.2',
        label: 'Relationships',
        cells: [
          'Respectful contact and plain communication',
          'Team communicates well with users and families',
          'Service values relationships; policy made plain',
          'Culture of relationships; reaches every audience',
        ],
      },
      {
        code: '2.3',
        label: 'Encouraging contribution',
        cells: [
          'Helps users speak up and share decisions',
          'Users and staff take part in decisions',
          'Co-produces how the service runs',
          'Leads co-production as the way of working',
        ],
      },
      {
        code: '2.4',
        label: 'Working in teams',
        alias: 'Working with teams',
        cells: [
          'Works with differences to reach team results',
          'Turns individual strengths into a strong team',
          'Gets teams across the service to combine',
          'Champions diversity and mutual working',
        ],
      },
    ],
  },
  {
    code: '3',
    label: 'Managing services',
    seniorOnly: false,
    elements: [
      {
        code: '3.1',
        label: 'Planning',
        cells: [
          'Brings feedback to planning discussions',
          'Designs services around needs, weighing risk',
          'Consistently plans with users’ wishes and risk',
          'Sets governance for needs-led planning',
        ],
      },
      {
        code: '3.2',
        label: 'Managing resources',
        cells: [
          'Uses available resources safely and sparingly',
          'Works out needs and corrects poor use',
          'Forecasts needs; commissions beyond the usual',
          'Oversees resources across the wider sector',
        ],
      },
      {
        code: '3.3',
        label: 'Managing people',
        cells: [
          'Supports colleagues; is trusted and approachable',
          'Directs staff; supervision drives improvement',
          'Builds supervision and review for the service',
          'Leads the shift to shared responsibility',
        ],
      },
      {
        code: '3.4',
        label: 'Managing performance',
        cells: [
          'Takes charge of what affects quality',
          'Monitors with the team what works',
          'Recognises good work and acts on poor work',
          'Carries lessons into future plans',
        ],
      },
    ],
  },
  {
    code: '4',
    label: 'Improving services',
    seniorOnly: false,
    elements: [
      {
        code: '4.1',
        label: 'Safety of people using services',
        cells: [
          'Speaks up about quality and safety',
          'Team members feel safe to challenge',
          'The whole organisation feels safe to challenge',
          'Creates a culture of open challenge',
        ],
      },
      {
        code: '4.2',
        label: 'Critical evaluation',
        cells: [
          'Keeps asking users and carers; acts on concerns',
          'Team seeks change and acts on feedback',
          'Shapes the market with users; keeps promises',
          'Sets conditions for review and innovation',
        ],
      },
      {
        code: '4.3',
        label: 'Improvement and innovation',
        cells: [
          'Learns and keeps improving own work',
          'Team improves and adopts good practice',
          'Service built on contributions and community',
          'Spreads leadership; leads an improvement cycle',
        ],
      },
      {
        code: '4.4',
        label: 'Facilitating transformation',
        cells: [
          'Wins people over to change; stands for rights',
          'Supports users and staff through change',
          'Listens and gains backing for change',
          'Engages the whole sector in change',
        ],
      },
    ],
  },
  {
    code: '5',
    label: 'Setting direction',
    seniorOnly: false,
    elements: [
      {
        code: '5.1',
        label: 'Context for change',
        cells: [
          'Seeks to know why change happens',
          'Finds what drives change and explains it',
          'Turns outside change into plans',
          'Foresees challenges and moves the service',
        ],
      },
      {
        code: '5.2',
        label: 'Knowledge and evidence',
        cells: [
          'Helps put right what does not work',
          'Encourages the team to fix weak practice',
          'Uses evidence to manage risk better',
          'Uses evidence to set strategy and risk policy',
        ],
      },
      {
        code: '5.3',
        label: 'Making decisions',
        cells: [
          'Consults, and influences for the child',
          'Speaks for the team; clear decision roles',
          'Speaks for the organisation; clear decision roles',
          'Challenges vested interests; strategic decisions',
        ],
      },
      {
        code: '5.4',
        label: 'Evaluating impact',
        cells: [
          'Judges what change did for users',
          'Embeds methods that worked in the team',
          'Spreads gains into business plans',
          'Brings lessons into strategy and the community',
        ],
      },
    ],
  },
  {
    code: '6',
    label: 'Creating the vision',
    seniorOnly: true,
    elements: [
      { code: '6.1', label: 'Developing the vision', cells: 'Builds a bold vision with stakeholders' },
      {
        code: '6.2',
        label: 'Influencing the vision',
        alias: 'Influencing the vision of the wider sector',
        cells: 'Leads debate and shapes wider priorities',
      },
      { code: '6.3', label: 'Communicating the vision', cells: 'Puts the vision across so others own it' },
      { code: '6.4', label: 'Embodying the vision', cells: 'Lives the vision day by day' },
    ],
  },
  {
    code: '7',
    label: 'Delivering the strategy',
    seniorOnly: true,
    elements: [
      { code: '7.1', label: 'Framing the strategy', cells: 'Frames strategy with whole-system thinking' },
      { code: '7.2', label: 'Developing the strategy', cells: 'Joins stakeholders’ views; weighs readiness and risk' },
      { code: '7.3', label: 'Implementing the strategy', cells: 'Sets plans and accountabilities; adapts' },
      { code: '7.4', label: 'Embedding the strategy', cells: 'Keeps momentum and learns from outcomes' },
    ],
  },
];
