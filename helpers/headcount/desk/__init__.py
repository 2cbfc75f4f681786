"""One figure's record, search, comparison and quotation."""
