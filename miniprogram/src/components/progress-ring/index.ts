/** A ring that fills clockwise from the top: completeness, or the time a code has left. */
Component({
  properties: {
    percent: { type: Number, value: 0 },
    /** px at font factor 1 */
    size: { type: Number, value: 84 },
    label: { type: String, value: '' },
  },
})
