import { openLayer } from '../chrome/dialogs'
import { h } from '../chrome/dom'
import { asyncApi } from './calling'
import type { TemporaryFiles } from './files'
import { resolveResource } from './resources'

/** Viewers and choosers of files and pictures. */
export function documentApis(files: TemporaryFiles) {
  return {
    /** A browser shows what it can and saves the rest. */
    openDocument: asyncApi('openDocument', ({ filePath }) => {
      window.open(files.url(filePath), '_blank')
    }),
    previewImage: asyncApi('previewImage', ({ urls, current }) => {
      const source = resolveResource(typeof current === 'string' ? current : urls[current ?? 0])
      const layer = openLayer(h('img', { class: 'mp-preview-image', src: source, alt: '图片预览', onclick: () => layer.remove() }), () => layer.remove())
    }),
    canvasToTempFilePath: asyncApi(
      'canvasToTempFilePath',
      async ({ canvas, fileType = 'png', quality = 1 }: { canvas: HTMLCanvasElement; fileType?: string; quality?: number }) => {
        const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, `image/${fileType === 'jpg' ? 'jpeg' : fileType}`, quality))
        if (!blob) throw new Error('canvas is empty')
        return { tempFilePath: files.add(blob) }
      },
    ),
  }
}
