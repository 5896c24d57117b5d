import { notifyManager, useQueryClient, type Query } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';

const REPORTS = '/api/reports/';
const isReport = ({ queryKey: [address] }: Query) => typeof address === 'string' && address.startsWith(REPORTS);
const hasFigures = (query: Query) => isReport(query) && query.queryKey[0] !== `${REPORTS}reference`;

/** When the oldest of the figures on the page was read, in milliseconds since 1970; null when there are none. */
export function useFiguresOf(): number | null {
  const cache = useQueryClient().getQueryCache();
  return useSyncExternalStore(
    useCallback((changed) => cache.subscribe(notifyManager.batchCalls(changed)), [cache]),
    () => {
      const shown = cache.findAll({
        type: 'active',
        predicate: (query) => hasFigures(query) && query.state.data !== undefined,
      });
      return shown.length === 0 ? null : Math.min(...shown.map(({ state }) => state.dataUpdatedAt));
    },
  );
}

/** Once the server is back, everything on the page is asked for again: what failed meanwhile, and what may have grown old. */
export function useReturn(answers: boolean): void {
  const client = useQueryClient();
  const answered = useRef(true);
  useEffect(() => {
    if (answers && !answered.current) void client.invalidateQueries({ predicate: isReport });
    answered.current = answers;
  }, [answers, client]);
}
