// Draws the preview again while one types. Without it the button does.
const form = document.getElementById('brand');
const draw = document.getElementById('draw');
let timer;
form.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(() => form.requestSubmit(draw), 400);
});
form.addEventListener('submit', () => clearTimeout(timer));
