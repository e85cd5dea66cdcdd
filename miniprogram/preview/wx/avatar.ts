import { showActionSheet } from '../chrome/dialogs'
import { phoneFiles } from './files'

const SIZE = 132

/** WeChat's avatar chooser: the account's own picture (drawn from the name here), or a file. @returns a temporary path, undefined when cancelled */
export async function chooseAvatar(name: string): Promise<string | undefined> {
  const choice = await showActionSheet({ itemList: ['用微信头像', '从相册选择'] })
  if (choice === undefined) return undefined
  const blob = choice === 0 ? await drawnAvatar(name) : await pickFile()
  return blob && phoneFiles.add(blob)
}

function drawnAvatar(name: string): Promise<Blob | undefined> {
  const canvas = Object.assign(document.createElement('canvas'), { width: SIZE, height: SIZE })
  const context = canvas.getContext('2d')
  if (!context) return Promise.resolve(undefined)
  context.fillStyle = '#0f766e'
  context.fillRect(0, 0, SIZE, SIZE)
  context.fillStyle = '#ffffff'
  context.font = `${SIZE / 2}px sans-serif`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillText(name.slice(-1), SIZE / 2, SIZE / 2)
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/png'))
}

function pickFile(): Promise<Blob | undefined> {
  const input = Object.assign(document.createElement('input'), { type: 'file', accept: 'image/*' })
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0]))
    input.addEventListener('cancel', () => resolve(undefined))
    input.click()
  })
}
