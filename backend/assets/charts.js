// The charts of the console: ECharts with what they use of it and nothing else, made into one file by scripts/setup.
import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, DatasetComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

use([AriaComponent, BarChart, DatasetComponent, GridComponent, LegendComponent, LineChart, SVGRenderer, TooltipComponent])

export { init }
