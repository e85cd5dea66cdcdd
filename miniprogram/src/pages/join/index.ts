/** From visitor to member: by the phone on the roster, by invitation, or by an application to the staff. */
import type { ViewState } from '../../components/page-state/state'
import { keptReceipt } from '../../services/checkin'
import * as joining from '../../services/join'
import { HEADS, invitationIn, type Step } from '../../services/join-words'
import { ApiError, codeOf, wordsOf } from '../../services/request'
import { me, open } from '../../services/session'
import type { Application, JoinableOrganization, JoinOutcome, PhoneOutcome } from '../../services/types'

const PHONE_NOTES: Partial<Record<PhoneOutcome['outcome'], string>> = {
  no_match: '名单里没有这个手机号。选好组织，工作人员会核对后为您办理。',
  needs_staff: '这个手机号需要工作人员核对一下，请留下姓名。',
}

Page({
  data: {
    state: 'loading' as ViewState,
    error: '',
    step: 'ways' as Step,
    head: HEADS.ways,
    maskedName: '',
    notice: '',
    invited: '',
    name: '',
    note: '',
    code: '',
    organizations: [] as JoinableOrganization[],
    organization: -1,
    asksOrganization: true,
    application: null as Application | null,
    wrong: '',
    busy: false,
  },

  claim: '',

  async onLoad(query) {
    const invitation = invitationIn(query)
    try {
      await open()
      const application = me()?.application ?? null
      this.setData({ state: 'ready', application })
      if (me()?.member) this.welcome()
      else if (application?.state === 'pending') this.go('pending')
      else if (invitation) this.openInvitation(invitation)
    } catch (reason) {
      this.setData({ state: 'error', error: wordsOf(reason) })
    }
  },

  load() {
    this.setData({ state: 'loading' })
    this.onLoad({})
  },

  go(step: Step) {
    this.setData({ step, head: HEADS[step], wrong: '' })
  },

  onStep(event: WechatMiniprogram.TouchEvent) {
    this.go(event.currentTarget.dataset.step as Step)
    if (this.data.step === 'apply') this.askOrganization()
  },

  onType(event: WechatMiniprogram.Input) {
    this.setData({ [event.currentTarget.dataset.field as string]: event.detail.value, wrong: '' })
  },

  onOrganization(event: WechatMiniprogram.PickerChange) {
    this.setData({ organization: Number(event.detail.value), wrong: '' })
  },

  onPhone(event: WechatMiniprogram.CustomEvent<{ code?: string; errno?: number }>) {
    const { code, errno } = event.detail
    if (code) this.act(async () => this.matched(await joining.matchPhone(code)))
    else if (errno === joining.NO_PHONE_QUOTA) this.setData({ wrong: '手机号验证暂时用不了，请用邀请码或提交申请。' })
  },

  async matched({ outcome, claim_id, masked_name = '' }: PhoneOutcome) {
    this.claim = claim_id
    this.setData({ maskedName: masked_name, notice: PHONE_NOTES[outcome] ?? '' })
    this.go(outcome === 'confirm_name' ? 'name' : 'apply')
    if (outcome === 'no_match') await this.askOrganization()
    if (outcome === 'needs_staff') this.setData({ asksOrganization: false })
  },

  async askOrganization() {
    this.setData({ asksOrganization: true })
    if (!this.data.organizations.length) this.setData({ organizations: await joining.organizations().catch(() => []) })
  },

  openInvitation(code: string) {
    this.setData({ code })
    this.act(async () => {
      const { organization } = await joining.invitation(code.trim())
      this.setData({ invited: organization.name, notice: `${organization.name} 邀请您加入` })
    })
    this.go('code')
  },

  onLookUp() {
    if (this.data.code.trim()) this.openInvitation(this.data.code)
    else this.setData({ wrong: '请填写邀请码' })
  },

  onConfirm() {
    const { step, name, note, code, asksOrganization, organizations, organization } = this.data
    const chosen = organizations[organization]
    if (!name.trim()) return this.setData({ wrong: '请填写您的姓名' })
    if (step === 'apply' && asksOrganization && !chosen) return this.setData({ wrong: '请选择要加入的组织' })
    const organizationId = asksOrganization ? chosen?.id : undefined
    return this.act(async () => {
      if (step === 'code') this.settle(await joining.acceptInvitation(code.trim(), name))
      else if (step === 'name') this.settle(await joining.confirmPhone({ claim_id: this.claim, name }))
      else if (this.claim) {
        this.settle(await joining.confirmPhone({ claim_id: this.claim, name, note, organization_id: organizationId }))
      } else if (organizationId) this.settle(await joining.apply(organizationId, name, note))
    })
  },

  onWithdraw() {
    this.act(async () => {
      await joining.withdrawApplication()
      this.go('ways')
    })
  },

  async act(run: () => Promise<void>) {
    this.setData({ busy: true, wrong: '' })
    try {
      await run()
    } catch (reason) {
      const [first] = reason instanceof ApiError ? Object.values(reason.errors) : []
      this.setData({ wrong: first?.[0] ?? wordsOf(reason) })
      if (codeOf(reason) === 'already_member') this.welcome()
      if (codeOf(reason) === 'claim_expired') this.setData({ step: 'ways', head: HEADS.ways })
    }
    this.setData({ busy: false })
  },

  settle({ outcome, me: { application } }: JoinOutcome) {
    if (outcome === 'joined') return this.welcome()
    this.setData({ application })
    this.go('pending')
  },

  /** A check-in that waited for the joining goes on; else the record is read over and confirmed. */
  welcome() {
    wx.redirectTo({ url: keptReceipt(new Date()) ? '/pages/checkin/index' : '/pages/profile/index' })
    wx.showToast({ title: '欢迎加入', icon: 'none' })
  },
})
