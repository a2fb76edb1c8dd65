
// ---- page: reads the page anew, and sends forms without leaving it ----

const part = (name) => document.querySelector(`[data-part="${name}"]`);
const links = () => [...document.querySelectorAll('.row > .open')];
const parse = (html) => new DOMParser().parseFromString(html, 'text/html');

let address = document.body.dataset.address;
// What was said once is not said again when the page is loaded again.
if (new URLSearchParams(location.search).has('said')) history.replaceState(null, '', address);

/** Takes in a page that was read anew. */
function take(fresh, sent) {
  const focused = document.activeElement;
  const at = links().findIndex((link) => link === focused || link === lastLink);
  const heard = [];
  for (const region of document.querySelectorAll('[data-live]')) {
    const now = fresh.querySelector(`[data-live="${region.dataset.live}"]`);
    if (!now) continue;
    if (now.dataset.summary && now.dataset.summary !== region.dataset.summary) heard.push(now.dataset.summary);
    morph(region, now, sent);
  }
  if (sent) takeAnswer(fresh, sent);
  if (heard.length > 0) part('announcement').textContent = heard.join(' ');
  countTicks();
  refocus(focused, at);
}

/** What was done, and the fields it was done with. A form beside what changes
 * by itself is drawn anew with the box around it, which may close now. */
function takeAnswer(fresh, sent) {
  const box = sent.closest('[id]');
  const drawn = box && fresh.getElementById(box.id);
  if (drawn && box.id !== 'rows' && !box.closest('[data-live]')) morph(box, drawn, box);
  for (const name of ['said', 'row-acts']) {
    const [region, now] = [part(name), fresh.querySelector(`[data-part="${name}"]`)];
    if (region && now && (name === 'said' || sent.contains(region))) morph(region, now, sent);
  }
  address = fresh.body.dataset.address;
  history.replaceState(null, '', address);
}

/** A row that is gone leaves the cursor to the one that came into its place. */
function refocus(focused, at) {
  const isLost = document.activeElement === document.body || document.activeElement?.checkVisibility() === false;
  if (!isLost) return;
  const summary = focused?.closest('details')?.querySelector('summary');
  const kept = [focused, summary].find((node) => node?.isConnected && node !== document.body && node.checkVisibility());
  if (kept) kept.focus({ preventScroll: true });
  else if (at >= 0) links()[Math.min(at, links().length - 1)]?.focus();
}

/** Reads this page anew; once more if something changed meanwhile. What was
 * drawn before a form was answered is older than the answer: it would put back
 * what has just been done, and is not taken. */
let reading = false;
let readAgain = false;
let answers = 0;
async function readAnew() {
  readAgain = reading;
  if (reading) return;
  reading = true;
  const asked = answers;
  try {
    const response = await fetch(address, { headers: { 'x-doorstep-refresh': 'live' } });
    if (response.redirected) location.assign(response.url);
    else if (response.ok) {
      const fresh = parse(await response.text());
      if (asked === answers) take(fresh);
      else readAgain = true;
    }
    say(response.ok ? 'online' : 'offline');
  } catch {
    say('offline');
  } finally {
    reading = false;
    if (readAgain) readAnew();
  }
}

/** Says that news comes in no more, and that it does again. */
let isOffline = false;
function say(state) {
  if (state === 'offline' || isOffline) part('offline').textContent = part('offline').dataset[state];
  isOffline = state === 'offline';
  if (!isOffline) setTimeout(() => { if (!isOffline) part('offline').textContent = ''; }, 4_000);
}

document.addEventListener('submit', async (event) => {
  const form = event.target;
  if (!('swaps' in form.dataset)) return;
  event.preventDefault();
  if (form.ariaBusy === 'true') return;
  form.ariaBusy = 'true';
  const body = new URLSearchParams(new FormData(form, event.submitter));
  try {
    const response = await fetch(form.action, { method: 'POST', body });
    const isHere = new URL(response.url).pathname === new URL(address, location.href).pathname;
    if (response.redirected && !isHere) location.assign(response.url);
    else {
      // A refusal is a page of the console too, with what was typed on it.
      const fresh = parse(await response.text());
      if (!fresh.body.dataset.address) throw new Error(response.statusText);
      answers += 1;
      form.reset();
      take(fresh, form);
    }
  } catch {
    part('offline').textContent = part('offline').dataset.failed;
  } finally {
    form.ariaBusy = null;
  }
});

document.addEventListener('change', ({ target }) => {
  if ('submits' in target.dataset) target.form.requestSubmit();
  if (target.name === 'row') countTicks();
});

document.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-ticks], [data-opens]');
  if (button?.dataset.opens) document.getElementById(button.dataset.opens).showModal();
  if (button?.dataset.ticks) {
    for (const tick of document.querySelectorAll('.row > .tick input')) tick.checked = button.dataset.ticks === 'all';
    countTicks();
  }
});

const ticked = () => document.querySelectorAll('[name="row"]:checked');

function countTicks() {
  const legend = part('ticked');
  if (!legend) return;
  const count = ticked().length;
  const { none, one, several } = legend.dataset;
  legend.textContent = count === 0 ? none : count === 1 ? one : several.replace('#', count);
}
countTicks();
