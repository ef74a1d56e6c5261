/** In the page: to below the figure, where there is room for that. */
export function scrollAway() {
  document.body.style.paddingBottom = '200vh';
  document.querySelector('footer')?.scrollIntoView();
}
