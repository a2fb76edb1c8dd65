// The console's script. It holds no words: those come with the page.

// ---- morph: turns a part of the page into how the server draws it now ----
// Nodes that stay are kept, and with them focus, scroll, ticks and what lies
// open. A form that somebody is typing in is left as it is.

const keyOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node.id || node.dataset.row || '' : '');

const isTick = (node) => node.nodeName === 'INPUT' && node.type === 'checkbox';

function isChanged(control) {
  if (control.type === 'checkbox' || control.type === 'radio') return control.checked !== control.defaultChecked;
  if (control.nodeName === 'SELECT') {
    const first = [...control.options].findIndex((option) => option.defaultSelected);
    return control.selectedIndex !== Math.max(first, 0);
  }
  return control.defaultValue !== undefined && control.type !== 'hidden' && control.value !== control.defaultValue;
}

const isTypedIn = (form) => [...form.elements].some(isChanged);

/** `sent` is what was just sent, if anything was: it is drawn anew. */
function morph(from, to, sent) {
  const isAnew = sent !== undefined && sent.contains(from);
  if (from.nodeName === 'FORM' && !isAnew && ('kept' in from.dataset || isTypedIn(from))) return;
  morphAttributes(from, to, isAnew);
  if (isTick(from)) return;
  let at = from.firstChild;
  const keyed = new Map([...from.children].map((child) => [keyOf(child), child]));
  for (const wanted of [...to.childNodes]) {
    const key = keyOf(wanted);
    const kept = key ? keyed.get(key) : alike(at, wanted);
    if (!kept || kept.nodeName !== wanted.nodeName) {
      const made = document.importNode(wanted, true);
      if (key && made.dataset.row) made.dataset.new = '';
      from.insertBefore(made, at);
      continue;
    }
    if (kept === at) at = at.nextSibling;
    else from.insertBefore(kept, at);
    if (kept.nodeType === Node.ELEMENT_NODE) morph(kept, wanted, sent);
    else if (kept.nodeValue !== wanted.nodeValue) kept.nodeValue = wanted.nodeValue;
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
}

/** The next node without a name of its own that is of the same kind. */
function alike(at, wanted) {
  let node = at;
  while (node && (keyOf(node) || node.nodeName !== wanted.nodeName)) node = node.nextSibling;
  return node;
}

/** What a person has set stays set: what lies open, what is ticked, and of a
 * ticked row the version that was on the screen when it was ticked, so that
 * nothing is done to what nobody has seen. */
function morphAttributes(from, to, isAnew) {
  const theirs = (name) =>
    !isAnew && ((name === 'open' && from.nodeName === 'DETAILS') || (isTick(from) && (name === 'checked' || (name === 'value' && from.checked))));
  for (const { name } of [...from.attributes]) {
    if (!to.hasAttribute(name) && !theirs(name)) from.removeAttribute(name);
  }
  for (const { name, value } of to.attributes) {
    if (from.getAttribute(name) !== value && !theirs(name)) from.setAttribute(name, value);
  }
}
