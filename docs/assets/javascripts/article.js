/* The switch above an article that shows and hides its layers of annotation. What is on is kept for
   this reader, and stands in the address, so that a link shows others the same. */

import { MARGIN } from "./cards.js"
import { onPage } from "./mount.js"

// In the order of the buttons; a text without any of a kind has no button for it.
const LAYERS = ["actors", "statements", "dates", "events", "shared", "notes"]
const KEY = "sourcebook.layers"
const PARAMETER = "layers"
const NONE = "none"

/** What a reader sees at first. On a narrow screen a note opens with its statement. */
function usual() {
  return ["actors", "statements", "dates", ...(MARGIN.matches ? ["notes"] : [])]
}

/** @param {Iterable<string>} names */
function known(names) {
  return new Set([...names].filter((name) => LAYERS.includes(name)))
}

/** @returns {Set<string> | null} The layers that the address asks for. */
function addressed() {
  const value = new URLSearchParams(location.search).get(PARAMETER)
  return value === null ? null : known(value.split(","))
}

/** @returns {Set<string>} The layers that this reader last had on. */
function remembered() {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY))
    return Array.isArray(stored) ? known(stored) : new Set(usual())
  } catch {
    return new Set(usual()) // storage is blocked, or holds what we did not write
  }
}

/**
 * Keep what is on, for this reader and in the address. Links to parts of the page keep it too, being
 * counted from the address.
 *
 * @param {Set<string>} shown
 */
function keep(shown) {
  const names = LAYERS.filter((layer) => shown.has(layer))
  const url = new URL(location.href)
  url.searchParams.delete(PARAMETER)
  const own = `${PARAMETER}=${names.join(",") || NONE}`
  url.search = url.search ? `${url.search}&${own}` : own
  history.replaceState(history.state, "", url)
  try {
    localStorage.setItem(KEY, JSON.stringify(names))
  } catch {
    return // storage is blocked; the switch works all the same
  }
}

/**
 * Styles hang on what differs from the usual, so that a page that shows the usual is not laid out anew.
 *
 * @param {HTMLElement} page
 * @param {Set<string>} shown
 */
function style(page, shown) {
  const mark = (name, value) => (value ? page.setAttribute(name, value) : page.removeAttribute(name))
  mark("data-off", ["actors", "statements", "dates"].filter((layer) => !shown.has(layer)).join(" "))
  mark("data-on", ["events", "shared"].filter((layer) => shown.has(layer)).join(" "))
  mark("data-notes", shown.has("notes") !== MARGIN.matches && (shown.has("notes") ? "on" : "off"))
}

onPage((content) => {
  const page = content.querySelector(".sb-article-page:not([data-layers])")
  if (!page) return
  const buttons = [...page.querySelectorAll("[data-layer]")]
  let shown = addressed() ?? remembered()
  const show = () => {
    page.dataset.layers = [...shown].join(" ")
    style(page, shown)
    for (const button of buttons) {
      const { layer } = button.dataset
      button.setAttribute("aria-pressed", String(layer === NONE ? shown.size === 0 : shown.has(layer)))
    }
  }
  for (const button of buttons) {
    const { layer } = button.dataset
    button.addEventListener("click", () => {
      if (layer === NONE) shown = new Set(shown.size === 0 ? usual() : [])
      else if (!shown.delete(layer)) shown.add(layer)
      show()
      keep(shown)
    })
  }
  show()
})
