import { Inject, type Type } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { capabilityQuery, recordsQuery, reportQuery } from '@praxis/contracts';
import type { z } from 'zod';
import { capabilityReport } from './capability/capability.report.js';
import { checklistReport } from './checklist/checklist.report.js';
import { cpdImpactReport } from './cpd-impact/cpd-impact.report.js';
import { improvementReport } from './cpd-impact/improvement.report.js';
import { overviewReport } from './overview/overview.report.js';
import { recordsReport } from './records/records.report.js';
import { referenceReport } from './reference/reference.report.js';
import { portsOver, REPORT_SOURCES, type ReportPorts, type ReportSources } from './report-ports.js';
import { ReportTurns } from './turns/report-turns.js';

/** A report declared once: its path, what it is asked with, and how it is answered. */
export interface ReportDeclaration<Schema extends z.ZodType = z.ZodType> {
  readonly path: string;
  readonly summary: string;
  readonly schema: Schema;
  readonly answer: (query: z.infer<Schema>, ports: ReportPorts, id: string) => Promise<unknown>;
}

function report<Schema extends z.ZodType>(declaration: ReportDeclaration<Schema>): ReportDeclaration {
  return declaration as unknown as ReportDeclaration;
}

export const REPORTS: readonly ReportDeclaration[] = [
  report({
    path: 'overview',
    summary: 'Headlines and what needs a decision',
    schema: reportQuery,
    answer: overviewReport,
  }),
  report({
    path: 'workforce-capability',
    summary: 'Share of required competences met, with coverage, by unit, dimension, level and month',
    schema: capabilityQuery,
    answer: capabilityReport,
  }),
  report({
    path: 'cpd-impact',
    summary: 'Learning time and reflection by month, and the improvements that CPD is linked to',
    schema: reportQuery,
    answer: cpdImpactReport,
  }),
  report({
    path: 'improvements/:id',
    summary: 'One improvement: its indicator as an XmR chart with the CPD marked, and fair comparisons',
    schema: reportQuery,
    answer: (query, ports, id) => improvementReport(id, query, ports),
  }),
  report({
    path: 'checklist',
    summary: 'The eleven items of the organisational checklist over time, with open and overdue actions',
    schema: reportQuery,
    answer: checklistReport,
  }),
  report({
    path: 'records',
    summary: 'The records and events behind a figure',
    schema: recordsQuery,
    answer: recordsReport,
  }),
  report({
    path: 'reference',
    summary: 'Units, framework, checklist items, definitions',
    schema: reportQuery,
    answer: referenceReport,
  }),
];

/** What the QueryBus carries. */
export abstract class ReportRequest extends Query<unknown> {
  constructor(
    readonly query: unknown,
    readonly id: string,
    /** Aborted when nobody waits for the answer any more. */
    readonly signal: AbortSignal,
  ) {
    super();
  }
}

export interface WiredReport {
  readonly declaration: ReportDeclaration;
  readonly request: new (query: unknown, id: string, signal: AbortSignal) => ReportRequest;
  readonly handler: Type<IQueryHandler>;
}

/** The class on the QueryBus and its handler, derived from the declaration. */
export function wireReport(declaration: ReportDeclaration): WiredReport {
  class Request extends ReportRequest {}
  Object.defineProperty(Request, 'name', { value: `${declaration.path} report` });

  @QueryHandler(Request)
  class Handler implements IQueryHandler<Request> {
    constructor(
      @Inject(REPORT_SOURCES) private readonly sources: ReportSources,
      @Inject(ReportTurns) private readonly turns: ReportTurns,
    ) {}
    execute({ query, id, signal }: Request): Promise<unknown> {
      return this.turns.take(signal, async () => declaration.answer(query, portsOver(this.sources, signal), id));
    }
  }
  return { declaration, request: Request, handler: Handler };
}
