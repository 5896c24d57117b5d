import { Controller, Get, HttpCode, Inject, Post, Query, Req } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import { actorOf, recordedActor, requireRole } from '@praxis/commands';
import { askedDay } from '@praxis/contracts';
import { ORGANISATION_ID } from '@praxis/domain';
import {
  FileRefused,
  formatReference,
  importFiles,
  ImportInterrupted,
  spooled,
  type ImportReport,
} from '@praxis/imports';
import { invalidRequest, ProblemException, problemOf } from '@praxis/http-problems';
import type { Request } from 'express';
import { z } from 'zod';
import { publishFrameworks } from '../platform/frameworks.js';
import { importPortsOf } from '../platform/import-ports.js';
import type { Platform } from '../platform/platform.js';
import { PLATFORM } from './status.controller.js';

const importQuery = z.strictObject({
  name: z.string().min(1).max(200).default('upload.csv'),
  received: askedDay.optional(),
  dryRun: z.stringbool().default(false),
  acceptValidRows: z.stringbool().default(true),
});

@ApiTags('imports')
@Controller('api/imports')
export class ImportsController {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  @Get('formats')
  @ApiOperation({ summary: 'The columns of every kind of file that can be imported' })
  formats(): unknown {
    return formatReference();
  }

  /** The body is the file itself. It is kept on disk while it is checked, and never wholly in memory. */
  @Post()
  @HttpCode(200)
  @ApiConsumes(
    'text/csv',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'application/octet-stream',
  )
  @ApiOperation({
    summary: 'Import one CSV file or Excel workbook: checked as a whole first; rows with errors are left out and told',
  })
  async import(@Req() request: Request, @Query() query: Record<string, unknown>): Promise<ImportReport> {
    const parsed = importQuery.safeParse(query);
    if (!parsed.success) throw new ProblemException(invalidRequest(parsed.error));
    const asked = actorOf(request);
    requireRole(asked, ['data-steward', 'administrator'], 'Importing files');
    const actor = await recordedActor(asked, this.platform.ports);
    const { name, received, dryRun, acceptValidRows } = parsed.data;
    const { now, calendar } = this.platform.ports;
    const dayOf = await calendar();
    if (received !== undefined && received > dayOf(now())) throw receivedAhead(received);
    try {
      await using file = await spooled(name, request, { folder: this.platform.layout.uploads });
      await publishFrameworks(await this.platform.entrance());
      const report = await importFiles([file], await importPortsOf(this.platform), {
        dryRun,
        acceptValidRows,
        workFolder: this.platform.layout.uploads,
        actor,
        ...(received === undefined ? {} : { received }),
        organisation: { id: ORGANISATION_ID, name: 'Organisation' },
      });
      return refuseWhole(report);
    } catch (error) {
      throw asProblem(error);
    }
  }
}

function receivedAhead(received: string): ProblemException {
  const remedy = 'Give the day on which the file was received, or leave it out for today.';
  return new ProblemException(
    problemOf(422, 'INVALID_REQUEST', 'The request cannot be right', `No file was received on ${received} yet`, {
      remedy,
      errors: [{ field: 'received', reason: 'lies ahead', remedy }],
    }),
  );
}

/** A file of which nothing can be taken is a problem; a file with refused rows is a report that says which. */
function refuseWhole(report: ImportReport): ImportReport {
  const [problem] = report.files.flatMap((file) => file.problem ?? []);
  if (problem && report.files.every((file) => file.problem !== undefined)) throw new FileRefused(problem);
  return report;
}

function asProblem(error: unknown): unknown {
  // Why it stopped is what can be mended; importing the file again then goes on where it stopped.
  if (error instanceof ImportInterrupted) return asProblem(error.cause);
  if (!(error instanceof FileRefused)) return error;
  const { code, field, message, remedy } = error.problem;
  const status = code.includes('LARGE') ? 413 : 422;
  const errors = [{ field, reason: message, remedy }];
  return new ProblemException(problemOf(status, code, 'The file cannot be imported', message, { remedy, errors }));
}
