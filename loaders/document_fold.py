"""Where the pipeline finds the folding of texts, which searches share with it."""

from graph.text_fold import fold_text

__all__ = ["fold_text"]
