"""The lessons as a site: Python runs in the reader's browser, and the host serves files."""
