/* What the components share: when one starts, and how it makes elements. */

/**
 * Call `start` with the content of the page, once it is there.
 *
 * @param {(content: HTMLElement) => void} start
 */
export function onPage(start) {
  const run = () => start(document.querySelector("main") ?? document.body)
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", run)
  else run()
}

/**
 * Make an element.
 *
 * @param {string} name Tag name.
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children Strings become text, never markup.
 * @returns {HTMLElement}
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}
