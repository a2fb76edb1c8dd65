// Draws the preview again while one types. Without it the button does.
const draw = document.getElementById('draw');
const form = draw.form;
let timer;
form.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(() => form.requestSubmit(draw), 400);
});
form.addEventListener('submit', () => clearTimeout(timer));
