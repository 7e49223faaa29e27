// Light or dark by hand; without it the phone's own setting decides. Kept in a cookie so that the server paints it at once.

export function start(root) {
  root.querySelectorAll('[data-theme-switch]').forEach((button) => {
    const html = document.documentElement;
    const phone = () => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
    button.addEventListener('click', () => {
      const next = (html.dataset.theme || phone()) === 'dark' ? 'light' : 'dark';
      html.dataset.theme = next;
      document.cookie = `theme=${next}; path=/; max-age=31536000; samesite=lax`;
    });
  });
}
