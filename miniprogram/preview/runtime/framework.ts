import { glassEasel, MiniProgramEnv } from 'glass-easel-miniprogram-adapter'
import { BUILTIN_TAGS } from '../build/supported.mjs'
import { defineBuiltins } from '../builtins'
import { convertUnits } from '../units.mjs'
import { installLongPress } from './long-press'
import type { Manifest } from './manifest'
import { throwLater } from './throw-later'

type CodeSpace = ReturnType<MiniProgramEnv['createCodeSpace']>
type Backend = ReturnType<MiniProgramEnv['associateBackend']>
export type Root = ReturnType<Backend['createRoot']>

export interface Framework {
  space: CodeSpace
  context: glassEasel.CurrentWindowBackendContext
  createRoot(path: string): Root
}

const EMPTY_SHEET = ''
const APP_SHEET = 'app'

/** WeChat's own component framework, taught this app's templates, this preview's built-ins, and WeChat's events. */
export function createFramework(manifest: Manifest): Framework {
  const env = new MiniProgramEnv()
  const context = new glassEasel.CurrentWindowBackendContext()
  context.document = documentOfTags() as never
  context.onEvent(dispatch)
  installLongPress()
  glassEasel.addGlobalWarningListener((message: string, component: unknown) => isAboutTheApp(message, component))
  glassEasel.addGlobalErrorListener((error: unknown) => {
    throwLater(error)
    return false
  })

  const space = env.createCodeSpace('', true)
  const backend = env.associateBackend(context as never)
  space.getComponentSpace().updateComponentOptions({ writeIdToDOM: true })
  defineBuiltins(space.getComponentSpace())

  // The style sheet is one file (see build/styles.mjs); the framework only has to know each component's prefix.
  backend.registerStyleSheetContent(APP_SHEET, EMPTY_SHEET)
  space.addStyleSheet(APP_SHEET, APP_SHEET)
  for (const [path, config] of Object.entries(manifest.configs)) {
    backend.registerStyleSheetContent(path, EMPTY_SHEET)
    space.addStyleSheet(path, path, manifest.scopes[path])
    space.addComponentStaticConfig(path, config as never)
    space.addCompiledTemplate(path, { groupList: manifest.templates, content: manifest.templates[path] } as never)
  }
  return { space, context, createRoot: (path) => backend.createRoot('wx-page-root', space, path) }
}

/** Warnings about TDesign, and those that only say that a component does not declare what WeChat's own tags have, are noise. */
function isAboutTheApp(message: string, component: unknown): boolean {
  const path = typeof component === 'object' && component !== null && 'is' in component ? String(component.is) : ''
  return !path.startsWith('miniprogram_npm/') && !/is not a valid property|Use number as for-list/.test(message)
}

/** Runs every script of the app inside the definition environment of its own path. */
export function registerScripts(framework: Framework, manifest: Manifest): void {
  const target = globalThis as unknown as Record<'Page' | 'Component' | 'Behavior', (definition: Definition) => unknown>
  for (const [path, run] of Object.entries(manifest.scripts)) {
    framework.space.globalComponentEnv(globalThis, path, () => {
      for (const kind of ['Page', 'Component', 'Behavior'] as const) {
        const define = target[kind]
        target[kind] = (definition) => define(withoutNativeBehaviors(definition))
      }
      run()
    })
  }
}

interface Definition {
  behaviors?: unknown[]
}

const NATIVE_BEHAVIORS = ['wx://form-field', 'wx://component-export', 'wx://form-field-group', 'wx://form-field-button']

/** `wx://…` behaviours live in the client; forms find their fields by property here, so they can be left out. */
function withoutNativeBehaviors<T extends Definition>(definition: T): T {
  if (!definition?.behaviors) return definition
  const behaviors = definition.behaviors.filter((behavior) => {
    if (typeof behavior !== 'string') return true
    if (!NATIVE_BEHAVIORS.includes(behavior)) throw new Error(`behavior ${behavior} is not supported by the preview`)
    return false
  })
  return { ...definition, behaviors }
}

/** Built-in tags become `wx-…` elements; inline styles may use rpx. */
function documentOfTags(): Pick<Document, 'createElement' | 'createTextNode' | 'createDocumentFragment'> {
  return {
    createElement(tag: string) {
      const element = document.createElement(BUILTIN_TAGS.has(tag) ? `wx-${tag}` : tag)
      const setAttribute = element.setAttribute
      element.setAttribute = (name: string, value: string) => {
        setAttribute.call(element, name, name === 'style' ? convertUnits(String(value)) : value)
      }
      return element
    },
    createTextNode: (text: string) => document.createTextNode(text),
    createDocumentFragment: () => document.createDocumentFragment(),
  } as Pick<Document, 'createElement' | 'createTextNode' | 'createDocumentFragment'>
}

type EventOptions = ConstructorParameters<typeof glassEasel.Event>[2] & { originalEvent: Event }

/** @returns 1 when the default action was prevented */
export function dispatch(target: unknown, type: string, detail: unknown, options: unknown): number {
  const eventOptions = options as EventOptions
  const extraFields = /^(touch|tap|long|canceltap)/.test(type) ? touchesOf(eventOptions.originalEvent) : undefined
  const event = new glassEasel.Event(type, detail, extraFields ? { ...eventOptions, extraFields } : eventOptions)
  glassEasel.Event.dispatchEvent(target as glassEasel.Element, event)
  return event.defaultPrevented() ? 1 : 0
}

/** WeChat events carry plain touches; a mouse counts as one finger. */
function touchesOf(event: Event) {
  const plain = (touches: Iterable<Touch | MouseEvent>) =>
    [...touches].map((touch) => ({
      identifier: 'identifier' in touch ? touch.identifier : 0,
      pageX: touch.pageX,
      pageY: touch.pageY,
      clientX: touch.clientX,
      clientY: touch.clientY,
    }))
  if ('changedTouches' in event) {
    const { touches, changedTouches } = event as TouchEvent
    return { touches: plain(Array.from(touches)), changedTouches: plain(Array.from(changedTouches)) }
  }
  const pointer = plain([event as MouseEvent])
  return { touches: pointer, changedTouches: pointer }
}
