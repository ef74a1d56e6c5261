/** Something that went wrong, in a paragraph. */
export function alertOf(text: string) {
  const paragraph = document.createElement('p');
  paragraph.setAttribute('role', 'alert');
  paragraph.textContent = text;
  return paragraph;
}
