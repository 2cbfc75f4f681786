"""Words and errors that know no data."""
