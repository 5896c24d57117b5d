import { given } from '@praxis/event-sourcing/testing';
import { describe, it } from 'vitest';
import { improvement } from './improvement.aggregate.js';
import type { ImprovementCommand } from './improvement.commands.js';
import {
  contributionRecognised,
  cpdLinked,
  impactEvaluated,
  improvementClosed,
  improvementProposed,
  improvementShared,
  improvementStarted,
} from './testing/improvement.builders.js';

type Of<Type extends ImprovementCommand['type']> = Extract<ImprovementCommand, { type: Type }>;

const proposed = improvementProposed();
const started = [proposed, improvementStarted()];
const closed = [...started, improvementClosed()];

describe('proposing an improvement', () => {
  const propose = (data: Partial<Of<'ProposeImprovement'>['data']> = {}): Of<'ProposeImprovement'> => ({
    type: 'ProposeImprovement',
    data: { ...proposed.data, on: '2025-01-10', ...data },
  });

  it('is recorded', () => given(improvement, []).when(propose()).then([proposed]));
  it('has nothing to do when it is proposed, whatever its sealed aim', () =>
    given(improvement, [improvementProposed({ aim: 'Half as many' })])
      .when(propose({ aim: 'Half as many falls' }))
      .thenNothing());
  it('is refused under an id that is taken', () =>
    given(improvement, [proposed])
      .when(propose({ title: 'Fewer errors' }))
      .thenRefused('IMPROVEMENT_EXISTS'));
  it('is refused in the future', () =>
    given(improvement, [])
      .when(propose({ on: '2026-07-01' }))
      .thenRefused('IN_THE_FUTURE'));
});

describe('starting it', () => {
  const start = (on = '2025-02-01'): ImprovementCommand => ({ type: 'StartImprovement', data: { on } });

  it('is recorded', () => given(improvement, [proposed]).when(start()).then([improvementStarted()]));
  it('may be on the day of the proposal', () =>
    given(improvement, [proposed])
      .when(start('2025-01-10'))
      .then([improvementStarted({}, '2025-01-10')]));
  it('is recorded once', () => given(improvement, started).when(start()).thenNothing());
  it('needs a proposal', () => {
    given(improvement, []).when(start()).thenRefused('IMPROVEMENT_NOT_PROPOSED');
    given(improvement, [proposed]).when(start('2025-01-09')).thenRefused('BEFORE_PROPOSAL');
  });
  it('is refused once it is closed', () => given(improvement, closed).when(start()).thenRefused('IMPROVEMENT_CLOSED'));
});

describe('linking CPD', () => {
  const { unitId: _unit, ...linked } = cpdLinked().data;
  const link = (data: Partial<Of<'LinkCpd'>['data']> = {}): Of<'LinkCpd'> => ({
    type: 'LinkCpd',
    data: { ...linked, on: '2025-03-01', ...data },
  });

  it('takes effect from the day the programme began', () =>
    given(improvement, [proposed]).when(link()).then([cpdLinked()]));
  it('may concern a programme that is still to begin', () =>
    given(improvement, [proposed])
      .when(link({ on: '2026-09-01' }))
      .then([cpdLinked({}, '2026-09-01')]));
  it('may concern another indicator as well', () =>
    given(improvement, [proposed, cpdLinked()])
      .when(link({ indicatorCode: 'injuries' }))
      .then([cpdLinked({ indicatorCode: 'injuries' })]));
  it('has nothing to do when it is linked', () =>
    given(improvement, [proposed, cpdLinked()]).when(link()).thenNothing());
  it('is refused when it is linked from another day', () =>
    given(improvement, [proposed, cpdLinked()])
      .when(link({ on: '2025-04-01' }))
      .thenRefused('CPD_LINKED'));
  it('needs a proposal', () => given(improvement, []).when(link()).thenRefused('IMPROVEMENT_NOT_PROPOSED'));
  it('is refused once it is closed', () => given(improvement, closed).when(link()).thenRefused('IMPROVEMENT_CLOSED'));
});

describe('recognising a contribution', () => {
  const recognise = (workerId = 'w-ada'): ImprovementCommand => ({
    type: 'RecogniseContribution',
    data: { workerId, on: '2025-09-01' },
  });

  it('is recorded', () => given(improvement, started).when(recognise()).then([contributionRecognised()]));
  it('is recorded for each worker', () =>
    given(improvement, [...started, contributionRecognised()])
      .when(recognise('w-bo'))
      .then([contributionRecognised({ workerId: 'w-bo' })]));
  it('is recorded once for a worker', () =>
    given(improvement, [...started, contributionRecognised()])
      .when(recognise())
      .thenNothing());
  it('needs a proposal', () => given(improvement, []).when(recognise()).thenRefused('IMPROVEMENT_NOT_PROPOSED'));
  it('is refused once it is closed', () =>
    given(improvement, closed).when(recognise()).thenRefused('IMPROVEMENT_CLOSED'));
});

