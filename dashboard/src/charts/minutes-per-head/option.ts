import type { ChartOption } from '../chart.option.js';
import { monthlyLinesOption } from '../monthly-lines.js';
import { PALETTE } from '../palette.js';
import type { MinutesPerHead } from './prepare.js';

export const minutesPerHeadOption = (model: MinutesPerHead): ChartOption =>
  monthlyLinesOption(
    model.months,
    model.complete,
    [{ name: 'Minutes per head', colour: PALETTE.blue, symbol: 'circle', dash: 'solid', points: model.points }],
    { unit: '' },
  );
