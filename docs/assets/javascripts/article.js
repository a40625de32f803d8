/* The switch above an article that shows and hides its layers of annotation. */

import { element, onPage } from "./mount.js"

const LAYERS = {
  actors: "Names", statements: "Statements", dates: "Dates", events: "Events", shared: "Shared passages",
  notes: "Notes",
}
const KEY = "sourcebook.layers"

/** What a reader sees at first: chains are what the site is for, so notes are among it. */
function usual() {
  return ["actors", "statements", "dates", "notes"]
}

/** @returns {Set<string>} The layers that this reader last had on. */
function remembered() {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY))
    return new Set(Array.isArray(stored) ? stored : usual())
  } catch {
    return new Set(usual()) // storage is blocked, or holds what we did not write
  }
}

/** @param {Set<string>} shown */
function remember(shown) {
  try {
    localStorage.setItem(KEY, JSON.stringify([...shown].sort()))
  } catch {
    return // storage is blocked; the switch works all the same
  }
}

onPage((content) => {
  const page = content.querySelector(".sb-article-page")
  const text = page?.querySelector(".sb-text")
  if (!text || page.querySelector(".sb-layers")) return
  const shown = remembered()
  const buttons = Object.entries(LAYERS).map(([layer, name]) => {
    const button = element("button", { type: "button", "aria-pressed": String(shown.has(layer)) }, name)
    button.addEventListener("click", () => {
      if (!shown.delete(layer)) shown.add(layer)
      button.setAttribute("aria-pressed", String(shown.has(layer)))
      page.dataset.layers = [...shown].join(" ")
      remember(shown)
    })
    return button
  })
  page.dataset.layers = [...shown].join(" ")
  const label = element("span", { class: "sb-layers__label", id: "sb-layers" }, "Show in the text")
  const above = page.querySelector(".sb-less-certain") ?? text
  above.before(
    element("div", { class: "sb-layers", role: "group", "aria-labelledby": "sb-layers" }, label, ...buttons),
  )
})
