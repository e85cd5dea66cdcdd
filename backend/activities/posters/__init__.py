"""The poster of an activity: a picture to pass on, with what one must know and a code that leads to it."""
