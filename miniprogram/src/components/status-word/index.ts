/** A state in a word, with a drawing and a colour of its own: never colour alone. */
Component({
  properties: {
    tone: { type: String, value: 'plain' },
    icon: { type: String, value: '' },
    word: { type: String, value: '' },
  },
})
