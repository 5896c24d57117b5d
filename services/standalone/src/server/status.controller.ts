import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { SystemStatus } from '@praxis/contracts';
import { LogMismatch } from '@praxis/event-sourcing';
import type { RunnerStatus } from '@praxis/projections';
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
    const isChecked = this.platform.log.isChecked;
    return {
      version: VERSION,
      eventStore: config.eventStore ? 'EventStoreDB' : 'embedded log',
      analyticsStore: config.clickhouse ? 'ClickHouse server' : 'embedded ClickHouse (chDB)',
      head: status?.isHeadKnown ? String(status.head) : null,
      applied: String(lowest),
      lag: status?.isHeadKnown && status.isAppliedKnown ? Number(status.lag) : null,
      state: status?.state === 'live' ? liveOr(status, isChecked) : (status?.state ?? 'stopped'),
      problem: problem
        ? { projection: problem.projection, position: String(problem.position), error: problem.error }
        : null,
      log: logOf(this.platform, status),
    };
  }
}

/** Everything is in the tables; whether that is worth what it says, the log decides. */
function liveOr({ log }: RunnerStatus, isChecked: boolean): SystemStatus['state'] {
  if (log.findings.length > 0) return 'damaged';
  // Not before it is known that the log can be read, and has been looked at where it was damaged before.
  return isChecked && log.hasCheckBegun ? 'live' : 'catching-up';
}

function logOf({ log, logMismatch }: Platform, status: RunnerStatus | undefined): SystemStatus['log'] {
  const findings = status?.log.findings ?? [];
  // What was noted of a check is the tables' own log's, and says nothing of another one.
  const { checked = 0n, wholeAt } = status?.log.standing?.kind === 'same' ? status.log : {};
  return {
    checked: String(checked),
    wholeAt: wholeAt === undefined ? null : new Date(wholeAt).toISOString(),
    mismatch: logMismatch ? { message: logMismatch.message, remedy: LogMismatch.remedy } : null,
    damage: findings.map(({ position, streamId, what }) => ({
      position: position === undefined ? null : String(position),
      stream: streamId ?? null,
      what,
    })),
    warnings: [...log.warnings, ...(status?.log.warnings ?? [])],
  };
}
