import fs from 'node:fs'
import path from 'node:path'

/**
 * TDesign's icon font lives on a CDN. The preview must work off line, so each glyph becomes a mask of the same icon
 * from the `tdesign-icons-svg` package.
 *
 * @param {string} css the icon component's sheet
 * @param {string} nodeModules
 */
export function withLocalIcons(css, nodeModules) {
  const folder = iconFolder(nodeModules)
  return css.replace(/@font-face\s*\{[^}]*\}/g, '').replace(/\.t-icon-([a-z0-9-]+):before\s*\{content:[^}]*\}/g, (rule, name) => {
    if (!fs.existsSync(path.join(folder, `${name}.svg`))) return rule
    const mask = `url(icons/${name}.svg) center/contain no-repeat`
    return `.t-icon-${name}:before{content:'';display:inline-block;width:1em;height:1em;background:currentColor;-webkit-mask:${mask};mask:${mask}}`
  })
}

/** Copies the icons, giving a view box to those that have none (a mask needs one to scale). */
export function copyIcons(nodeModules, out) {
  const folder = iconFolder(nodeModules)
  fs.mkdirSync(out, { recursive: true })
  for (const file of fs.readdirSync(folder).filter((name) => name.endsWith('.svg'))) {
    const target = path.join(out, file)
    if (fs.existsSync(target)) continue
    const svg = fs.readFileSync(path.join(folder, file), 'utf8')
    fs.writeFileSync(target, svg.replace(/<svg(?![^>]*viewBox)/, '<svg viewBox="0 0 24 24"'))
  }
}

function iconFolder(nodeModules) {
  return path.join(nodeModules, 'tdesign-icons-svg', 'src')
}
