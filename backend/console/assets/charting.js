// How the console's charts look: tokens, no gradients, words instead of a legend where there is one series.

/**
 * What ECharts is told.
 *
 * @param {{kind: 'bar' | 'line' | 'stacked', labels: string[], series: {name: string, values: (number | null)[]}[], unit: string}} data
 * @param {CSSStyleDeclaration} style  of the page, with the tokens and the font
 */
export function options(data, style) {
  const token = (name) => style.getPropertyValue(name).trim()
  const [ink, line] = [token('--ink-2'), token('--line')]
  const isLine = data.kind === 'line'
  const text = { color: ink, fontFamily: style.fontFamily, fontSize: 12 }
  return {
    animation: false,
    aria: { enabled: false },
    color: [token('--brand'), token('--do'), token('--write'), token('--ok'), '#64748b', '#0e7490', '#9d174d'],
    textStyle: text,
    grid: { left: 8, right: 16, top: data.series.length > 1 ? 36 : 16, bottom: 8, containLabel: true },
    legend: data.series.length > 1 ? { top: 0, left: 0, icon: 'roundRect', itemWidth: 12, itemHeight: 8, textStyle: text } : undefined,
    tooltip: { trigger: 'axis', renderMode: 'richText', confine: true, valueFormatter: (value) => (value == null ? '—' : `${value}${data.unit}`) },
    xAxis: { type: 'category', data: data.labels, boundaryGap: !isLine, axisLine: { lineStyle: { color: line } }, axisTick: { show: false }, axisLabel: { ...text, hideOverlap: true } },
    yAxis: { type: 'value', minInterval: data.unit === '%' ? undefined : 1, splitLine: { lineStyle: { color: line } }, axisLabel: text },
    series: data.series.map(({ name, values }) => ({
      name,
      type: isLine ? 'line' : 'bar',
      data: values,
      stack: data.kind === 'stacked' ? 'all' : undefined,
      barMaxWidth: 36,
      symbolSize: 6,
      cursor: data.links?.length ? 'pointer' : 'default',
    })),
  }
}
