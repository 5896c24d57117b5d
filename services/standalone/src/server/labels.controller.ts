import { Controller, Get, Inject, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { actorOf, requireRole } from '@praxis/commands';
import type { Request } from 'express';
import { listLabels, type ListedLabel } from '../platform/label-list.js';
import type { Platform } from '../platform/platform.js';
import { PLATFORM } from './status.controller.js';

@ApiTags('labels')
@Controller('api/labels')
export class LabelsController {
  constructor(@Inject(PLATFORM) private readonly platform: Platform) {}

  @Get()
  @ApiOperation({
    summary: 'Every label and id of reference data, which stand readable; whether one holds somebody’s name',
    operationId: 'labels',
  })
  async labels(@Req() request: Request): Promise<{ readonly labels: readonly ListedLabel[] }> {
    requireRole(actorOf(request), ['data-steward', 'administrator'], 'Reading the list of labels');
    const { store, ports } = this.platform;
    return { labels: await listLabels(store, ports.codec) };
  }
}
