// Keeps a container fresh: fetches an HTML fragment every few seconds and swaps it in when it has changed.

const seen = new WeakSet();
const LONGEST_S = 60;

export function start(root) {
  const found = Array.from(root.querySelectorAll('[data-poll-url]'));
  if (root.matches && root.matches('[data-poll-url]')) found.push(root);
  found.forEach((box) => {
    if (seen.has(box)) return;
    seen.add(box);
    keepFresh(box);
  });
}

function keepFresh(box) {
  const usual = Math.max(1, Number(box.dataset.pollSeconds) || 5);
  let wait = usual;
  let last = '';

  async function look() {
    if (!box.isConnected) return;
    if (!document.hidden) {
      try {
        const answer = await fetch(box.dataset.pollUrl, { headers: { 'X-Poll': '1' }, credentials: 'same-origin' });
        const isOurs = !answer.redirected; // somebody signed out elsewhere is led to the way in, which is no fragment
        if (answer.status === 200 && isOurs) swap(await answer.text());
        wait = (answer.ok && isOurs) || answer.status === 304 ? usual : Math.min(wait * 2, LONGEST_S);
      } catch (error) {
        wait = Math.min(wait * 2, LONGEST_S);
      }
    }
    setTimeout(look, wait * 1000);
  }

  function swap(html) {
    // never under a finger: a field that holds the focus is left alone until the next round
    const held = box.contains(document.activeElement) && document.activeElement !== box ? document.activeElement : null;
    if (html === last || (held && held.tagName !== 'SUMMARY')) return;
    last = html;
    // what somebody has unfolded stays unfolded
    const open = Array.from(box.querySelectorAll('details')).filter((fold) => fold.open).map(nameOf);
    const focused = held ? nameOf(held.parentElement) : '';
    box.innerHTML = html;
    box.querySelectorAll('details').forEach((fold) => {
      if (open.includes(nameOf(fold))) fold.open = true;
      if (focused && focused === nameOf(fold)) fold.querySelector('summary').focus({ preventScroll: true });
    });
    box.dispatchEvent(new CustomEvent('lapak:new-content', { bubbles: true }));
  }

  setTimeout(look, wait * 1000);
}

// Folded tables have no names of their own; what stands around them has.
function nameOf(fold) {
  const named = fold.closest('[id]');
  return named ? named.id : fold.textContent;
}
