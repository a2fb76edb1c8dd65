// Moves the bars. Without it the page says how far it is when it is loaded.
const upload = document.querySelector('[data-part=upload]');
upload?.addEventListener('submit', (event) => {
  event.preventDefault();
  const bar = upload.querySelector('progress');
  const button = upload.querySelector('button');
  const request = new XMLHttpRequest();
  bar.hidden = false;
  button.disabled = true;
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    bar.value = total > 0 ? (100 * loaded) / total : 0;
  });
  // The answer leads to a page; it is loaded as one, with what it has to say.
  request.addEventListener('load', () => location.assign(request.responseURL));
  // What is refused before it has come in whole is broken off: the page says why.
  request.addEventListener('error', () => location.assign(`${location.pathname}?problem=cut_off`));
  request.open('POST', upload.action);
  request.send(new FormData(upload));
});

const running = document.querySelector('[data-progress]');
const look = async () => {
  const answer = await fetch(running.dataset.progress, { headers: { 'x-doorstep-refresh': '1' } });
  const now = answer.ok ? await answer.json() : undefined;
  if (now?.said === undefined) {
    location.reload();
    return;
  }
  running.querySelector('progress').value = now.percent;
  running.querySelector('[data-part=how-far]').textContent = now.said;
  setTimeout(step, 500);
};
// A server that does not answer is asked again.
const step = () => look().catch(() => setTimeout(step, 2000));
if (running) setTimeout(step, 300);
