import fs from 'node:fs'
import path from 'node:path'
import { copyIcons } from './icons.mjs'

/**
 * The Chinese font goes by the name of the one a phone has: TDesign and apps ask for that by name, and a machine that
 * has it uses its own.
 */
const FONTS = [
  { package: '@fontsource-variable/noto-sans-sc', family: 'Noto Sans SC Variable', as: 'PingFang SC' },
  { package: '@fontsource/noto-color-emoji', family: 'Noto Color Emoji', as: 'Noto Color Emoji' },
]

/** Everything beside the scripts: pages, styles, fonts, icons, the app's own pictures. */
export function writeAssets(project, { css, preview, out }) {
  const read = (name) => fs.readFileSync(path.join(preview, name), 'utf8')
  fs.writeFileSync(path.join(out, 'phone.css'), [read('chrome/frame.css'), read('builtins/builtins.css'), read('chrome/dialogs.css'), css].join('\n'))
  for (const name of ['index.html', 'phone.html', 'phones.css']) fs.copyFileSync(path.join(preview, 'site', name), path.join(out, name))
  copyFonts(project.nodeModules, out)
  copyIcons(project.nodeModules, path.join(out, 'icons'))
  copyPictures(project.root, path.join(out, 'app'))
}

/** Fonts cut in ranges: the browser fetches only those a page needs, and none where the machine has the real ones. */
function copyFonts(nodeModules, out) {
  fs.mkdirSync(path.join(out, 'fonts'), { recursive: true })
  const sheets = FONTS.map((font) => {
    const folder = path.join(nodeModules, font.package)
    const css = fs.readFileSync(path.join(folder, 'index.css'), 'utf8')
    return css
      .replace(/,\s*url\([^)]*\.woff\)\s*format\(['"]woff['"]\)/g, '')
      .replaceAll(`'${font.family}'`, `'${font.as}'`)
      .replaceAll('src: url', `src: local('${font.as}'), url`)
      .replace(/url\(\.\/files\/([^)]+)\)/g, (_, file) => {
        const target = path.join(out, 'fonts', file)
        if (!fs.existsSync(target)) fs.copyFileSync(path.join(folder, 'files', file), target)
        return `url(fonts/${file})`
      })
  })
  fs.writeFileSync(path.join(out, 'fonts.css'), sheets.join('\n'))
}

function copyPictures(root, out) {
  fs.rmSync(out, { recursive: true, force: true })
  for (const name of fs.readdirSync(root, { recursive: true })) {
    if (!/\.(png|jpe?g|gif|svg|webp)$/i.test(name) || name.startsWith('miniprogram_npm')) continue
    const target = path.join(out, name)
    fs.mkdirSync(path.dirname(target), { recursive: true })
    fs.copyFileSync(path.join(root, name), target)
  }
}
