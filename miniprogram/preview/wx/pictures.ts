import { showActionSheet } from '../chrome/dialogs'

const WIDTH = 800
const HEIGHT = 600
const SAMPLES = ['#0f766e', '#b45309', '#4338ca']

/** The album of the preview: samples drawn here, or files of this computer. Empty when cancelled. */
export async function pickPictures(count: number): Promise<Blob[]> {
  const choice = await showActionSheet({ itemList: [`样张 ${Math.min(count, SAMPLES.length)} 张`, '从这台电脑选择'] })
  if (choice === undefined) return []
  const picked = choice === 0 ? await Promise.all(SAMPLES.map(drawn)) : await pickFiles(count > 1)
  return picked.slice(0, count)
}

function drawn(colour: string, index: number): Promise<Blob> {
  const canvas = Object.assign(document.createElement('canvas'), { width: WIDTH, height: HEIGHT })
  const context = canvas.getContext('2d')
  if (context) {
    context.fillStyle = colour
    context.fillRect(0, 0, WIDTH, HEIGHT)
    context.fillStyle = '#ffffff'
    context.font = '96px sans-serif'
    context.fillText(`样张 ${index + 1}`, 80, HEIGHT / 2)
  }
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/jpeg', 0.8))
}

function pickFiles(multiple: boolean): Promise<Blob[]> {
  const input = Object.assign(document.createElement('input'), { type: 'file', accept: 'image/*', multiple })
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]))
    input.addEventListener('cancel', () => resolve([]))
    input.click()
  })
}
