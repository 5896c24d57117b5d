import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';

/** A link to an address that was built as text (from the API, or a table's data) and stays within the dashboard. */
export function AppLink({
  href,
  className = 'govuk-link',
  label,
  children,
}: {
  readonly href: string;
  readonly className?: string;
  /** Only where the visible text alone does not tell the purpose; it then begins with the visible text. */
  readonly label?: string;
  readonly children: ReactNode;
}) {
  const router = useRouter();
  const follow = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    router.history.push(href);
  };
  return (
    <a href={href} className={className} onClick={follow} {...(label === undefined ? {} : { 'aria-label': label })}>
      {children}
    </a>
  );
}
