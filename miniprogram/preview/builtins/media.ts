import { resolveResource } from '../wx/resources'
import { builtin, type ComponentSpace } from './node'
import { SHARED, setUpShared } from './shared'

/** WeChat's `mode` -> how the picture fits its box. */
const FIT: Record<string, string> = {
  scaleToFill: 'fill',
  aspectFit: 'contain',
  aspectFill: 'cover',
  widthFix: 'fill',
  heightFix: 'fill',
  center: 'none',
  top: 'none',
  bottom: 'none',
  left: 'none',
  right: 'none',
}

export function defineMedia(space: ComponentSpace): void {
  for (const tag of ['image', 'cover-image']) {
    builtin(space, tag, { ...SHARED, src: '', mode: 'scaleToFill', lazyLoad: false, showMenuByLongpress: false, webp: false }, (node) => {
      setUpShared(node)
      const { element } = node
      const picture = document.createElement('img')
      picture.alt = ''
      node.own(picture, 'load', 'error')
      picture.addEventListener('load', () => node.fire('load', { width: picture.naturalWidth, height: picture.naturalHeight }))
      picture.addEventListener('error', () => node.fire('error', { errMsg: `image load failed: ${node.props.src}` }))
      picture.draggable = false
      element.append(picture)
      node.watch(['mode'], () => {
        const { mode } = node.props
        const fit = FIT[mode]
        if (!fit) throw new Error(`<${tag} mode="${mode}"> is not supported by the preview`)
        picture.style.objectFit = fit
        picture.style.objectPosition = fit === 'none' ? mode : ''
        element.dataset.mode = mode
      })
      node.watch(['src'], () => {
        if (node.props.src) picture.src = resolveResource(node.props.src, element.closest<HTMLElement>('wx-page')?.dataset.route)
        else picture.removeAttribute('src')
      })
    })
  }
}
