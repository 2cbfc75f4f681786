"""What a release is checked with: its wheel in an empty folder, and its bill of materials."""
