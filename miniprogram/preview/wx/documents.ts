import { openLayer } from '../chrome/dialogs'
import { h } from '../chrome/dom'
import type { Runtime } from '../runtime/boot'
import { ApiFailure, asyncApi } from './calling'
import type { TemporaryFiles } from './files'
import { pickChatFiles, pickPictures } from './pictures'
import { resolveResource } from './resources'

const DOCUMENTS = ['doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'pdf']
const MOST_MEDIA = 20
const MOST_CHAT_FILES = 100

/** Viewers and choosers of files and pictures. */
export function documentApis({ device }: Runtime, files: TemporaryFiles) {
  return {
    chooseMedia: asyncApi('chooseMedia', async ({ count = 9, mediaType = ['image', 'video'] }: { count?: number; mediaType?: string[] }) => {
      if (mediaType.join() !== 'image') throw new Error('chooseMedia of anything but images is not supported by the preview')
      if (count > MOST_MEDIA) throw new ApiFailure('parameter error: count should be at most 20')
      if (!(await device.privacy.require('chooseMedia'))) throw new ApiFailure('privacy permission is not authorized', { errno: 104 })
      const pictures = await pickPictures(count)
      if (!pictures.length) throw new ApiFailure('cancel')
      return { type: 'image', tempFiles: pictures.map((blob) => ({ tempFilePath: files.add(blob), size: blob.size, fileType: 'image' })) }
    }),
    chooseMessageFile: asyncApi('chooseMessageFile', async ({ count, type = 'all' }: { count: number; type?: string }) => {
      if (type !== 'all') throw new Error('chooseMessageFile of one type is not supported by the preview')
      if (!(count > 0 && count <= MOST_CHAT_FILES)) throw new ApiFailure('parameter error: parameter.count should be 0 to 100')
      if (!(await device.privacy.require('chooseMessageFile'))) throw new ApiFailure('privacy permission is not authorized', { errno: 104 })
      const chosen = await pickChatFiles(count)
      if (!chosen.length) throw new ApiFailure('cancel')
      const time = Math.floor(Date.now() / 1000)
      return {
        tempFiles: chosen.map((file) => {
          const kind = /^(image|video)\//.exec(file.type)?.[1] ?? 'file'
          return { path: files.add(file), name: file.name, size: file.size, type: kind, time }
        }),
      }
    }),
    /** The album is `runtime.device.album`: the paths, to be looked up among the phone's files. */
    saveImageToPhotosAlbum: asyncApi('saveImageToPhotosAlbum', async ({ filePath }: { filePath: string }) => {
      if (!(await device.privacy.require('saveImageToPhotosAlbum'))) throw new ApiFailure('privacy permission is not authorized', { errno: 104 })
      if (!(await device.grant('scope.writePhotosAlbum', '保存图片或视频到你的相册'))) throw new ApiFailure('auth deny')
      if (!files.blob(filePath).type.startsWith('image/')) throw new ApiFailure('invalid file type')
      device.album.push(filePath)
    }),
    /** A browser shows what it can and saves the rest. */
    openDocument: asyncApi('openDocument', ({ filePath, fileType }: { filePath: string; fileType?: string }) => {
      if (!DOCUMENTS.includes(fileType ?? filePath.split('.').pop() ?? '')) throw new ApiFailure('filetype not supported')
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
