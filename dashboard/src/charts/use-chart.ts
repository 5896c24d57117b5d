import { useEffect, useRef, useState, type RefObject } from 'react';
import type { ChartOption } from './chart.option.js';

type Instance = ReturnType<(typeof import('./chart.runtime.js'))['init']>;

/** What a drawn point may carry beside its value, so that a click can open its records. */
export interface OpenablePoint {
  readonly records?: string | null;
}

/**
 * Draws `option` into `place` and keeps it drawn: made once the lazy chunk has come, resized with its box, disposed
 * with its component. The only place where an instance of the chart library lives.
 *
 * @returns whether the picture is there yet, or could not be loaded.
 */
export function useChart(
  place: RefObject<HTMLDivElement | null>,
  option: ChartOption,
  open: (records: string) => void,
): 'loading' | 'drawn' | 'failed' {
  const instance = useRef<Instance | null>(null);
  const latest = useRef({ option, open });
  const [state, setState] = useState<'loading' | 'drawn' | 'failed'>('loading');

  useEffect(() => {
    latest.current = { option, open };
    instance.current?.setOption(option, { notMerge: true });
  }, [option, open]);

  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    let gone = false;
    const observer = new ResizeObserver(() => {
      if (element.clientWidth > 0) instance.current?.resize();
    });
    const draw = ({ init }: typeof import('./chart.runtime.js')) => {
      if (gone) return;
      const chart = init(element, null, { renderer: 'svg', width: element.clientWidth || 600 });
      chart.setOption(latest.current.option);
      chart.on('click', (event) => {
        const { records } = (event.data ?? {}) as OpenablePoint;
        if (typeof records === 'string') latest.current.open(records);
      });
      instance.current = chart;
      observer.observe(element);
      setState('drawn');
    };
    import('./chart.runtime.js').then(draw, () => {
      if (!gone) setState('failed');
    });
    return () => {
      gone = true;
      observer.disconnect();
      instance.current?.dispose();
      instance.current = null;
    };
  }, [place]);

  return state;
}
