// A form that only asks (GET): whatever changes in it is asked for at once, and the answer put where it belongs.

const seen = new WeakSet();
const PAUSE_MS = 350;

export function start(root) {
  const found = Array.from(root.querySelectorAll('form[data-live-part]'));
  if (root.matches && root.matches('form[data-live-part]')) found.push(root);
  found.forEach((form) => {
    if (seen.has(form)) return;
    seen.add(form);
    follow(form);
  });
}

function follow(form) {
  const part = document.getElementById(form.dataset.livePart);
  let timer = 0;
  let asked = 0;

  async function look() {
    asked += 1;
    const mine = asked;
    const question = new URLSearchParams(new FormData(form));
    try {
      // never kept: the whole page has the same address, and Back would find the piece in its place
      const asking = { headers: { 'X-Part': '1' }, credentials: 'same-origin', cache: 'no-store' };
      const answer = await fetch(`${form.action}?${question}`, asking);
      if (mine !== asked || answer.status !== 200 || answer.redirected) return;
      part.innerHTML = await answer.text();
      part.dispatchEvent(new CustomEvent('lapak:new-content', { bubbles: true }));
    } catch (error) { /* no network: the next change asks again, the button always does */ }
  }

  // Typing in a field that belongs to one of the choices chooses it.
  form.addEventListener('input', (event) => {
    const picks = event.target.dataset && event.target.dataset.picks;
    if (picks) {
      const choice = Array.from(form.elements).find((field) => field.type === 'radio' && field.value === picks);
      if (choice) choice.checked = true;
    }
    clearTimeout(timer);
    timer = setTimeout(look, event.target.type === 'text' ? PAUSE_MS : 0);
  });
}
