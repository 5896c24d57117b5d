import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { REPORT_PORTS, type ReportPorts } from './report-ports.js';
import { REPORTS, wireReport } from './report-queries.js';
import { reportsController } from './reports.controller.js';

@Module({})
export class ReportsModule {
  static over(ports: ReportPorts): DynamicModule {
    const reports = REPORTS.map(wireReport);
    return {
      module: ReportsModule,
      imports: [CqrsModule.forRoot()],
      controllers: [reportsController(reports)],
      providers: [{ provide: REPORT_PORTS, useValue: ports }, ...reports.map(({ handler }) => handler)],
    };
  }
}
