import type { ReactNode } from 'react';
import { useEffect } from 'react';

/** Title of the window and of the page: the question it answers, and what kind of page it is. */
export function PageHeading({
  title,
  question,
  caption,
  children,
}: {
  readonly title: string;
  readonly question: string;
  readonly caption?: string;
  readonly children?: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} – Praxis`;
  }, [title]);
  return (
    <div className="px-heading">
      {caption === undefined ? null : <span className="govuk-caption-l">{caption}</span>}
      <h1 className="govuk-heading-l">{question}</h1>
      {children}
    </div>
  );
}
