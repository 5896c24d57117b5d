import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { REPORT_SOURCES, type ReportSources } from './report-ports.js';
import { REPORTS, wireReport } from './report-queries.js';
import { reportsController } from './reports.controller.js';
import { ReportTurns } from './turns/report-turns.js';

@Module({})
export class ReportsModule {
  static over(sources: ReportSources): DynamicModule {
    const reports = REPORTS.map(wireReport);
    return {
      module: ReportsModule,
      imports: [CqrsModule.forRoot()],
      controllers: [reportsController(reports)],
      providers: [
        { provide: REPORT_SOURCES, useValue: sources },
        { provide: ReportTurns, useValue: new ReportTurns() },
        ...reports.map(({ handler }) => handler),
      ],
    };
  }
}
