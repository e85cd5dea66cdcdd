/** Writing a suggestion: kept as it is typed; what others said before is shown on the way. */
import type { ViewState } from '../../components/page-state/state'
import { clientRef } from '../../services/checkin'
import { needsPhone } from '../../services/join'
import { keepOnly, keepPhoto, photosLeft } from '../../services/kept-photos'
import { choosePhotos, enqueue, filesWaiting, sendWaiting, waiting } from '../../services/photos'
import { ASKS, askFor } from '../../services/push'
import { ApiError, codeOf, wordsOf } from '../../services/request'
import { forget, read, write } from '../../services/storage'
import { changeSuggestion, checkAgain, type Draft, endorse, guide, photosOf, similar, suggestion, writeSuggestion } from '../../services/suggestions'
import type { SimilarItem, Suggestion, SuggestionGuide } from '../../services/types'

interface Kept extends Draft {
  ref: string
  photos?: string[]
}

const DRAFT = 'draft:suggestion'
const FRESH: Draft = { title: '', text: '', category: '', place: '', is_name_hidden: false }
const LEAST_TYPED = 6
const STILL_MS = 400
const MOST_PHOTOS = 9
/** What is wrong stands beneath its field: as much of the page above it is to be seen, in px. */
const FIELD_ABOVE = -240
/** Fields that have a place for what is wrong with them. */
const SHOWN = ['title', 'text', 'category', 'place']

const wordsIn = ({ title, text, place, category }: Suggestion) => ({ title, text, place, category: category.key })

