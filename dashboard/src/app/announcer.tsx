import { createContext, use, useCallback, useEffect, useState, type ReactNode } from 'react';

const Announce = createContext<(text: string) => void>(() => undefined);

/** One polite live region for the whole application: a second one would talk over it. */
export function Announcer({ children }: { readonly children: ReactNode }) {
  const [text, setText] = useState('');
  const announce = useCallback((said: string) => setText(said), []);
  return (
    <Announce value={announce}>
      {children}
      <div className="govuk-visually-hidden" role="status" aria-live="polite" id="announcements">
        {text}
      </div>
    </Announce>
  );
}

/** Says `text` when it changes; nothing while it is null. */
export function useAnnouncement(text: string | null): void {
  const announce = use(Announce);
  useEffect(() => {
    if (text !== null) announce(text);
  }, [announce, text]);
}
