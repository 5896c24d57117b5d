/**
 * The only module that loads ECharts, and it is itself loaded on demand: the parts our charts use, drawn as SVG so
 * that they print sharply and can be read by tests. What is not needed (legend, visual map, canvas) is not here.
 */
import { BarChart, LineChart } from 'echarts/charts';
import {
  AriaComponent,
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components';
import { init, use as register } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

register([
  LineChart,
  BarChart,
  GridComponent,
  TooltipComponent,
  AriaComponent,
  MarkLineComponent,
  MarkAreaComponent,
  SVGRenderer,
]);

export { init };
