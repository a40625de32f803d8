/* From what Pagefind returns of a page to the passages that a reader wants: which paragraph, and
   the words around each match. Nothing here touches the page. */

import { isAskedFor, onlyBeginsAlike } from "./search-words.js"

const PASSAGE = /^p\d+$/
const HEADING = /^h[1-6]$/
const WORDS_BEFORE = 8
const WORDS_AFTER = 22

/**
 * A passage that matches.
 *
 * @typedef {object} Passage
 * @property {string} anchor Id of the element to open, empty for the page's beginning.
 * @property {string} label What the anchor is called: a paragraph's number, or a heading.
 * @property {{text: string, match: boolean}[]} words Its words around the matches.
 * @property {number} matches How many words of it match.
 */

/**
 * The matching passages of one page, those with the most matches first. A heading is the label of
 * what stands below it, and no part of it.
 *
 * @param {object} data What Pagefind's `result.data()` gives.
 * @param {string[]} asked Words of the query, and of its other spellings.
 * @returns {Passage[]}
 */
export function passagesOf(data, asked) {
  const words = data.content.split(/\s+/)
  const anchors = usefulAnchors(data.anchors ?? [])
  const found = new Map()
  for (const at of meantOf(words, data.locations ?? [], asked)) {
    const index = lastBefore(anchors, at)
    const matches = found.get(index) ?? []
    matches.push(at)
    found.set(index, matches)
  }
  const passages = [...found].map(([index, matches]) => {
    const anchor = anchors[index]
    const start = anchor ? anchor.location + headingLength(words, anchor) : 0
    const end = anchors[index + 1]?.location ?? words.length
    const below = matches.filter((at) => at >= start)
    const titled = anchor?.element === "h1"
    return {
      anchor: anchor && !titled ? anchor.id : "",
      label: anchor && !titled ? labelOf(anchor) : "",
      words: below.length > 0 ? wordsAround(words, below, start, end) : [],
      matches: below.length,
      order: index,
    }
  })
  // What stands in the title alone is read there.
  const shown = passages.filter(({ label, words }) => label || words.length > 0)
  return shown.sort((a, b) => b.matches - a.matches || a.order - b.order)
}

/** Where the words stand that were asked for; where there are none, those of the same stem. */
function meantOf(words, locations, asked) {
  const all = [...new Set(locations)].filter((at) => at < words.length)
  if (asked.length === 0) return all
  const exact = all.filter((at) => isAskedFor(words[at], asked))
  return exact.length > 0 ? exact : all.filter((at) => !onlyBeginsAlike(words[at], asked))
}

/** How many words of the text are those of a heading. */
function headingLength(words, anchor) {
  if (!HEADING.test(anchor.element)) return 0
  const own = anchor.text.trim().split(/\s+/)
  const same = own.every((word, at) => words[anchor.location + at]?.startsWith(word))
  return same ? own.length : 0
}

/** Numbered paragraphs and headings, in order of the page. */
function usefulAnchors(anchors) {
  return anchors
    .filter((anchor) => PASSAGE.test(anchor.id) || HEADING.test(anchor.element))
    .sort((a, b) => a.location - b.location)
}

function labelOf(anchor) {
  return PASSAGE.test(anchor.id) ? anchor.id.slice(1) : anchor.text
}

/** Index of the last anchor at or before a word, -1 where there is none. */
function lastBefore(anchors, at) {
  let low = 0
  let high = anchors.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (anchors[middle].location <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}

function wordsAround(words, locations, start, end) {
  const matches = locations.sort((a, b) => a - b)
  const from = Math.max(start, matches[0] - WORDS_BEFORE)
  const to = Math.min(end, matches[0] + WORDS_AFTER)
  const matching = new Set(matches)
  const cut = words.slice(from, to).map((text, index) => ({ text, match: matching.has(from + index) }))
  if (from > start) cut.unshift({ text: "…", match: false })
  if (to < end) cut.push({ text: "…", match: false })
  return cut
}
