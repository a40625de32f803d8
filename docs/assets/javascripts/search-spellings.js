/* Which other spellings of a name a search should ask for. */

const MOST = 3
const CHANGES = 2

/**
 * The words of a search with one of them spelt as the registry spells it elsewhere: "Qani" for "Qaani".
 *
 * @param {string} words
 * @param {string[][]} names For each actor or place that may be meant, all of its names.
 * @returns {string[]} At most three.
 */
export function otherSpellings(words, names) {
  const asked = words.split(/\s+/)
  const found = new Set()
  for (const one of names) {
    const parts = [...new Set(one.flatMap((name) => name.split(/\s+/)))]
    asked.forEach((word, at) => {
      if (!parts.some((part) => folded(part) === folded(word))) return
      for (const part of parts) {
        if (isSpellingOf(folded(part), folded(word))) found.add(asked.with(at, part).join(" "))
      }
    })
  }
  return [...found].slice(0, MOST)
}

function folded(word) {
  return word.normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase()
}

/** Whether two words are one name, spelt with another letter or two, or with "Al" before it. */
function isSpellingOf(one, other) {
  if (one === other || Math.min(one.length, other.length) < 4) return false
  if (one.replace(/^al/, "") === other.replace(/^al/, "")) return true
  return one[0] === other[0] && changes(one, other) <= CHANGES
}

/** How many letters have to be put in, left out or changed (Levenshtein distance). */
function changes(one, other) {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1)))
    }
    row = next
  }
  return row[other.length]
}
