"""The widgets of a notebook, running one, and the notebooks as plain pages."""
