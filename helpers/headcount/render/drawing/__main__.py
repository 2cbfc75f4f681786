"""Print the path of the browser that draws the pictures, or how to get one (exit 1)."""

import sys

from headcount.render.drawing.finding import find_chromium, missing


def main() -> int:
    """Print the browser's path, or how to get one."""
    found = find_chromium()
    sys.stdout.write(f"{found or missing()}\n")
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
