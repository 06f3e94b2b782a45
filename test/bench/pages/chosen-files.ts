/** The files that were chosen in the page's file input, in the order in which they were chosen. */
export function chosenFiles(): readonly File[] {
  const input = document.querySelector('input');
  const files = [...(input?.files ?? [])];
  if (files.length === 0) throw new Error('No file was chosen');
  return files;
}
