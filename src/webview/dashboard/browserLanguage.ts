// uPlot makes a number format of the browser's language as it loads. Chromium started with the locale "C" or "POSIX" names
// one that no format takes (`en-US@posix`), and the page would stay empty.
try {
  new Intl.NumberFormat(navigator.language);
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en-US' });
}
