"""The language engine: words, windows, the encoder's runtime and the decoding of its output."""
