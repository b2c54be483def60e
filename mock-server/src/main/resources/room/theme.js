// Before the first paint, so that the page does not flash in the other theme.
try {
  const chosen = localStorage.getItem('counterpart-theme');
  if (chosen) {
    document.documentElement.dataset.theme = chosen;
  }
} catch {
  // Without storage, the theme is that of the system.
}
