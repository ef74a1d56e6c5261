/**
 * Gives the browser's language a name that the browser itself takes: where no locale is set, WebKitGTK
 * calls it “C”, with which uPlot's number formatter cannot be made, and no loss plot loads.
 */
export function nameLanguage() {
  try {
    Intl.getCanonicalLocales(navigator.language);
  } catch {
    Object.defineProperty(navigator, 'language', {value: 'en'});
  }
}
