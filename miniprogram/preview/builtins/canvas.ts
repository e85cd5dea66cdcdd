import { builtin, type ComponentSpace } from './node'
import { SHARED, setUpShared } from './shared'

/**
 * `canvas type="2d"`: a real canvas. The app gets it by a selector query with `node: true`, as in WeChat, where the node
 * also makes images and frames.
 */
export function defineCanvas(space: ComponentSpace): void {
  builtin(space, 'canvas', { ...SHARED, type: '', canvasId: '', disableScroll: false }, (node) => {
    setUpShared(node)
    if (node.props.type !== '2d') throw new Error(`<canvas type="${node.props.type}"> is not supported by the preview: use 2d`)
    const canvas = document.createElement('canvas')
    Object.assign(canvas, {
      createImage: () => new Image(),
      requestAnimationFrame: (run: FrameRequestCallback) => requestAnimationFrame(run),
      cancelAnimationFrame: (frame: number) => cancelAnimationFrame(frame),
    })
    node.element.append(canvas)
  })
}

/** The canvas a selector query hands out. */
export function canvasOf(element: Element): HTMLCanvasElement | null {
  return element.querySelector(':scope > canvas')
}
