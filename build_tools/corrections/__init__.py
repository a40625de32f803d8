"""What a person decided about an article's annotations: the form of the file, and how it is applied."""

from build_tools.corrections.apply import SUFFIX, apply_all, apply_file, corrections_path
from build_tools.corrections.shapes import CorrectionsShape

__all__ = ["SUFFIX", "CorrectionsShape", "apply_all", "apply_file", "corrections_path"]
