/**
 * A QR code drawn on the phone itself, so that a pass works without a network. Error correction M with the
 * quiet zone of four modules that ISO/IEC 18004 asks for.
 */
import { Ecc, QrCode } from 'tdesign-miniprogram/common/shared/qrcode/qrcodegen'

const QUIET = 4

interface CanvasNode {
  width: number
  height: number
  getContext(kind: '2d'): { fillStyle: string; fillRect(x: number, y: number, width: number, height: number): void }
}

Component({
  properties: {
    text: { type: String, value: '' },
    label: { type: String, value: '二维码' },
  },
  data: { isLaidOut: false },
  observers: {
    'text, isLaidOut'(text: string, isLaidOut: boolean) {
      if (text && isLaidOut) this.draw()
    },
  },
  lifetimes: {
    attached() {
      wx.nextTick(() => this.setData({ isLaidOut: true }))
    },
  },
  methods: {
    draw() {
      this.createSelectorQuery()
        .select('#code')
        .fields({ node: true, size: true })
        .exec(([found]: [{ node: CanvasNode; width: number } | null]) => {
          if (found?.node) paint(found.node, found.width, this.data.text)
        })
    },
  },
})

/** Whole device pixels per module: a blurred edge is what scanners stumble over. */
function paint(canvas: CanvasNode, width: number, text: string): void {
  const code = QrCode.encodeText(text, Ecc.MEDIUM)
  const cells = code.size + 2 * QUIET
  const cell = Math.max(1, Math.floor((width * wx.getWindowInfo().pixelRatio) / cells))
  canvas.width = cells * cell
  canvas.height = cells * cell
  const context = canvas.getContext('2d')
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = '#000000'
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) {
      if (code.getModule(x, y)) context.fillRect((x + QUIET) * cell, (y + QUIET) * cell, cell, cell)
    }
  }
}
