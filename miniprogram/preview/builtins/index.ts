import { defineButton } from './button'
import { defineCanvas } from './canvas'
import { defineChoices } from './choices'
import { defineContainers } from './containers'
import { defineForm } from './form'
import { defineMedia } from './media'
import type { ComponentSpace } from './node'
import { definePicker } from './picker'
import { defineRichText } from './rich-text'
import { defineScrollView } from './scroll-view'
import { defineSwiper } from './swiper'
import { defineTextFields } from './text-fields'

/**
 * Defines every built-in tag of WeChat that the preview draws (build/supported.mjs lists them).
 *
 * They are set on the space itself: what a page declares as used is not inherited by its components.
 */
export function defineBuiltins(space: ComponentSpace): void {
  for (const define of [
    defineContainers,
    defineMedia,
    defineTextFields,
    defineChoices,
    definePicker,
    defineButton,
    defineForm,
    defineScrollView,
    defineSwiper,
    defineRichText,
    defineCanvas,
  ]) {
    define(space)
  }
}
