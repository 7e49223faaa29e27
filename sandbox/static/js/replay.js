// Shows newly played days one after the other. Everything is on the page already: whoever skips, prefers little motion
// or runs no scripts sees it at once. What comes after the replay waits until it is over.

const seen = new WeakSet();
const DAY_MS = 900;

export function start(root) {
  root.querySelectorAll('[data-replay]').forEach((list) => {
    if (seen.has(list)) return;
    seen.add(list);
    forget();
    if (!window.matchMedia('(prefers-reduced-motion: reduce)').matches) replay(list);
  });
}

/** A page loaded again, or come back to, tells its days at once. */
function forget() {
  const address = new URL(window.location.href);
  address.searchParams.delete('sejak');
  window.history.replaceState(window.history.state, '', address.pathname + address.search);
}

const dotted = (amount) => String(amount).replace(/\B(?=(\d{3})+(?!\d))/g, '.');
const signed = (amount) => `${amount > 0 ? '+' : amount < 0 ? '\u2212' : ''}Rp\u00a0${dotted(Math.abs(amount))}`;

function replay(list) {
  const days = Array.from(list.children);
  const box = list.parentElement;
  const sum = box.querySelector('[data-replay-sum]');
  const skip = box.querySelector('[data-replay-skip]');
  const after = Array.from(document.querySelectorAll('[data-replay-after]'));
  const words = sum.textContent;
  let shown = 0;
  let timer = 0;
  let orders = 0;
  let money = 0;

  function finish() {
    clearTimeout(timer);
    days.forEach((day) => day.classList.remove('is-waiting'));
    after.forEach((part) => part.classList.remove('is-waiting'));
    sum.textContent = words;
    skip.hidden = true;
  }

  function next() {
    if (shown === days.length) { finish(); return; }
    const day = days[shown];
    shown += 1;
    orders += Number(day.dataset.orders);
    money += Number(day.dataset.money);
    day.classList.remove('is-waiting');
    day.classList.add('is-new');
    const facts = { orders: dotted(orders), money: signed(money) };
    sum.textContent = list.dataset.sum.replace(/\{(\w+)\}/g, (whole, name) => facts[name]);
    timer = setTimeout(next, DAY_MS);
  }

  days.concat(after).forEach((part) => part.classList.add('is-waiting'));
  skip.hidden = false;
  skip.addEventListener('click', finish);
  next();
}
