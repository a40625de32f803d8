/* Lights up all parts of a statement, and its note, while one of them is pointed at, touched,
   focused or linked to, and opens its card. A less certain statement only does where the page shows
   those. */

import { glance, hold, isHeld } from "./cards.js"
import { onPage } from "./mount.js"

const NOTE = "note-"
const LINK = ".sb-mention[href]" // preview.js shows what it leads to, instead of the card
const UNCERTAIN = ".sb-uncertain, .sb-note--uncertain"

/**
 * The box that shows less certain statements, on the page of an article that has any.
 *
 * @param {Element} inside
 * @returns {HTMLInputElement | null | undefined}
 */
function boxOf(inside) {
  return inside.closest(".sb-article-page")?.querySelector(".sb-less-certain input")
}

/**
 * The statement that an element belongs to: of nested ones, the innermost.
 *
 * @param {EventTarget | null} target
 * @returns {string | null}
 */
function statementOf(target) {
  if (!(target instanceof Element)) return null
  const left = boxOf(target)?.checked ? "" : `:not(${UNCERTAIN})`
  const part = target.closest(`[data-statement]${left}, .sb-note${left}`)
  if (!part) return null
  return part.getAttribute("data-statement") ?? part.id.slice(NOTE.length)
}

/** What the address leads to. */
function target() {
  return location.hash ? document.getElementById(location.hash.slice(1)) : null
}

/** The statement that the address leads to, by a part of it or by its note. */
function linked() {
  return statementOf(target())
}

/** Show less certain statements where the address leads to one. */
function showLinked() {
  const there = target()
  const box = there?.matches(UNCERTAIN) && boxOf(there)
  if (!box || box.checked) return
  box.checked = true
  box.dispatchEvent(new Event("change", { bubbles: true }))
  there.scrollIntoView()
}

/** @param {Element} text */
function watch(text) {
  let lit = null
  const noteOf = (statement) => statement && text.querySelector(`#${CSS.escape(NOTE + statement)}`)
  const light = (statement) => {
    if (statement === lit) return
    lit = statement
    for (const part of text.querySelectorAll(".sb-lit")) part.classList.remove("sb-lit")
    if (!statement) return
    const parts = `[data-statement="${CSS.escape(statement)}"], #${CSS.escape(NOTE + statement)}`
    for (const part of text.querySelectorAll(parts)) part.classList.add("sb-lit")
  }
  const point = (over) => {
    const statement = statementOf(over)
    light(statement ?? linked())
    glance(over?.closest(LINK) ? null : noteOf(statement))
  }
  text.addEventListener("pointerover", (event) => event.pointerType !== "touch" && point(event.target))
  text.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && point(null))
  text.addEventListener("click", (event) => {
    const statement = statementOf(event.target)
    light(statement)
    // A link leads on, a tool does its work, and words that were just selected are for copying.
    if (event.target.closest("a, button, summary") || String(getSelection())) return
    const note = noteOf(statement)
    hold(isHeld(note) && !note.contains(event.target) ? null : note, "click")
  })
  text.addEventListener("focusin", (event) => {
    const statement = statementOf(event.target)
    light(statement ?? linked())
    if (event.target.matches(":focus-visible")) hold(event.target.closest(LINK) ? null : noteOf(statement), "focus")
  })
  text.addEventListener("focusout", (event) => {
    if (!text.contains(event.relatedTarget)) hold(null, "focus")
  })
  return () => {
    const statement = linked()
    light(statement)
    if (statement) hold(noteOf(statement), "address")
  }
}

let relight = []
function follow() {
  showLinked()
  relight.forEach((light) => light())
}
addEventListener("hashchange", follow)
onPage((content) => {
  relight = [...content.querySelectorAll(".sb-text")].map(watch)
  follow()
})
