"""Every component on one page, with invented figures. Only in development and in the demo."""

from arbetshubb.ui.gallery.view import gallery

__all__ = ["gallery"]
