/** Opening what was downloaded, and keeping pictures in the phone's album. */
import { ApiError } from './request'
import type { Attachment } from './types'
import { download } from './upload'

type DocumentType = NonNullable<WechatMiniprogram.OpenDocumentOption['fileType']>

/** What WeChat's viewer can show. */
const DOCUMENTS: DocumentType[] = ['doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'pdf']

/** 842 KB · 1.3 MB */
export function fileSize(bytes: number): string {
  const kilobytes = bytes / 1024
  return kilobytes < 1000 ? `${Math.max(1, Math.round(kilobytes))} KB` : `${(kilobytes / 1024).toFixed(1)} MB`
}

/** Shows an attachment in WeChat's own viewer, from where it can be forwarded or kept. Rejects with an ApiError. */
export async function openAttachment({ name, mime, url }: Pick<Attachment, 'name' | 'mime' | 'url'>): Promise<void> {
  if (mime.startsWith('image/')) {
    wx.previewImage({ urls: [url] })
    return
  }
  const ending = name.split('.').pop()?.toLowerCase() ?? ''
  const fileType = DOCUMENTS.find((type) => type === ending)
  if (!fileType) throw new ApiError('cannot_open', '微信打不开这种文件，请向联系人索取。')
  await openDocument(await download(url), fileType)
}

/** Shows a file of this phone in WeChat's own viewer. Rejects with an ApiError. */
export function openDocument(filePath: string, fileType: DocumentType): Promise<void> {
  return new Promise((resolve, reject) => {
    wx.openDocument({
      filePath,
      fileType,
      showMenu: true,
      success: () => resolve(),
      fail: () => reject(new ApiError('cannot_open', '没能打开这个文件，请再试一次。')),
    })
  })
}

export type Saved = 'saved' | 'refused' | 'cancelled'

/**
 * Puts a picture into the album. WeChat asks once for the permission; after a refusal only its settings page can give
 * it, so `refused` is for offering that page. Rejects with an ApiError when the picture cannot be fetched.
 */
export async function saveToAlbum(url: string): Promise<Saved> {
  const filePath = await download(url)
  return new Promise((resolve) => {
    wx.saveImageToPhotosAlbum({
      filePath,
      success: () => resolve('saved'),
      fail: ({ errMsg }) => resolve(/auth|privacy/i.test(errMsg) ? 'refused' : 'cancelled'),
    })
  })
}

/** Offers WeChat's settings page; call in a tap. */
export function offerAlbumSetting(): void {
  wx.showModal({
    title: '没有相册权限',
    content: '保存图片要用到相册。可以在设置里打开「添加到相册」，再回来保存。',
    confirmText: '去设置',
    cancelText: '不用了',
    success: ({ confirm }) => {
      if (confirm) wx.openSetting({})
    },
  })
}
