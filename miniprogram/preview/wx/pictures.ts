import { showActionSheet } from '../chrome/dialogs'

const WIDTH = 800
const HEIGHT = 600
const SAMPLE_PDF = `%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>> endobj
trailer <</Root 1 0 R>>
%%EOF
`
const SAMPLES = ['#0f766e', '#b45309', '#4338ca']

/** The album of the preview: samples drawn here, or files of this computer. Empty when cancelled. */
export async function pickPictures(count: number): Promise<Blob[]> {
  const choice = await showActionSheet({ itemList: [`样张 ${Math.min(count, SAMPLES.length)} 张`, '从这台电脑选择'] })
  if (choice === undefined) return []
  const picked = choice === 0 ? await Promise.all(SAMPLES.map(drawn)) : await pickFiles(count > 1)
  return picked.slice(0, count)
}

/** The chats of the preview: a small document made here, or files of this computer. Empty when cancelled. */
export async function pickChatFiles(count: number): Promise<File[]> {
  const choice = await showActionSheet({ itemList: ['样例文件 1 个', '从这台电脑选择'] })
  if (choice === undefined) return []
  const picked = choice === 0 ? [new File([SAMPLE_PDF], '场地平面图.pdf', { type: 'application/pdf' })] : await pickFiles(count > 1, '')
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

function pickFiles(multiple: boolean, accept = 'image/*'): Promise<File[]> {
  const input = Object.assign(document.createElement('input'), { type: 'file', accept, multiple })
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]))
    input.addEventListener('cancel', () => resolve([]))
    input.click()
  })
}
