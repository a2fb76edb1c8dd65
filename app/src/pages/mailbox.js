// Keeps the mailbox as it is now: asks again every few seconds while somebody
// looks, puts new messages on top and takes away what is gone.
const EVERY = 3000;
const part = (page, name) => page.querySelector(`[data-part="${name}"]`);
const name = (letter) => letter.dataset.mail;

async function again() {
  if (document.hidden) return;
  const answer = await fetch(location.href, { cache: 'no-store' });
  if (!answer.ok) return;
  const text = await answer.text();
  const page = new DOMParser().parseFromString(text, 'text/html');
  const newest = part(page, 'mails');
  const shown = part(document, 'mails');
  if (!newest || !shown) return;
  const known = new Map([...shown.children].map((letter) => [name(letter), letter]));
  const wanted = [...newest.children];
  const names = new Set(wanted.map(name));
  for (const [own, letter] of known) if (!names.has(own)) letter.remove();
  let before = null;
  for (const letter of wanted.reverse()) {
    const own = known.get(name(letter));
    const stays = own && own.textContent === letter.textContent;
    const now = stays ? own : document.importNode(letter, true);
    if (own && !stays) own.replaceWith(now);
    else if (!own) shown.insertBefore(now, before);
    before = now;
  }
  part(document, 'empty').hidden = wanted.length > 0;
}

part(document, 'live').hidden = false;
setInterval(() => again().catch(() => {}), EVERY);
document.addEventListener('visibilitychange', () => again().catch(() => {}));
