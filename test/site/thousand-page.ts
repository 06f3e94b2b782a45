/** How many pictures the page has, all of them different. */
const COUNT = 1_000;

/** A page of a thousand small pictures, each from a URL of its own; half of them in links, a tenth shown twice. */
export function thousandPage(): string {
  const pictures = Array.from({ length: COUNT }, (_, number) => {
    const image = `<img src="tile/${number}/tile-${number}.png" alt="Tile ${number}" />`;
    return number % 10 === 0 ? image + image : number % 2 === 0 ? `<a href="index.html">${image}</a>` : image;
  });
  return `<!doctype html><title>A thousand pictures</title><link rel="stylesheet" href="case.css" />
<h1>A thousand pictures</h1><main class="tiles">${pictures.join('')}</main>`;
}
