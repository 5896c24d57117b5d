import 'reflect-metadata';
import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { CommandsModule } from '@praxis/commands';
import { ProblemFilter } from '@praxis/http-problems';
import { ReportsModule } from '@praxis/reports';
import type { Platform } from '../platform/platform.js';
import { VERSION } from '../version.js';
import { answerHeaders, compressedAnswers } from './answer-headers.js';
import { dashboardFiles } from './dashboard-files.js';
import { ImportRuns } from './import-runs.js';
import { ImportsController } from './imports.controller.js';
import { jsonBody } from './json-body.js';
import { LabelsController } from './labels.controller.js';
import { listening } from './listening.js';
import { onlyThisMachine } from './loopback.guard.js';
import { QueryGuard } from './query.guard.js';
import { PLATFORM, StatusController } from './status.controller.js';

const DASHBOARD = fileURLToPath(new URL('../../../../dashboard/dist', import.meta.url));

@Module({})
class ServerModule {
  static async over(platform: Platform): Promise<DynamicModule> {
    const analytics = await platform.analytics();
    const requireOwnLog = () => {
      if (platform.logMismatch) throw platform.logMismatch;
    };
    return {
      module: ServerModule,
      imports: [
        CommandsModule.over({ ...platform.ports, entrance: await platform.entrance(), requireOwnLog }),
        ReportsModule.over({
          analytics,
          labels: platform.labels,
          today: platform.today,
          calendar: platform.ports.calendar,
          filled: () => platform.filled(),
        }),
      ],
      controllers: [StatusController, ImportsController, LabelsController],
      providers: [
        { provide: PLATFORM, useValue: platform },
        { provide: ImportRuns, useValue: new ImportRuns(platform.ports.now) },
      ],
    };
  }
}

export interface RunningServer {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves commands, reports, documentation and the dashboard on the loopback address.
 *
 * @param port 0 for any that is free
 * @param dashboard folder of the built dashboard; there are no pages where it has none
 * @throws {PortRefused}
 */
export async function startServer(platform: Platform, port: number, dashboard = DASHBOARD): Promise<RunningServer> {
  let actualPort = port;
  const app = await createApp(platform, () => actualPort, dashboard);
  const server = app.getHttpServer() as Server;
  try {
    await listening(server, port);
  } catch (error) {
    await app.close();
    throw error;
  }
  actualPort = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${actualPort}`,
    close: async () => {
      await app.get(ImportRuns).stop();
      // Again and again: one more may be accepted between ending the others and closing the door.
      const ending = setInterval(() => server.closeAllConnections(), 50);
      try {
        server.closeAllConnections();
        await app.close();
      } finally {
        clearInterval(ending);
      }
    },
  };
}

/** The application, not listening yet: what supertest wants. */
export async function createApp(
  platform: Platform,
  port: () => number,
  dashboard: string,
): Promise<NestExpressApplication> {
  const adapter = new ExpressAdapter();
  const app = await NestFactory.create<NestExpressApplication>(await ServerModule.over(platform), adapter, {
    logger: ['error', 'warn'],
    bodyParser: false,
    abortOnError: false,
  });
  app.disable('x-powered-by');
  app.use(compressedAnswers(), answerHeaders, onlyThisMachine(port), jsonBody());
  app.useGlobalFilters(new ProblemFilter());
  app.useGlobalGuards(new QueryGuard());
  document(app);
  if (existsSync(join(dashboard, 'index.html'))) app.use(dashboardFiles(dashboard));
  await app.init();
  return app;
}

function document(app: NestExpressApplication): void {
  const config = new DocumentBuilder()
    .setTitle('Praxis')
    .setDescription(
      'Commands are task-shaped: one POST each, idempotent by the Idempotency-Key header, conditional by If-Match. ' +
        'Errors are RFC 9457 problem documents.',
    )
    .setVersion(VERSION)
    .build();
  SwaggerModule.setup('api/docs', app, () => SwaggerModule.createDocument(app, config), {
    jsonDocumentUrl: 'api/openapi.json',
  });
}