Page({
  data: {
    state: 'loading' as ViewState,
    error: '',
    id: '',
    draft: FRESH,
    categories: [] as SuggestionGuide['categories'],
    nameNote: '',
    photos: [] as string[],
    alike: [] as SimilarItem[],
    errors: {} as Record<string, string>,
    isFrozen: false,
    asksPhone: false,
    busy: false,
    progress: '',
  },

  /** What goes on once the phone is verified. */
  begun: () => {},
  hasAsked: false,
  ref: '',
  version: 0,
  timer: 0,
  turn: 0,

  onLoad({ id }) {
    this.setData({ id: id ?? '' })
    this.load()
  },

  onUnload() {
    clearTimeout(this.timer)
  },

  async load() {
    const { id } = this.data
    try {
      const [{ categories, name_note }, shown] = await Promise.all([guide(), id ? suggestion(id) : null])
      const { photos = [], ref = clientRef(), ...kept } = (id ? null : read<Kept>(DRAFT)) ?? ({} as Partial<Kept>)
      const left = await photosLeft(photos)
      if (!id) keepOnly([...left, ...filesWaiting()])
      this.ref = ref
      this.version = shown?.version ?? 0
      this.setData({
        state: 'ready',
        categories,
        nameNote: name_note,
        photos: left,
        isFrozen: (shown?.endorsements ?? 0) > 0,
        draft: { ...FRESH, ...(shown ? wordsIn(shown) : kept) },
      })
    } catch (reason) {
      this.setData({ state: 'error', error: wordsOf(reason) })
    }
  },

  onType(event: WechatMiniprogram.Input) {
    const field = event.currentTarget.dataset.field as keyof Draft
    this.change({ [field]: event.detail.value })
    if (field === 'title' || field === 'text') this.lookSoon()
  },

  onCategory(event: WechatMiniprogram.TouchEvent) {
    this.change({ category: event.currentTarget.dataset.key as string })
  },

  onName(event: WechatMiniprogram.SwitchChange) {
    this.change({ is_name_hidden: event.detail.value })
  },

  change(fields: Partial<Draft>) {
    this.setData({ draft: { ...this.data.draft, ...fields }, errors: {} })
    this.keep()
  },

  keep() {
    const { id, draft, photos } = this.data
    if (!id) write(DRAFT, { ...draft, photos, ref: this.ref } satisfies Kept)
  },

  /** Once the fingers rest, not at every stroke. */
  lookSoon() {
    if (this.data.id) return
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.look(), STILL_MS) as unknown as number
  },

  async look() {
    const { title, text } = this.data.draft
    const typed = `${title} ${text}`.trim().slice(0, 200)
    this.turn += 1
    const turn = this.turn
    if (typed.length < LEAST_TYPED) return this.setData({ alike: [] })
    try {
      const alike = await similar(typed)
      if (turn === this.turn) this.setData({ alike })
    } catch {
      // It helps, it is not needed: writing goes on.
    }
  },

  onEndorse(event: WechatMiniprogram.TouchEvent) {
    this.endorse(event.currentTarget.dataset.id as string)
  },

  async endorse(id: string) {
    try {
      await endorse(id)
      wx.showToast({ title: '已附议，有进展会告诉您', icon: 'none' })
      wx.redirectTo({ url: `/pages/suggestion/index?id=${id}` })
    } catch (reason) {
      if (needsPhone(reason)) return this.askPhone(() => this.endorse(id))
      wx.showToast({ title: wordsOf(reason), icon: 'none' })
    }
  },

  askPhone(begun: () => void) {
    this.begun = begun
    this.setData({ asksPhone: true })
  },

  onVerified() {
    this.setData({ asksPhone: false })
    this.begun()
  },

  onAlike(event: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: `/pages/suggestion/index?id=${event.currentTarget.dataset.id as string}` })
  },

  async onPhotos() {
    const chosen = (await choosePhotos()).slice(0, MOST_PHOTOS - this.data.photos.length)
    const kept = await Promise.all(chosen.map(keepPhoto))
    this.setPhotos([...this.data.photos, ...kept])
  },

  onPhoto(event: WechatMiniprogram.TouchEvent) {
    const index = event.currentTarget.dataset.index as number
    this.setPhotos(this.data.photos.filter((_, at) => at !== index))
  },

  setPhotos(photos: string[]) {
    this.setData({ photos })
    this.keep()
    keepOnly([...photos, ...filesWaiting()])
  },

  lacking(): Record<string, string> {
    const { title, text, category } = this.data.draft
    return {
      ...(title.trim().length < 2 ? { title: '用一句话说明是什么事，至少 2 个字' } : {}),
      ...(text.trim().length < 5 ? { text: '说说具体情况，至少 5 个字' } : {}),
      ...(category ? {} : { category: '请选一个类别' }),
    }
  },

  /** Says what is wrong where it is wrong, and goes there: the button is at the other end of the page. */
  point(errors: Record<string, string>) {
    this.setData({ errors }, () => wx.pageScrollTo({ selector: '.error', offsetTop: FIELD_ABOVE, duration: 200 }))
  },

  async onSubmit() {
    if (this.data.busy) return
    const errors = this.lacking()
    if (Object.keys(errors).length) return this.point(errors)
    // In the tap itself: one word when it is answered. A second try asks no more.
    const asked = this.data.id || this.hasAsked ? null : askFor(ASKS.suggestion)
    this.hasAsked = true
    this.setData({ busy: true, errors: {} })
    await asked
    try {
      await this.send()
    } catch (reason) {
      await this.refuse(reason)
    }
    this.setData({ busy: false, progress: '' })
  },

  async send() {
    const { id, draft, photos } = this.data
    if (id) {
      await changeSuggestion(id, draft, this.version)
      return wx.navigateBack()
    }
    let shown = await writeSuggestion(draft, this.ref)
    if (shown.check === 'log_in') shown = await checkAgain(shown.id).catch(() => shown)
    forget(DRAFT)
    enqueue(photosOf(shown.id), photos)
    await this.sendPhotos(photosOf(shown.id), photos.length)
    keepOnly(filesWaiting())
    wx.redirectTo({ url: `/pages/suggestion/index?id=${shown.id}&sent=1` })
  },

  /** What fails waits on the page of the suggestion. */
  async sendPhotos(queue: string, count: number) {
    let done = 0
    const tell = () => {
      const one = waiting(queue).find(({ state }) => state === 'sending')
      this.setData({ progress: one ? `正在上传第 ${Math.min(done + 1, count)} / ${count} 张，${one.percent}%` : '' })
    }
    await sendWaiting(queue, tell, () => {
      done += 1
    })
  },

  /** What was typed stays: told at its field, or in a dialog where the page has none. */
  async refuse(reason: unknown) {
    if (needsPhone(reason)) return this.askPhone(() => this.onSubmit())
    const errors = reason instanceof ApiError ? reason.errors : {}
    const told = Object.fromEntries(SHOWN.flatMap((field) => (errors[field]?.[0] ? [[field, errors[field][0]]] : [])))
    if (Object.keys(told).length) return this.point(told)
    if (codeOf(reason) === 'case_changed') await this.catchUp()
    wx.showModal({ title: '没有提交上', content: `${wordsOf(reason)}\n写好的内容都还在。`, showCancel: false, confirmText: '知道了' })
  },

  /** Somebody handled it meanwhile: the next tap goes upon what it is now. */
  async catchUp() {
    try {
      const { version, endorsements } = await suggestion(this.data.id)
      this.version = version
      this.setData({ isFrozen: endorsements > 0 })
    } catch {
      // The next tap says what is wrong.
    }
  },
})