describe('evaluating impact', () => {
  const { unitId: _unit, ...evaluated } = impactEvaluated().data;
  const evaluate = (data: Partial<Of<'EvaluateImpact'>['data']> = {}): Of<'EvaluateImpact'> => ({
    type: 'EvaluateImpact',
    data: { ...evaluated, on: '2026-03-01', ...data },
  });

  it('is recorded', () => given(improvement, started).when(evaluate()).then([impactEvaluated()]));
  it('may be on the day it started', () =>
    given(improvement, started)
      .when(evaluate({ on: '2025-02-01' }))
      .then([impactEvaluated({}, '2025-02-01')]));
  it('is recorded at each level', () =>
    given(improvement, [...started, impactEvaluated()])
      .when(evaluate({ level: '3' }))
      .then([impactEvaluated({ level: '3' })]));
  it('is still possible once it is closed', () =>
    given(improvement, closed)
      .when(evaluate({ on: '2026-06-01' }))
      .then([impactEvaluated({}, '2026-06-01')]));
  it('has nothing to do when it is recorded', () =>
    given(improvement, [...started, impactEvaluated()])
      .when(evaluate())
      .thenNothing());
  it('needs a start', () => {
    given(improvement, []).when(evaluate()).thenRefused('IMPROVEMENT_NOT_PROPOSED');
    given(improvement, [proposed]).when(evaluate()).thenRefused('IMPROVEMENT_NOT_STARTED');
    given(improvement, started)
      .when(evaluate({ on: '2025-01-31' }))
      .thenRefused('BEFORE_START');
  });
  it('is refused in the future', () =>
    given(improvement, started)
      .when(evaluate({ on: '2026-07-01' }))
      .thenRefused('IN_THE_FUTURE'));
});

describe('sharing it', () => {
  const share = (on = '2026-03-10'): ImprovementCommand => ({
    type: 'ShareImprovement',
    data: { audience: 'service', on },
  });

  it('is recorded', () => given(improvement, started).when(share()).then([improvementShared()]));
  it('is still possible once it is closed', () =>
    given(improvement, closed)
      .when(share('2026-05-01'))
      .then([improvementShared({}, '2026-05-01')]));
  it('is recorded once for an audience', () =>
    given(improvement, [...started, improvementShared()])
      .when(share('2026-05-01'))
      .thenNothing());
  it('needs a proposal', () => given(improvement, []).when(share()).thenRefused('IMPROVEMENT_NOT_PROPOSED'));
});

describe('closing it', () => {
  const close = (data: Partial<Of<'CloseImprovement'>['data']> = {}): Of<'CloseImprovement'> => ({
    type: 'CloseImprovement',
    data: { outcome: 'sustained', on: '2026-04-01', ...data },
  });

  it('says how it went', () => given(improvement, started).when(close()).then([improvementClosed()]));
  it('may be on the day it started', () =>
    given(improvement, started)
      .when(close({ on: '2025-02-01' }))
      .then([improvementClosed({}, '2025-02-01')]));
  it('happens once', () => given(improvement, closed).when(close()).thenNothing());
  it('is refused with another outcome', () =>
    given(improvement, closed)
      .when(close({ outcome: 'abandoned' }))
      .thenRefused('IMPROVEMENT_CLOSED'));
  it('may be abandoned before it started', () =>
    given(improvement, [proposed])
      .when(close({ outcome: 'abandoned' }))
      .then([improvementClosed({ outcome: 'abandoned' })]));
  it('was not sustained without having started', () =>
    given(improvement, [proposed]).when(close()).thenRefused('IMPROVEMENT_NOT_STARTED'));
  it('is refused before it was proposed or started', () => {
    given(improvement, []).when(close()).thenRefused('IMPROVEMENT_NOT_PROPOSED');
    given(improvement, [proposed])
      .when(close({ outcome: 'abandoned', on: '2025-01-01' }))
      .thenRefused('BEFORE_PROPOSAL');
    given(improvement, started)
      .when(close({ on: '2025-01-20' }))
      .thenRefused('BEFORE_START');
  });
});
