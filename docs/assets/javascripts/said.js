/* What an article's page says of a statement, as plain values, and the issue that would correct it.
   Nothing here changes the page. */

const CONTEXT = 24
const WHOLE = 600 // letters of a quotation that an address has room for
const EDGE = 200

/**
 * @typedef {object} Words Some words of a paragraph, as a correction anchors them.
 * @property {number} paragraph
 * @property {string} exact Letter for letter.
 * @property {string} [prefix] What stands before them.
 * @property {string} [suffix] What stands behind them.
 */

/** @param {Element | null} from */
function plain(from) {
  return from ? from.textContent.replace(/\s+/g, " ").trim() : ""
}

/** The pieces of one part of a statement, those without anything between them joined. */
function runs(note, part) {
  const id = CSS.escape(note.id.slice("note-".length))
  const of = `[data-statement="${id}"]`
  const pieces = note.closest(".sb-text").querySelectorAll(`.sb-${part}${of}, .sb-uncertain--${part}${of}`)
  const found = []
  for (const piece of pieces) {
    const last = found.at(-1)
    if (last && textBetween(last.at(-1), piece) === "") last.push(piece)
    else found.push([piece])
  }
  return found
}

/** The text from the end of one element to the beginning of another, or to the end of `within`. */
function textBetween(left, right) {
  const range = document.createRange()
  range.setStartAfter(left)
  range.setEndBefore(right)
  return range.toString()
}

function wordsOf(note, part) {
  return runs(note, part).map((run) => run.map((piece) => piece.textContent).join("")).join(" … ")
}

/** The chain as text, what is inferred or not certain in brackets. */
function chainOf(note) {
  const chain = note.querySelector(".sb-chain-inline").cloneNode(true)
  for (const basis of chain.querySelectorAll(".sb-basis")) basis.textContent = `(${basis.textContent})`
  return plain(chain)
}

/** The number of the paragraph that an element stands in or beside. */
function paragraphOf(part) {
  return Number(part.closest(".sb-block").id.slice(1))
}

/**
 * What a citation says of a statement.
 *
 * @param {HTMLElement} note
 * @returns {import("./citations.js").Said}
 */
export function saidIn(note) {
  return {
    id: note.id.slice("note-".length),
    paragraph: paragraphOf(note),
    speaker: plain(note.querySelector(".sb-chain-inline").firstElementChild),
    chain: chainOf(note),
    cue: wordsOf(note, "cue"),
    content: wordsOf(note, "content"),
  }
}

/**
 * The beginning of one part of a statement as a correction anchors it.
 *
 * @returns {Words | null}
 */
function anchorOf(note, part) {
  const [run] = runs(note, part)
  if (!run) return null
  const paragraph = run[0].closest("p")
  const range = document.createRange()
  range.selectNodeContents(paragraph)
  range.setEndBefore(run[0])
  const before = range.toString()
  range.selectNodeContents(paragraph)
  range.setStartAfter(run.at(-1))
  const exact = run.map((piece) => piece.textContent).join("")
  return {
    paragraph: paragraphOf(paragraph),
    exact: exact.length > WHOLE ? exact.slice(0, EDGE) : exact,
    prefix: before.slice(-CONTEXT),
    suffix: range.toString().slice(0, CONTEXT),
  }
}

function quotation(text) {
  return text.length > WHOLE ? `${text.slice(0, EDGE)} … ${text.slice(-EDGE)}` : text
}

/**
 * The issue form with the anchor of a statement and what the page says of it filled in.
 *
 * @param {string} form Address of the form, with the page filled in.
 * @param {HTMLElement} note
 */
export function correctionAddress(form, note) {
  const { chain, cue, content } = saidIn(note)
  const anchor = anchorOf(note, "cue") ?? anchorOf(note, "content") ?? anchorOf(note, "source")
  if (!anchor) return form // the page quotes a paragraph that the statement only touches
  const how = [...note.querySelectorAll(":scope > .sb-flags")].map((flag) => plain(flag).replace(/^· /, ""))
  const now = [
    `source: ${wordsOf(note, "source") || "none"}`,
    `cue: ${cue || "none"}`,
    `content: ${quotation(content) || "none"}`,
    `chain: ${chain}`,
    `found: ${how.join(", ")}`,
    `anchor: ${JSON.stringify(anchor)}`,
  ]
  const address = new URL(form)
  address.searchParams.set("title", `Attribution: “${cue}”, ¶${anchor.paragraph}`)
  address.searchParams.set("quote", quotation([wordsOf(note, "source"), cue, content].filter(Boolean).join(" … ")))
  address.searchParams.set("now", now.join("\n"))
  return address.href
}
