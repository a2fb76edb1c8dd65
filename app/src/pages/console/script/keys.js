
// ---- keys: the console without a mouse ----

/** The row that keys act on: where the focus is, else the order that is open,
 * else the row where the focus was. */
let lastLink;
document.addEventListener('focusin', ({ target }) => {
  const row = target.closest('.row');
  if (row) lastLink = row.querySelector('.open');
});
const rowOf = (order) => links().find((link) => link.closest('.row').dataset.order === order);
const cursor = () =>
  document.activeElement?.closest('.row')?.querySelector('.open') ??
  rowOf(document.body.dataset.order) ?? (lastLink?.isConnected ? lastLink : undefined);

function move(by) {
  const all = links();
  if (all.length === 0) return;
  if (!all[0].checkVisibility()) location.hash = 'queue';
  const at = all.indexOf(cursor());
  const isOnIt = all[at]?.closest('.row').contains(document.activeElement);
  const next = isOnIt || by < 0 ? at + by : Math.max(at, 0);
  const link = all[Math.min(Math.max(next, 0), all.length - 1)];
  link.focus({ preventScroll: true });
  link.closest('.row').scrollIntoView({ block: 'nearest' });
}

/** Presses what can be pressed, and goes to what can be filled in. */
function use(target) {
  for (let box = target.closest('details'); box; box = box.parentElement.closest('details')) box.open = true;
  if (target.matches('button, a, summary')) target.click();
  else target.focus();
}

/** An act on ticked rows, else on the open order, else on the cursor's row. */
function act(name, key) {
  const link = cursor();
  const inPane = document.querySelector(`main [data-shortcut="${key}"]`);
  const isElsewhere = link && link.closest('.row').dataset.order !== document.body.dataset.order;
  if (inPane && ticked().length === 0 && !isElsewhere) return use(inPane);
  if (ticked().length === 0 && !link) return undefined;
  if (ticked().length === 0) link.closest('.row').querySelector('.tick input').checked = true;
  countTicks();
  const box = document.querySelector(`.queue .acts [data-act="${name}"]`);
  if (!box) return undefined;
  box.open = true;
  return box.querySelector('textarea, select, input')?.focus();
}

/** Takes the row of the cursor; the open order where the focus is in it. */
function takeIt() {
  const isInOrder = document.getElementById('content').contains(document.activeElement);
  const inOrder = document.querySelector('main [data-shortcut="t"]');
  const inRow = cursor()?.closest('.row').querySelector('.quick');
  (isInOrder ? inOrder ?? inRow : inRow ?? inOrder)?.click();
}

function tickRow() {
  cursor()?.closest('.row').querySelector('.tick input').click();
}

const KEYS = {
  '/': () => document.getElementById('find').select(),
  j: () => move(1),
  k: () => move(-1),
  x: tickRow,
  t: takeIt,
  e: () => act('resolve', 'e'),
  s: () => act('snooze', 's'),
  n: () => act('note', 'n'),
  r: () => act('reply', 'r'),
  '?': () => document.getElementById('help').showModal(),
};

const isTyping = (target) =>
  target.matches('textarea, select, [contenteditable], input:not([type="checkbox"], [type="radio"])');

/** Esc leaves a field, closes what is open, and gives the row back its focus. */
function leave(target) {
  const box = target.closest('details[open]') ?? document.querySelector('.queue .acts details[open], .who[open]');
  if (box) box.open = false;
  if (box || isTyping(target)) (cursor() ?? document.getElementById('content')).focus();
}

// Keys of one letter can be switched off: they get in the way of those who
// speak to their computer.
const SWITCH = 'doorstep-keys';
const keysSwitch = document.querySelector('[data-part="keys-on"]');
keysSwitch.checked = localStorage.getItem(SWITCH) !== 'off';
keysSwitch.addEventListener('change', () => localStorage.setItem(SWITCH, keysSwitch.checked ? 'on' : 'off'));

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
  const { target } = event;
  if (event.key === 'Escape') return leave(target);
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && target.nodeName === 'TEXTAREA') {
    return (target.closest('.fields') ?? target.form).querySelector('button.main')?.click();
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(target)) return undefined;
  const wanted = keysSwitch.checked || event.key === '?' ? KEYS[event.key] : undefined;
  if (wanted) {
    event.preventDefault();
    wanted();
  }
  return undefined;
});
