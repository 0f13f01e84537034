// The theme is chosen before anything is painted: the one chosen last on this machine, else the system's.
(() => {
  let saved = null;
  try { saved = localStorage.getItem('memory_tracker.theme'); } catch { /* no storage for files here */ }
  const dark = saved ? saved === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
