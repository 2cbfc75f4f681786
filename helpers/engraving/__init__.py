"""From a drawing to an SVG, by Python alone."""

from helpers.engraving.engrave import engrave

__all__ = ["engrave"]
