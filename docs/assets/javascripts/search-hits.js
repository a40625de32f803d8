/* From what Pagefind returns of a page to the passages that a reader wants: which paragraph, and
   the words around each match. Nothing here touches the page. */

const PASSAGE = /^p\d+$/
const HEADING = /^h[2-6]$/
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
 * The matching passages of one page, those with the most matches first.
 *
 * @param {object} data What Pagefind's `result.data()` gives.
 * @returns {Passage[]}
 */
export function passagesOf(data) {
  const words = data.content.split(/\s+/)
  const anchors = usefulAnchors(data.anchors ?? [])
  const found = new Map()
  for (const at of new Set(data.locations ?? [])) {
    const index = lastBefore(anchors, at)
    const matches = found.get(index) ?? []
    matches.push(at)
    found.set(index, matches)
  }
  const passages = [...found].map(([index, matches]) => {
    const anchor = anchors[index]
    const start = anchor?.location ?? 0
    const end = anchors[index + 1]?.location ?? words.length
    return {
      anchor: anchor?.id ?? "",
      label: anchor ? labelOf(anchor) : "",
      words: wordsAround(words, matches, start, end),
      matches: matches.length,
      order: index,
    }
  })
  return passages.sort((a, b) => b.matches - a.matches || a.order - b.order)
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
