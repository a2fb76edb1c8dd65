// Asks whether all there is to press is large enough.

/** What a thumb needs, and what a mouse does, in pixels. */
export const THUMB = 44;
export const MOUSE = 24;

/** What is lower than `least`: a box that is ticked is as large as its label,
 * a row of the queue opens wherever it is pressed, and a link within a
 * sentence is as high as its line. */
export const tooSmall = (page, least) =>
  page.evaluate((least) => {
    const pressed = document.querySelectorAll('a, button, summary, select, textarea, input:not([type=hidden])');
    return [...pressed]
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.matches('.skip, .row > .open') && !one.closest('p.facts, td, .oldest'))
      .map((one) => {
        const label = one.matches('[type=checkbox], [type=radio]') && (one.closest('label') ?? document.querySelector(`label[for="${one.id}"]`));
        const { width, height } = (label || one).getBoundingClientRect();
        return { name: `${one.tagName} ${one.id || one.className}: ${one.textContent.trim().slice(0, 30)}`, width, height };
      })
      // Half a pixel is how a browser rounds.
      .filter(({ width, height }) => width > 1 && (height < least - 0.5 || width < Math.min(least, 24) - 0.5));
  }, least);
