// Runs before the first paint: tells the stylesheets that scripts run, and that flex rows have no gap on an old Chrome.
document.documentElement.classList.add('js');
if (!(window.CSS && CSS.supports && CSS.supports('inset', '0'))) document.documentElement.classList.add('old-flex');
