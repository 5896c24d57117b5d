import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { SystemStatus } from '@praxis/contracts';
import type { Platform } from '../platform/platform.js';
import { VERSION } from '../version.js';

export const PLATFORM = Symbol('platform');

@ApiTags('system')
@Controller('api/status')
export class StatusController {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  @Get()
  @ApiOperation({ summary: 'How far the tables are behind the log, and whether a projection stands still' })
  status(): SystemStatus {
    const { config, runner } = this.platform;
    const status = runner?.status();
    const applied = status ? Object.values(status.applied) : [];
    const lowest = applied.reduce((low, position) => (position < low ? position : low), status?.head ?? 0n);
    const problem = status?.problem;
    return {
      version: VERSION,
      eventStore: config.eventStore ? 'EventStoreDB' : 'embedded log',
      analyticsStore: config.clickhouse ? 'ClickHouse server' : 'embedded ClickHouse (chDB)',
      head: String(status?.head ?? 0n),
      applied: String(lowest),
      lag: Number(status?.lag ?? 0n),
      state: status?.state ?? 'stopped',
      problem: problem
        ? { projection: problem.projection, position: String(problem.position), error: problem.error }
        : null,
    };
  }
}
