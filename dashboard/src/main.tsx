import 'govuk-frontend/dist/govuk/govuk-frontend.min.css';
import './styles/praxis.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { isRefusal, ReportProblem } from './api/report-problem.js';
import { router } from './app/router.js';

const FRESH_FOR_MS = 60_000;

/** What the server refused will be refused again; what it could not do, or did not hear, is worth one more try. */
function worthRetrying(failures: number, error: Error): boolean {
  return failures < 1 && !(error instanceof ReportProblem && isRefusal(error.problem));
}

const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: FRESH_FOR_MS, retry: worthRetrying, retryDelay: 500 } },
});

const place = document.getElementById('app');
if (place === null) throw new Error('The page has no element with the id "app".');
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
