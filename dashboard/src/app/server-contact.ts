import { notifyManager, useQuery, useQueryClient, type Query } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { statusQuery } from '../api/report-queries.js';

const REPORTS = '/api/reports/';
const isReport = ({ queryKey: [address] }: Query) => typeof address === 'string' && address.startsWith(REPORTS);
const hasFigures = (query: Query) => isReport(query) && !String(query.queryKey[0]).startsWith(`${REPORTS}reference`);

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

/** Does `again` each time that the server has told its status since this came to the page; never while `wanted` is false. */
export function useOnceAnswered(wanted: boolean, again: () => void): void {
  const { dataUpdatedAt, error } = useQuery(statusQuery());
  const [since] = useState(() => Date.now());
  const action = useRef(again);
  useEffect(() => {
    action.current = again;
  });
  useEffect(() => {
    if (wanted && error === null && dataUpdatedAt > since) action.current();
  }, [wanted, error, dataUpdatedAt, since]);
}
