import type { Manifest } from './manifest'

/** WeChat's setting; apps that did not declare `darkmode` are always light. */
export function currentTheme(manifest: Manifest): 'light' | 'dark' {
  return manifest.app.darkmode && matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

/** Puts the theme's values where app.json and page json say `@name`. */
export function applyTheme(manifest: Manifest): Manifest {
  if (!manifest.theme) return manifest
  const values = manifest.theme[currentTheme(manifest)]
  const text = (value: string) => {
    if (!value.startsWith('@')) return value
    const themed = values[value.slice(1)]
    if (themed === undefined) throw new Error(`theme.json has no ${value}`)
    return themed
  }
  const replace = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value)
    if (Array.isArray(value)) return value.map(replace)
    if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replace(inner)]))
    return value
  }
  const { window, tabBar } = manifest.app
  const configs = Object.fromEntries(
    Object.entries(manifest.configs).map(([path, { usingComponents, ...config }]) => [path, { ...(replace(config) as object), usingComponents }]),
  )
  return { ...manifest, app: { ...manifest.app, window: replace(window), tabBar: replace(tabBar) } as Manifest['app'], configs: configs as Manifest['configs'] }
}
