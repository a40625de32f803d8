/* Starts the components that a page has use for, and says so on the root element (`data-started`)
   once they listen. Search waits until it is wanted. */

import "./scheme.js"
import "./preview.js"

const has = (selector) => document.querySelector(selector) !== null

const parts = []
if (has(".sb-text")) parts.push(import("./statements.js"))
if (has(".sb-article-page")) {
  parts.push(import("./article.js"), import("./voices.js"), import("./citations.js"))
}
if (has("table.sb-table")) parts.push(import("./tables.js"))
if (location.hash) parts.push(import("./found.js").then(({ markFound }) => markFound()))
Promise.all(parts).then(() => (document.documentElement.dataset.started = ""))

/* Search */

function openSearch() {
  return import("./search.js").then(({ open }) => open())
}

function isTyping(target) {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null
}

document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("[data-search-open]")) openSearch()
})

document.addEventListener("keydown", (event) => {
  const command = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k"
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey
  if (!command && !(slash && !isTyping(event.target))) return
  event.preventDefault()
  openSearch()
})
