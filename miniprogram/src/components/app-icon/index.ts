/** One drawing in the colour of the text around it. Decorative: the words beside it carry the meaning. */
Component({
  properties: {
    name: { type: String, value: '' },
    /** px at font factor 1 */
    size: { type: Number, value: 20 },
  },
})
