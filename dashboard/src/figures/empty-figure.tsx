import { PageLink } from '../app/page-link.js';
import type { FigureState } from './figure-state.js';

const TEXTS: Readonly<Record<Exclude<FigureState, 'data'>, { readonly title: string; readonly text: string }>> = {
  none: {
    title: 'Nothing has been recorded yet',
    text: 'No record of this kind exists. The figure appears as soon as the first one is entered or imported.',
  },
  'filtered-out': {
    title: 'No records match the filters',
    text: 'There may be records outside the unit, period or dates that are chosen.',
  },
  suppressed: {
    title: 'Withheld: too few people',
    text: 'The figures exist, and are not shown because they would tell something about single people. Choose a larger unit or a longer period.',
  },
};

export function EmptyFigure({ state }: { readonly state: Exclude<FigureState, 'data'> }) {
  const { title, text } = TEXTS[state];
  return (
    <div className={`px-empty px-empty--${state}`}>
      <p className="px-empty__title">{title}</p>
      <p className="govuk-body">{text}</p>
      {state === 'filtered-out' ? (
        <p className="govuk-body">
          <PageLink to="." search={{}} className="govuk-link">
            Show all records
          </PageLink>
        </p>
      ) : null}
    </div>
  );
}
