import { type DemoClock, readDemoClock, tellPhones } from '../runtime/demo-clock'

const LOOK_EVERY_MS = 10_000
const HOUR_S = 3600
const DAY_S = 24 * HOUR_S
const DAY_MS = DAY_S * 1000
const ONLY_FORWARD = '只能往前拨'

/**
 * The demo's time in the page's header, with what moves it forward.
 *
 * @param address of the server's clock
 * @param onMoved called when time was moved, here or elsewhere, and the phones start anew
 */
export function clockControl(address: string, onMoved: () => void): HTMLElement {
  const template = document.createElement('template')
  template.innerHTML = `<fieldset class="clock" hidden><legend>演示时间</legend><time></time>
    <button>+1 小时</button><button>+1 天</button><button></button><small role="status">${ONLY_FORWARD}</small></fieldset>`
  const control = template.content.firstElementChild as HTMLFieldSetElement
  const [hour, day, morning] = control.querySelectorAll('button') as unknown as [HTMLButtonElement, HTMLButtonElement, HTMLButtonElement]
  const [shown, status] = [control.querySelector('time') as HTMLElement, control.querySelector('small') as HTMLElement]
  let clock: DemoClock | undefined
  let isMoving = false

  const show = (fresh: DemoClock) => {
    const hasMoved = clock && fresh.ahead_ms !== clock.ahead_ms
    clock = fresh
    control.hidden = false
    shown.textContent = dateWords(fresh.now)
    morning.textContent = morningWords(fresh)
    if (hasMoved) {
      tellPhones(fresh.ahead_ms)
      onMoved()
    }
  }
  const look = async () => {
    const fresh = isMoving ? undefined : await readDemoClock(address)
    if (fresh && !isMoving) show(fresh)
  }
  const move = async (by: { advance_s: number } | { to: string }) => {
    if (isMoving) return
    isMoving = true
    control.setAttribute('aria-busy', 'true')
    try {
      show(await moved(address, by))
      status.textContent = ONLY_FORWARD
    } catch {
      status.textContent = '没有拨动，请再按一次'
    } finally {
      isMoving = false
      control.removeAttribute('aria-busy')
    }
  }
  hour.addEventListener('click', () => void move({ advance_s: HOUR_S }))
  day.addEventListener('click', () => void move({ advance_s: DAY_S }))
  morning.addEventListener('click', () => void (clock && move({ to: clock.next_morning })))
  setInterval(() => void look(), LOOK_EVERY_MS)
  void look()
  return control
}

async function moved(address: string, by: object): Promise<DemoClock> {
  const response = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(by) })
  if (!response.ok) throw new Error(`the demo's clock answered ${response.status}`)
  return (await response.json()) as DemoClock
}

/** `2026-04-23T14:05:12+08:00` -> `4月23日 周四 14:05`, on the wall clock it names, wherever the browser is. */
export function dateWords(moment: string): string {
  const day = dayOf(moment)
  return `${day.getUTCMonth() + 1}月${day.getUTCDate()}日 ${weekday(day)} ${moment.slice(11, 16)}`
}

/** What the button to the next working morning says: 今早 8:30, 明早 8:30, 周一早 8:30. */
export function morningWords({ now, next_morning }: Pick<DemoClock, 'now' | 'next_morning'>): string {
  const [today, day] = [dayOf(now), dayOf(next_morning)]
  const days = Math.round((day.getTime() - today.getTime()) / DAY_MS)
  const which = ['今', '明'][days] ?? weekday(day)
  return `${which}早 ${next_morning.slice(11, 16).replace(/^0/, '')}`
}

const dayOf = (moment: string) => new Date(`${moment.slice(0, 10)}T00:00:00Z`)
const weekday = (day: Date) => `周${'日一二三四五六'[day.getUTCDay()]}`
