import type { ControlMessage } from '../runtime/hooks'
import type { HostConfig } from '../runtime/phone'
import { clockControl } from './clock'

/** The phones of config.json side by side, and what a person may do to each beyond tapping it. */

const FRAME_HEIGHT_PX = 832
const CHROME_PX = 140
const SMALLEST_ZOOM = 0.7

type PhoneConfig = NonNullable<HostConfig['phones']>[number]

async function start(): Promise<void> {
  const config = (await (await fetch('config.json')).json()) as HostConfig
  document.querySelector('#links')?.append(...links(config))
  document.querySelector('#phones')?.append(...(config.phones ?? []).map(phone))
  if (config.clock) document.querySelector('#links')?.before(clockControl(config.clock, switchNetworksOn))
  for (const radio of document.querySelectorAll<HTMLInputElement>('input[name=font]')) {
    radio.addEventListener('change', () => {
      for (const frame of document.querySelectorAll('iframe')) frame.src = withFont(frame.src, radio.value)
    })
  }
  window.addEventListener('resize', fitScreen)
  fitScreen()
}

function links({ api_base, simulator_base }: HostConfig): HTMLAnchorElement[] {
  const targets = { 微信消息: `${simulator_base ?? ''}/`, 'API 文档': `${api_base ?? ''}/docs` }
  return Object.entries(targets).map(([text, href]) => Object.assign(document.createElement('a'), { href, target: '_blank', textContent: text }))
}

function phone({ id, title, name, user_id }: PhoneConfig): HTMLElement {
  const template = document.createElement('template')
  template.innerHTML = `<section class="phone"><div><h2></h2><p></p><span class="controls">
    <label><input type="checkbox" checked>网络</label><button>重开</button><button>清空</button></span></div>
    <div class="frame"><iframe></iframe></div></section>`
  const section = template.content.firstElementChild as HTMLElement
  const frame = section.querySelector('iframe') as HTMLIFrameElement
  const [reload, clear] = section.querySelectorAll('button')
  const network = section.querySelector('input') as HTMLInputElement
  const heading = section.querySelector('h2') as HTMLElement
  heading.textContent = title
  heading.nextElementSibling?.replaceChildren(name ?? '')
  section.dataset.phone = id
  frame.title = `${title}的手机`
  frame.src = new URL(`phone.html?${new URLSearchParams({ phone: id, user: user_id })}`, location.href).href
  const tell = (message: ControlMessage) => frame.contentWindow?.postMessage(message, location.origin)
  network.addEventListener('change', () => tell({ type: 'lianyi-preview', command: 'online', value: network.checked }))
  reload?.addEventListener('click', () => {
    network.checked = true
    frame.contentWindow?.location.reload()
  })
  clear?.addEventListener('click', () => {
    network.checked = true
    tell({ type: 'lianyi-preview', command: 'clear' })
  })
  return section
}

/** Phones that start anew are on line, as after 重开. */
function switchNetworksOn(): void {
  for (const network of document.querySelectorAll<HTMLInputElement>('.phone input[type=checkbox]')) network.checked = true
}

function withFont(address: string, scale: string): string {
  const url = new URL(address)
  url.searchParams.set('fontScale', scale)
  return url.href
}

/** Whole phones on a laptop's screen. */
function fitScreen(): void {
  const zoom = Math.min(1, Math.max(SMALLEST_ZOOM, (innerHeight - CHROME_PX) / FRAME_HEIGHT_PX))
  document.documentElement.style.setProperty('--zoom', zoom.toFixed(3))
}

void start()
