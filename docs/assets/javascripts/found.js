/* Marks the words that a search found in the paragraph that its hit led to. The page stays as it is:
   the browser draws the marks over it. */

const KEY = "sourcebook.found"

/**
 * Keep what the page that is opened next is to mark.
 *
 * @param {string[]} words
 */
export function keepFound(words) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(words))
  } catch {
    return // storage is blocked; the paragraph is marked as a whole all the same
  }
}

function takeFound() {
  try {
    const words = JSON.parse(sessionStorage.getItem(KEY))
    sessionStorage.removeItem(KEY)
    return Array.isArray(words) ? words : []
  } catch {
    return []
  }
}

const letters = (word) => word.replace(/[^\p{L}\p{N}]/gu, "").toLowerCase()

/** Mark what was kept in the paragraph that the address leads to. */
export function markFound() {
  if (!window.Highlight) return
  CSS.highlights.delete("sb-found")
  const wanted = new Set(takeFound().map(letters).filter(Boolean))
  const block = wanted.size > 0 && document.getElementById(location.hash.slice(1))
  if (!block) return
  const ranges = []
  const texts = document.createTreeWalker(block.querySelector("p") ?? block, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    for (const { 0: word, index } of texts.currentNode.data.matchAll(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)) {
      if (!wanted.has(letters(word))) continue
      const range = new Range()
      range.setStart(texts.currentNode, index)
      range.setEnd(texts.currentNode, index + word.length)
      ranges.push(range)
    }
  }
  CSS.highlights.set("sb-found", new Highlight(...ranges))
}
