/* Lights up all parts of a statement, and its note, while one of them is pointed at, touched,
   focused or linked to. A less certain statement only does where the page shows those. */

import { onPage } from "./mount.js"

const NOTE = "note-"
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

/** The statement that the address leads to, by a part of it or by its note. */
function linked() {
  return location.hash ? statementOf(document.getElementById(location.hash.slice(1))) : null
}

/** Show less certain statements where the address leads to one. */
function showLinked() {
  const target = location.hash && document.getElementById(location.hash.slice(1))
  const box = target && target.matches(UNCERTAIN) && boxOf(target)
  if (!box || box.checked) return
  box.checked = true
  target.scrollIntoView()
}

/** @param {Element} text */
function watch(text) {
  let lit = null
  const light = (statement) => {
    if (statement === lit) return
    lit = statement
    for (const part of text.querySelectorAll(".sb-lit")) part.classList.remove("sb-lit")
    if (!statement) return
    const parts = `[data-statement="${CSS.escape(statement)}"], #${CSS.escape(NOTE + statement)}`
    for (const part of text.querySelectorAll(parts)) part.classList.add("sb-lit")
  }
  const point = (event) => event.pointerType !== "touch" && light(statementOf(event.target) ?? linked())
  text.addEventListener("pointerover", point)
  text.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && light(linked()))
  text.addEventListener("click", (event) => light(statementOf(event.target)))
  text.addEventListener("focusin", (event) => light(statementOf(event.target) ?? linked()))
  return () => light(linked())
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
