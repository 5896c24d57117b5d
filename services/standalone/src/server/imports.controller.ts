import { counted } from '@praxis/event-sourcing';
import { Controller, Delete, Get, HttpCode, Inject, Logger, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiConsumes, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { actorOf, LOCAL_ACTOR, recordedActor, requireRole } from '@praxis/commands';
import { askedDay } from '@praxis/contracts';
import { ORGANISATION_ID, type DomainActor } from '@praxis/domain';
import {
  DATA_STEWARD,
  FileRefused,
  formatReference,
  importFiles,
  ImportInterrupted,
  spooled,
  type ImportReport,
} from '@praxis/imports';
import { invalidRequest, ProblemException, problemFor, problemOf } from '@praxis/http-problems';
import { QueryParameters } from '@praxis/reports';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { publishingFrameworks } from '../platform/frameworks.js';
import { importPortsOf } from '../platform/import-ports.js';
import type { Platform } from '../platform/platform.js';
import { ImportRuns, type Following, type ImportRun } from './import-runs.js';
import { PLATFORM } from './status.controller.js';

const importQuery = z.strictObject({
  name: z.string().min(1).max(200).default('upload.csv').describe('of the file, as its report names it'),
  received: askedDay.optional().describe('the day on which the file was received; today unless given'),
  dryRun: z.stringbool().default(false).describe('checks the file and records nothing of it'),
  acceptValidRows: z.stringbool().default(true).describe('takes the other rows where some are refused'),
  acceptFewerPeople: z.stringbool().default(false).describe('yes to a staff file that lists a fifth fewer people'),
});

@ApiTags('imports')
@Controller('api/imports')
export class ImportsController {
  constructor(
    @Inject(PLATFORM) private readonly platform: Platform,
    @Inject(ImportRuns) private readonly runs: ImportRuns,
  ) {}

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
  @QueryParameters(importQuery)
  @ApiHeader({ name: 'Prefer', required: false, description: 'respond-async: answers 202 once the file has arrived' })
  @ApiOperation({
    summary: 'Import one CSV file or Excel workbook: checked as a whole first; rows with errors are left out and told',
    description: 'Location says where it can be followed and cancelled; Prefer: respond-async does not wait for it.',
  })
  async import(
    @Req() request: Request,
    @Query() query: Record<string, unknown>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ImportReport | ImportRun> {
    const parsed = importQuery.safeParse(query);
    if (!parsed.success) throw new ProblemException(invalidRequest(parsed.error));
    const asked = importing(request);
    const actor = isNobodyNamed(asked) ? DATA_STEWARD : await recordedActor(asked, this.platform.ports);
    const { name, received } = parsed.data;
    const { now, calendar } = this.platform.ports;
    const dayOf = await calendar();
    if (received !== undefined && received > dayOf(now())) throw receivedAhead(received);
    const file = await spooled(name, request, { folder: this.platform.layout.uploads }).catch(failed);
    const { id, report } = this.runs.begin(name, asked, (following) => this.#take(file, actor, parsed.data, following));
    response.location(`/api/imports/${id}`);
    if (!/(?:^|[,;\s])respond-async(?:$|[,;\s])/i.test(request.header('prefer') ?? '')) return report;
    response.status(202).setHeader('Preference-Applied', 'respond-async');
    return this.runs.find(id, asked)!;
  }

  @Get()
  @ApiOperation({ summary: 'Imports under way, and the last ones that ended, newest first, without their reports' })
  list(@Req() request: Request): readonly ImportRun[] {
    return this.runs.list(importing(request));
  }

  @Get(':id')
  @ApiOperation({ summary: 'How far an import is; when it has ended, its report' })
  follow(@Req() request: Request, @Param('id') id: string): ImportRun {
    return this.runs.find(id, importing(request)) ?? unknownImport();
  }

  @Delete(':id')
  @ApiOperation({
    summary: 'Cancel an import: it ends at whole rows, and its report lists them',
    description:
      'It answers at once, mostly with “cancelling”; what became of it is told where it is followed. One that was past ' +
      'its last rows ends as if nobody had cancelled it: its report says “cancelled: false”. One that has ended cannot ' +
      'be cancelled any more: 409 IMPORT_ENDED, and what it took stays.',
  })
  cancel(@Req() request: Request, @Param('id') id: string): ImportRun {
    const run = this.runs.cancel(id, importing(request)) ?? unknownImport();
    if (run.ended !== null) throw endedBefore(run);
    return run;
  }

  async #take(
    uploaded: Awaited<ReturnType<typeof spooled>>,
    actor: DomainActor,
    { received, dryRun, acceptValidRows, acceptFewerPeople }: z.infer<typeof importQuery>,
    following: Following,
  ): Promise<ImportReport> {
    try {
      await using file = uploaded;
      await this.platform.requireOwnLog();
      const report = await importFiles([file], await importPortsOf(this.platform), {
        dryRun,
        acceptValidRows,
        acceptFewerPeople,
        workFolder: this.platform.layout.uploads,
        actor,
        ...(received === undefined ? {} : { received }),
        organisation: { id: ORGANISATION_ID, name: 'Organisation' },
        beforehand: [publishingFrameworks()],
        ...following,
      });
      return refuseWhole(report);
    } catch (error) {
      throw asProblem(error);
    }
  }
}

function importing(request: Request): DomainActor {
  const actor = actorOf(request);
  requireRole(actor, ['data-steward', 'administrator'], 'Importing files');
  return actor;
}

/** Then it is whoever is at this machine, as on the command line: the same person must not be two. */
function isNobodyNamed({ id, role }: DomainActor): boolean {
  return id === LOCAL_ACTOR.id && role === LOCAL_ACTOR.role;
}

function failed(error: unknown): never {
  throw asProblem(error);
}

function unknownImport(): never {
  const remedy = 'GET /api/imports lists those under way and the last ones; a restart of the server forgets them.';
  throw new ProblemException(
    problemOf(404, 'UNKNOWN_IMPORT', 'There is no such import', 'No import has this id', { remedy }),
  );
}

function endedBefore({ id, ended }: ImportRun): ProblemException {
  const remedy = `GET /api/imports/${id} says what it took, which stays: it cannot be taken back by cancelling.`;
  return new ProblemException(
    problemOf(
      409,
      'IMPORT_ENDED',
      'The import has ended',
      `It ended at ${ended}: nothing of it is left to be cancelled`,
      { remedy },
    ),
  );
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
  const files = report.files.filter(({ status }) => status !== 'left-out');
  const [problem] = files.flatMap((file) => file.problem ?? []);
  if (problem && files.every((file) => file.problem !== undefined)) throw new FileRefused(problem);
  return report;
}

/** What nobody foresaw is told without its words to whoever imports: the administrator finds them in the output. */
const logger = new Logger('Import');

/** Why it stopped is what can be mended; importing the file again then goes on where it stopped. */
function interrupted({ cause, report }: ImportInterrupted): ProblemException {
  const { remedy = '', ...problem } = problemFor(asProblem(cause));
  if (problem.code === 'INTERNAL_ERROR') logger.error(cause instanceof Error ? (cause.stack ?? cause.message) : cause);
  const isFull = problem.code === 'STORAGE_FULL';
  const reason = isFull ? 'There is no space left on the disk' : problem.detail;
  const mended = isFull ? 'Free space on the disk that holds the data folder.' : remedy;
  return new ProblemException({
    ...problem,
    detail: `${reason}. ${howFar(report)}`,
    remedy: `${mended} Then import the same file again: it goes on with the rows that are open.`.trim(),
    report,
  });
}

function howFar({ files, totals }: ImportReport): string {
  const stopped = files.flatMap((file) => file.stopped ?? []);
  if (stopped.length === 0 && totals.events === 0) return 'Nothing of the file was recorded';
  const rows = (of: 'dealtWith' | 'open') => stopped.reduce((sum, { [of]: { count } }) => sum + count, 0);
  const dealtWith = counted(rows('dealtWith'), 'row was', 'rows were');
  const open = counted(rows('open'), 'is', 'are');
  return `The import stopped half-way: ${dealtWith} dealt with, and ${open} open, as the report lists them`;
}

function asProblem(error: unknown): unknown {
  if (error instanceof ImportInterrupted) return interrupted(error);
  if (!(error instanceof FileRefused)) return error;
  const { code, field, message, remedy } = error.problem;
  const status = code.includes('LARGE') ? 413 : 422;
  const errors = [{ field, reason: message, remedy }];
  return new ProblemException(problemOf(status, code, 'The file cannot be imported', message, { remedy, errors }));
}
