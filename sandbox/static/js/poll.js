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
  const usual = Math.max(2, Number(box.dataset.pollSeconds) || 5);
  let wait = usual;
  let last = '';

  async function look() {
    if (!box.isConnected) return;
    if (!document.hidden) {
      try {
        const answer = await fetch(box.dataset.pollUrl, { headers: { 'X-Poll': '1' }, credentials: 'same-origin' });
        if (answer.status === 200 && !answer.redirected) swap(await answer.text());
        wait = answer.ok || answer.status === 304 ? usual : Math.min(wait * 2, LONGEST_S);
      } catch (error) {
        wait = Math.min(wait * 2, LONGEST_S);
      }
    }
    setTimeout(look, wait * 1000);
  }

  function swap(html) {
    // never under a finger: what holds the focus is left alone until the next round
    if (html === last || (box.contains(document.activeElement) && document.activeElement !== box)) return;
    last = html;
    box.innerHTML = html;
    box.dispatchEvent(new CustomEvent('lapak:new-content', { bubbles: true }));
  }

  setTimeout(look, wait * 1000);
}
