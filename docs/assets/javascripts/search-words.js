/* When a word of a text is one that was asked for. Pagefind takes every word that begins with what
   was typed, so that "no" finds "November"; so short a word is meant as it stands. Nothing here
   touches the page. */

const SHORT = 3 // letters

/**
 * The words of a text as they are compared: in small letters, without accents and punctuation.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function wordsOf(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Whether a word of a text is meant by one of a query. */
function meant(word, asked) {
  return asked.length <= SHORT ? word === asked : word.startsWith(asked)
}

/**
 * Whether a piece of a text, as Pagefind counts them, has a word that was asked for.
 *
 * @param {string} piece "Al-Iryani’s" is one, and three words.
 * @param {string[]} asked Words of the query, and of its other spellings.
 */
export function isAskedFor(piece, asked) {
  return wordsOf(piece).some((word) => asked.some((one) => meant(word, one)))
}

/**
 * Whether a piece of a text is found for the beginning of its word alone, though what was asked for
 * is too short for that.
 *
 * @param {string} piece
 * @param {string[]} asked
 */
export function onlyBeginsAlike(piece, asked) {
  if (isAskedFor(piece, asked)) return false
  return wordsOf(piece).some((word) => asked.some((one) => one.length <= SHORT && word.startsWith(one)))
}

/**
 * Whether a text has all words of a query.
 *
 * @param {string} text
 * @param {string[]} asked
 */
export function holdsAll(text, asked) {
  const words = new Set(wordsOf(text))
  return asked.every((one) => words.has(one) || [...words].some((word) => meant(word, one)))
}
