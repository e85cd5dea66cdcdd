// The page prints without it; it only saves looking for the browser's own command.
const button = document.getElementById('print')
button.hidden = false
button.addEventListener('click', () => window.print())
